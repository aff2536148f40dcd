// Which changes of a pull request name which others: called by holders.ts.
import { memory } from '../../model/memory.ts';
import type { Diff, ParsedChange } from '../../model/change.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf } from '../values.ts';
import { changeAt } from './documents/diff-index.ts';
import { moduleOf } from './documents/judged-elsewhere.ts';
import type { Side } from './documents/written-documents.ts';

const ADDRESS = /(?:data\.)?aws_[a-z0-9_]+\.[\w-]+/g;

/** Changes in the same folder whose address stands in an expression of this node or below it. */
export function namedIn(node: Node, change: ParsedChange, diff: Diff): readonly ParsedChange[] {
  const sources = walk(node).flatMap((one) => ownTextsOf(one).unknown);
  const addresses = new Set(sources.flatMap((source) => source.match(ADDRESS) ?? []));
  return [...addresses].flatMap((address) => {
    const found = changeAt(`${moduleOf(change.address)}${address}`, change, diff);
    return found === null || found === change ? [] : [found];
  });
}

const known = memory<Diff, ReadonlyMap<ParsedChange, readonly ParsedChange[]>>();

/** Changes that named this one on the base side, whatever for. */
export function usersBefore(change: ParsedChange, diff: Diff): readonly ParsedChange[] {
  const users = known.get(diff) ?? collectUsers(diff, 'before');
  known.set(diff, users);
  return users.get(change) ?? [];
}

function collectUsers(diff: Diff, side: Side): ReadonlyMap<ParsedChange, readonly ParsedChange[]> {
  const users = new Map<ParsedChange, ParsedChange[]>();
  for (const user of diff.changes)
    for (const target of namedIn(treeOf(user[side]), user, diff))
      users.set(target, [...(users.get(target) ?? []), user]);
  return users;
}
