// The members of two maps paired by their keys; called for the top level of workflows, actions and bots' settings.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';

/** Those of the head in their order, then those only the base has. What is no map has no members. */
export function pairKeys({ before, after }: Pair<SyntaxNode>): readonly Pair<SyntaxEntry>[] {
  const [old, now] = [membersByKey(before), membersByKey(after)];
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => ({
    before: old.get(key) ?? null,
    after: now.get(key) ?? null,
  }));
}

function membersByKey(root: SyntaxNode | null): ReadonlyMap<string, SyntaxEntry> {
  return new Map((root?.kind === 'map' ? root.entries : []).map((entry) => [entry.key, entry]));
}
