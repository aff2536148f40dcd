// Who of AWS is an administrator of a cluster, in the ConfigMap that says so: called by rules/k8s-rbac-escalation.ts.
// https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
import type { ParsedChange } from '../../model/change.ts';
import { childOf, foldName, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';

export type Administrator = {
  /** Role or user, as it is written; null where the entry has none that can be read. */
  readonly who: string | null;
  /** 1-based in the head file: of the text that holds the entry. */
  readonly line: number;
};

/** The group that may do everything, whatever bindings say. */
const MASTERS = /\bsystem:masters\b/;
const MAPS = ['map_roles', 'map_users', 'map_accounts'];

export function newAdministrators(change: ParsedChange): readonly Administrator[] {
  if (!isAwsAuth(change)) return [];
  const old = new Set(entriesOf(treeOf(change.before)).map(({ text }) => text));
  return entriesOf(treeOf(change.after))
    .filter(({ text }) => MASTERS.test(text) && !old.has(text))
    .map(({ text, line }) => ({
      who: /\b(?:rolearn|userarn): *["']?([^\s"',]+)/i.exec(text)?.[1] ?? null,
      line,
    }));
}

function isAwsAuth(change: ParsedChange): boolean {
  if (!/^(?:configmap|kubernetesconfigmap(?:v1)?(?:data)?)$/.test(foldName(change.type ?? ''))) return false;
  const metadata = childOf(treeOf(change.after), 'metadata');
  const [first] = metadata?.children ?? [];
  const own = first !== undefined && /^\d+$/.test(first.name) ? first : metadata;
  return own !== undefined && textOf(childOf(own, 'name')) === 'aws-auth';
}

/** Items of the lists that stand there as text, each without its layout. */
function entriesOf(tree: Node): readonly { readonly text: string; readonly line: number }[] {
  const data = childOf(tree, 'data');
  return MAPS.flatMap((name) => {
    const map = data && childOf(data, name);
    const lines = textOf(map).split('\n');
    // Items stand as far in as the first of them; a text in another form counts as one.
    const indent = lines.find((line) => /^ *- /.test(line))?.search(/\S/) ?? -1;
    const items = lines.flatMap((line, index) => (line.startsWith('- ', indent) ? [index] : []));
    const starts = items.length === 0 ? [0] : items;
    return starts.map((start, index) => ({
      text: lines
        .slice(start, starts[index + 1])
        .map((line) => line.trim())
        .join('\n')
        .trim(),
      line: map?.line ?? 0,
    }));
  });
}

function textOf(node: Node | undefined): string {
  return typeof node?.value === 'string' ? node.value : '';
}
