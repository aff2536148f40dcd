// Which element of a list is which on the other side.
import { expect, it } from 'vitest';
import { listLabels, placesOfNew } from '../../../src/formats/kubernetes/list-labels.ts';
import { parseYaml } from '../../../src/syntax/index.ts';
import type { SyntaxNode } from '../../../src/syntax/index.ts';

function items(text: string): readonly SyntaxNode[] {
  const [root] = parseYaml(text).documents;
  return root?.kind === 'list' ? root.items : [];
}

it.each<[string, string, string, readonly string[], readonly string[]]>([
  ['names', '[{ name: a }, { name: b }]', '[{ name: x }, { name: b }]', ['[a]', '[b]'], ['[x]', '[b]']],
  ['an empty side', '[]', '[{ name: a }]', [], ['[a]']],
  ['names that are no plain words', '[{ name: a.b }]', '[{ name: "0" }]', ['["a.b"]'], ['["0"]']],
  [
    'ports with protocols',
    '[{ port: 53, protocol: UDP }]',
    '[{ port: 53, protocol: TCP }, { port: 80 }]',
    ['["53/UDP"]'],
    ['["53/TCP"]', '["80"]'],
  ],
  ['a doubled name', '[{ name: a }]', '[{ name: a }, { name: a }]', ['[0]'], ['[0]', '[1]']],
  [
    'one name for two kinds',
    '[{ kind: User, name: a }, { kind: Group, name: a }]',
    '[]',
    ['["User/a"]', '["Group/a"]'],
    [],
  ],
  ['an element without a name', '[{ name: a }, { x: 1 }]', '[{ name: a }]', ['[0]', '[1]'], ['[0]']],
  [
    'another order of the same',
    '[{ name: a }, { name: b }]',
    '[{ name: b }, { name: a }]',
    ['[0]', '[1]'],
    ['[0]', '[1]'],
  ],
  ['a name further inside', '[{ metadata: { name: data } }]', '[]', ['[data]'], []],
  ['plain values between', '[a, { name: b }]', '[]', ['[0]', '[1]'], []],
])('%s', (_name, before, after, old, now) => {
  expect(listLabels(items(before), items(after))).toEqual([old, now]);
});

it.each<[string, readonly string[], readonly string[], boolean]>([
  ['at the end', ['[a]', '[b]'], ['[a]', '[b]', '[c]'], false],
  ['before a common one', ['[a]', '[b]'], ['[a]', '["c.d"]', '[b]'], true],
  ['one that is gone', ['[a]', '[b]'], ['[b]'], false],
  ['nothing in common', ['[a]'], ['[b]'], false],
  ['by index', ['[0]'], ['[0]', '[1]'], false],
])('where a new element stands: %s', (_name, old, now, told) => {
  expect(placesOfNew(old, now)).toEqual(
    told
      ? [
          ['a', 'b'],
          ['a', 'c.d', 'b'],
        ]
      : null,
  );
});
