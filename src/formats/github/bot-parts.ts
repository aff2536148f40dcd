// What the settings of a bot consist of: one part for each key of the top level; called by `dependabot`.
import { canonicalJson } from '../../model/canonical.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import type { Pair } from '../pair.ts';
import { joinPath } from '../state.ts';
import { itemsOf, member } from '../tree.ts';
import { membersOf } from './entries.ts';
import type { ItemNames } from './entries.ts';
import { pairItems } from './pair-items.ts';
import type { Identity } from './pair-items.ts';
import { pairKeys } from './pair-keys.ts';
import { linesOf } from './parts.ts';
import type { PartPair, Side } from './parts.ts';

/** Both sides of every part; the members of its lists (ecosystems, rules) are paired. */
export function botParts(roots: Pair<SyntaxNode>): readonly PartPair[] {
  return pairKeys(roots).map(({ before, after }) => {
    const names = pairRules(before, after);
    const side = (entry: SyntaxEntry | null): Side | null =>
      entry === null
        ? null
        : { ...linesOf(entry), entries: membersOf([entry], { names, allNamed: true }), around: [] };
    const address = joinPath('', (after ?? before)?.key ?? '');
    return { address, type: 'bot', before: side(before), after: side(after) };
  });
}

function pairRules(before: SyntaxEntry | null, after: SyntaxEntry | null): ItemNames {
  return pairItems({
    before: itemsOf(before?.value),
    after: itemsOf(after?.value),
    identities: [nameOf, (rule) => canonicalJson(toValue(rule)), () => ''],
    nameOf: (rule) => nameOf(rule) ?? 'rule',
  });
}

/** Mergify names its rules, Dependabot tells by ecosystem, folder and branch, Renovate may describe. */
const nameOf: Identity = (rule) => {
  const keys = ['name', 'package-ecosystem', 'directory', 'directories', 'target-branch', 'description'];
  const told = keys.map((key) => member(rule, key)).filter((node) => node !== undefined);
  return told.length === 0 ? null : told.map((node) => textOf(node)).join(' ');
};

function textOf(node: SyntaxNode): string {
  const value = toValue(node);
  return typeof value === 'string' ? value : canonicalJson(value);
}
