// The policy documents that are written in a change itself, whatever carries them. Called by documents-of.ts, holders.ts and the IAM rules.
import { memory } from '../../../model/memory.ts';
import type { Diff, ParsedChange, ResourceState } from '../../../model/change.ts';
import { equivalentType } from '../../equivalent-type.ts';
import { isBuiltNowhereOn } from '../../instances.ts';
import { isStackPolicy } from '../../stack-policies.ts';
import { treeOf } from '../../state-tree.ts';
import { isData } from '../../terraform-blocks.ts';
import type { Node } from '../../state-tree.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { variantsOf } from './conditional-variants.ts';
import { withoutEmptyBlocks } from './empty-blocks.ts';
import { findDocuments } from './find-documents.ts';
import type { FoundDocument } from './find-documents.ts';
import { changesNamed } from './judged-elsewhere.ts';
import { mergeSources } from './merge-sources.ts';
import { permissionOf } from './permission-fields.ts';
import { samPolicies } from './sam-policies.ts';
import { useOf } from './use-of.ts';

export type Side = 'before' | 'after';

/** The data source of Terraform that writes a policy; all others read what is there. */
const DOCUMENT_BLOCK = 'aws_iam_policy_document';

const known = memory<Diff, WeakMap<ResourceState, readonly PolicyDocument[]>>();

/** Every IAM rule asks, so documents are kept by diff and state. The diff is asked for documents that a block takes in. Total. */
export function writtenDocuments(change: ParsedChange, side: Side, diff: Diff): readonly PolicyDocument[] {
  const state = change[side];
  if (state === null) return [];
  const byState = known.get(diff) ?? new WeakMap<ResourceState, readonly PolicyDocument[]>();
  known.set(diff, byState);
  const documents = byState.get(state) ?? read(change, { side, diff, depth: 0 });
  byState.set(state, documents);
  return documents;
}

type Reading = { readonly side: Side; readonly diff: Diff; readonly depth: number };

function read(change: ParsedChange, reading: Reading): readonly PolicyDocument[] {
  const state = change[reading.side];
  const built = state !== null && !isBuiltNowhereOn(change, reading.side);
  const tree = treeOf(built ? withoutEmptyBlocks(state) : null);
  // A document stands on a line, and where nothing is left there is none.
  if (tree.children.length === 0) return [];
  const type = equivalentType(change) ?? '';
  const used = (found: FoundDocument): PolicyDocument => ({
    ...found,
    use: useOf({ type, path: found.path, statements: found.statements }),
  });
  if (change.type === DOCUMENT_BLOCK && isData(change))
    return [used(mergeSources(tree, (source) => follow(source, change, reading)))];
  return [
    ...permissionsOf(type, tree),
    ...findDocuments(tree)
      .filter((found) => !isStackPolicy(found))
      .map(used),
    ...samPolicies(type, tree),
  ];
}

/** One for each outcome of the conditions in its fields. */
function permissionsOf(type: string, tree: Node): readonly PolicyDocument[] {
  if (permissionOf(type, tree) === null) return [];
  return variantsOf(tree).flatMap(({ node, premises }) => {
    const permission = permissionOf(type, node);
    if (permission === null || premises.length === 0) return permission ?? [];
    return { ...permission, statements: permission.statements.map((one) => ({ ...one, premises })) };
  });
}

/** Documents that name each other in a ring end here. */
const DEPTH = 8;

function follow(
  source: string,
  change: ParsedChange,
  { side, diff, depth }: Reading,
): readonly FoundDocument[] | null {
  const targets = changesNamed(source, change, diff);
  if (targets === null || depth >= DEPTH || targets.some((target) => target[side] === null)) return null;
  return targets.flatMap((target) => read(target, { side, diff, depth: depth + 1 }));
}
