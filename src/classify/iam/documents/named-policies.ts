// Policies that a change names, and those that whom it names had already. Called by documents-of.ts and the IAM rules.
import { memory } from '../../../model/memory.ts';
import { dirname } from 'node:path/posix';
import { canonicalJson } from '../../../model/canonical.ts';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import type { JsonValue } from '../../../model/json.ts';
import { callsOf, withoutCalls } from '../../../model/terraform-address.ts';
import { equivalentType } from '../../equivalent-type.ts';
import { isBuiltNowhereOn } from '../../instances.ts';
import { childOf, treeOf } from '../../state-tree.ts';
import { isData, isKnownBlock } from '../../terraform-blocks.ts';
import { textsOf } from '../../values.ts';
import { findReferences } from './policy-references.ts';
import type { PolicyReference } from './policy-references.ts';
import type { Side } from './written-documents.ts';

/** Policies that one side of the change names and that stand elsewhere. Most name none, which is kept longer than their trees. */
export function referencesOf(change: ParsedChange, side: Side): readonly PolicyReference[] {
  const told = named[side].get(change) ?? readReferences(change, side);
  named[side].set(change, told);
  return told;
}

const named = {
  before: memory<ParsedChange, readonly PolicyReference[]>(),
  after: memory<ParsedChange, readonly PolicyReference[]>(),
};

function readReferences(change: ParsedChange, side: Side): readonly PolicyReference[] {
  const { type } = change;
  // A local, an output or an import attaches nothing.
  const attaches = type !== null && !isData(change) && (type === 'module' || !isDefinition(change));
  return !attaches || isBuiltNowhereOn(change, side)
    ? []
    : findReferences(treeOf(change[side]), equivalentType(change) ?? '');
}

/** Blocks of Terraform beside resources, and what stands beside the resources of a template. */
function isDefinition({ type, format }: ParsedChange): boolean {
  return isKnownBlock(type ?? '') || (format === 'cloudformation' && !(type ?? '').includes('::'));
}

const ATTACHMENT = /^aws_iam_(role|user|group)_polic(?:y|ies)_attachment/;
const HOLDER = /^aws_iam_(role|user|group)$/;

/** Managed policies that whoever this is attached to had in the base, by another attachment or in a list of its own. */
export function heldBefore(change: ParsedChange, diff: Diff): readonly PolicyReference[] {
  const holders = change.after === null ? [] : holdersOf(change, 'after');
  if (holders.length === 0) return [];
  const grants = known.get(diff) ?? grantsBefore(diff);
  known.set(diff, grants);
  return holders.flatMap((holder) => grants.get(holder) ?? []);
}

const known = memory<Diff, ReadonlyMap<string, readonly PolicyReference[]>>();

function grantsBefore(diff: Diff): ReadonlyMap<string, readonly PolicyReference[]> {
  const grants = [...diff.changes, ...(diff.standing ?? [])].flatMap((change) => {
    // What only may have been attached was not attached.
    const held = change.before === null ? [] : referencesOf(change, 'before');
    const sure = held.filter(({ kind, premises }) => kind === 'attachment' && premises.length === 0);
    return sure.length === 0 || isConditional(change)
      ? []
      : holdersOf(change, 'before').map((holder) => ({ holder, sure }));
  });
  const byHolder = Map.groupBy(grants, ({ holder }) => holder);
  return new Map([...byHolder].map(([holder, all]) => [holder, all.flatMap(({ sure }) => sure)]));
}

/** How many there were is computed, or rests on a default. */
function isConditional({ before }: ParsedChange): boolean {
  return ['count', 'for_each'].some((name) => {
    const node = childOf(treeOf(before), name);
    return node !== undefined && (textsOf(node).unknown.length > 0 || before?.[name]?.assumed === true);
  });
}

/**
 * Whom a policy is attached to: an address, or a name as written; a role has both. The same name is another role in another
 * account, so folder, module, provider and what else tells where it takes effect are part of it.
 */
function holdersOf(change: ParsedChange, side: Side): readonly string[] {
  const type = equivalentType(change) ?? '';
  const [, attached] = ATTACHMENT.exec(type) ?? [];
  const [, own] = HOLDER.exec(type) ?? [];
  if (attached === undefined && own === undefined) return [];
  const tree = treeOf(change[side]);
  const { file, usedIn, places } = change;
  const where: JsonValue = [
    dirname(file),
    callsOf(change.address),
    textsOf(childOf(tree, 'provider')),
    usedIn,
    places ?? null,
  ];
  const place = `${canonicalJson(where)} `;
  if (attached !== undefined) {
    const { known: names, unknown } = textsOf(childOf(tree, attached));
    const [address] = unknown.map((source) => ADDRESS.exec(source)?.[1]);
    if (names.length + unknown.length !== 1) return [];
    return [
      ...names.map((name) => `${place}${attached} ${name}`),
      ...(address === undefined ? [] : [`${place}${address}`]),
    ];
  }
  if (own === undefined || isData(change)) return [];
  const { known: names } = textsOf(childOf(tree, 'name'));
  return [`${place}${withoutCalls(change.address)}`, ...names.map((name) => `${place}${own} ${name}`)];
}

/** `aws_iam_role.ci.name`: one of several instances may be any. */
const ADDRESS = /^(aws_iam_(?:role|user|group)\.[\w-]+)\.(?:name|id|arn)$/;
