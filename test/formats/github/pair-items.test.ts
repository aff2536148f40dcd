// Names of list items: the same for both sides of a pair, different for all others.
import { expect, it } from 'vitest';
import { pairItems } from '../../../src/formats/github/pair-items.ts';
import { itemsOf, member, textOf } from '../../../src/formats/tree.ts';
import { parseYaml } from '../../../src/syntax/index.ts';
import type { SyntaxNode } from '../../../src/syntax/index.ts';
import fc from '../../properties.ts';

const items = (names: readonly string[]): readonly SyntaxNode[] =>
  itemsOf(parseYaml(names.map((name) => `- { n: "${name}" }\n`).join('')).documents[0]);

const nameOf = (node: SyntaxNode): string => textOf(member(node, 'n'));

function paired(before: readonly string[], after: readonly string[]): readonly (readonly string[])[] {
  const [old, now] = [items(before), items(after)];
  const names = pairItems({ before: old, after: now, identities: [nameOf], nameOf });
  return [old, now].map((side) => side.map((node) => names.get(node) ?? ''));
}

it('numbers what has one name, and keeps paths whole', () => {
  expect(paired(['a', 'b', 'a'], ['a', 'c[0].d', 'a', 'a'])).toEqual([
    ['a', 'b', 'a (2)'],
    ['a', 'c[0].d', 'a (2)', 'a (3)'],
  ]);
  expect(paired([], ['\\"', ''])).toEqual([[], ['item', 'item (2)']]);
});

it('gives no name twice on one side', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'a (2)'), { maxLength: 6 });
  fc.assert(
    fc.property(names, names, (before, after) => {
      for (const side of paired(before, after)) expect(new Set(side).size).toBe(side.length);
    }),
  );
});
