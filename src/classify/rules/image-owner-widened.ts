// Finding rule: machines start from images of more accounts than before. Listed in registry.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textOf, textsOf } from '../values.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/ami */
export const imageOwnerWidened: ChangeRule = {
  on: 'change',
  id: 'image-owner-widened',
  title: 'Machine images of more accounts',
  severity: 'high',
  confidence: 'high',
  why: 'A search for a machine image takes whatever is newest under a name. Where it names no owner, anybody who publishes an image of that name decides what runs on the machine, with its role and its network.',
  remedy: 'Name the account that builds the images in `owners`, or the image itself by its id.',
  check: (change) => (isSearch(change) ? hitsOf(change) : []),
};

function isSearch(change: ParsedChange): boolean {
  return (change.type === 'aws_ami' || change.type === 'aws_ami_ids') && isData(change);
}

/** Words for accounts that cannot be anybody's. */
const TRUSTED: readonly string[] = ['self', 'amazon', 'aws-marketplace', 'aws-backup-vault'];

function hitsOf({ address, action, before, after }: ParsedChange): readonly Hit[] {
  const [old, now] = [ownersIn(before), ownersIn(after)];
  if (now === null) return [];
  const { line } = now;
  if (now.anybody)
    return old?.anybody === true
      ? []
      : [{ message: `${address} takes an image of any account that publishes one of this name.`, line }];
  const had = new Set([...(old?.known ?? []), ...(old?.unknown ?? [])]);
  const strangers = now.known.filter((owner) => !had.has(owner) && !TRUSTED.includes(owner));
  const computed = now.unknown.filter((owner) => !had.has(owner));
  return [
    ...strangers.map((owner): Hit => ({
      message: `${address} now takes images of account ${owner}.`,
      line,
      severity: action === 'create' ? 'info' : 'medium',
    })),
    ...computed.map((source): Hit => ({
      message: `It cannot be told whose images ${address} takes: ${source} is computed.`,
      line,
      severity: 'low',
      confidence: 'low',
    })),
  ];
}

type Owners = {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
  readonly anybody: boolean;
  readonly line: number;
};

/** Null where the image is named by its id, or there is no search. */
function ownersIn(state: ResourceState | null): Owners | null {
  if (state === null) return null;
  const tree = treeOf(state);
  const filters = filtersIn(tree);
  if (filters.some((filter) => textOf(childOf(filter, 'name')) === 'image-id')) return null;
  const own = childOf(tree, 'owners');
  const byFilter = filters.filter((filter) =>
    /^owner-(?:id|alias)$/.test(textOf(childOf(filter, 'name')) ?? ''),
  );
  const texts = [own, ...byFilter.map((filter) => childOf(filter, 'values'))].map(textsOf);
  const known = texts.flatMap((text) => text.known);
  const unknown = texts.flatMap((text) => text.unknown);
  const isEmpty = known.length === 0 && unknown.length === 0;
  return { known, unknown, anybody: isEmpty || known.includes('*'), line: own?.line ?? tree.line };
}

function filtersIn(tree: Node): readonly Node[] {
  return tree.children
    .filter(({ name }) => name === 'filter')
    .flatMap((node) => (childOf(node, 'name') ? [node] : node.children));
}
