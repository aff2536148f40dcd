// The blocks that `dynamic` makes, where what it goes through is known (https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks). Called by `entries`.
import { LIMITS } from '../../config/limits.ts';
import { argumentOf } from './body.ts';
import type { Block, Body } from './body.ts';
import { pairOf } from './each.ts';
import { UNKNOWN_SCOPE, withNames } from './scope.ts';
import type { Scope } from './scope.ts';
import { itemsOf, membersOf } from './value.ts';
import type { Value } from './value.ts';

/** A block, and the scope in which its arguments are read. */
export type ScopedBlock = { readonly block: Block; readonly scope: Scope };

/** All blocks of a body, those of each `dynamic` in its place. One that goes through something unknown stays itself. */
export function blocksIn({ blocks }: Body, scope: Scope): readonly ScopedBlock[] {
  return blocks.flatMap((block) => made(block, scope) ?? [{ block, scope }]);
}

function made(block: Block, scope: Scope): readonly ScopedBlock[] | null {
  const [type, ...others] = block.labels;
  if (block.type !== 'dynamic' || type === undefined || others.length > 0) return null;
  const [content, ...more] = block.body.blocks.filter((inner) => inner.type === 'content');
  const through = argumentOf(block.body, 'for_each')?.evaluate(scope);
  const name = iteratorOf(block) ?? type;
  if (content === undefined || more.length > 0 || through === undefined || name === '') return null;
  // Labels may be computed.
  if (argumentOf(block.body, 'labels') !== undefined) return null;
  const elements = elementsOf(through, name);
  if (elements === null || !elements.every(() => scope.spend())) return null;
  return elements.map((element) => ({
    block: { ...content, type, labels: [], line: block.line, endLine: block.endLine },
    scope: withNames(scope, { [name]: element }),
  }));
}

/** A word, in HCL bare and in JSON quoted; the empty text for what is none. */
function iteratorOf({ body }: Block): string | null {
  const value = argumentOf(body, 'iterator')?.evaluate(UNKNOWN_SCOPE);
  if (value === undefined) return null;
  const word = value.kind === 'unknown' ? value.source : value.kind === 'known' ? String(value.value) : '';
  return /^[A-Za-z_][\w-]*$/.test(word) ? word : '';
}

/** What the iterator is, round by round. Whether a list is a set, whose keys are its values, cannot be told. */
function elementsOf(value: Value, name: string): readonly Value[] | null {
  if (value.secret === true || (value.kind !== 'list' && value.kind !== 'object')) return null;
  const size = value.kind === 'list' ? value.items.length : value.members.length;
  if (size > LIMITS.terraformInstanceChanges) return null;
  if (value.kind === 'object')
    return membersOf(value).map((member) =>
      pairOf({ kind: 'known', value: member.key, line: member.value.line }, member.value),
    );
  return itemsOf(value).map((item) => {
    const key: Value = { kind: 'unknown', key: `${name}.key`, source: `${name}.key`, line: item.line };
    return pairOf(key, item);
  });
}
