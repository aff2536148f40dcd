// Aliases and merge keys: what they stand for, on which line, and what readers do not agree on.
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { resolveTree } from '../../src/formats/resolved-tree.ts';
import { parseYaml, toValue } from '../../src/syntax/index.ts';
import type { SyntaxNode } from '../../src/syntax/index.ts';

function resolve(text: string): ReturnType<typeof resolveTree> {
  const [document] = parseYaml(text).documents;
  if (document === undefined) throw new Error('no document');
  return resolveTree(document);
}
/** The value, or `why line`. */
function told(text: string): unknown {
  const tree = resolve(text);
  return tree.kind === 'ok' ? toValue(tree.node) : `${tree.problem.why} ${tree.problem.line}`;
}

describe('what aliases and merge keys stand for', () => {
  it.each<[string, string, unknown]>([
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['the latest anchor of a name', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    [
      'an alias inside of what another one names',
      'a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y\n',
      { a: 1, b: [1], c: 2, d: [1] },
    ],
    ['a merge', 'a: &x { b: 1, c: 1 }\nd:\n  <<: *x\n  c: 2\n', { a: { b: 1, c: 1 }, d: { b: 1, c: 2 } }],
    ['a merge with its tag', 'd:\n  !!merge <<: { a: 1 }\n', { d: { a: 1 } }],
    ['several maps to merge', 'd:\n  <<: [{ a: 1 }, { a: 2, b: 2 }]\n', { d: { a: 1, b: 2 } }],
    ['a merge of the same value', 'd:\n  a: 1\n  <<: { a: 1 }\n', { d: { a: 1 } }],
    ['a quoted merge key of a text', 'd: { "<<": x }\n', { d: { '<<': 'x' } }],
    ['tags that all readers know', 'a: !!str 1\nb: !!int 2\nc: ! 3\n', { a: '1', b: 2, c: '3' }],
  ])('%s', (_name, text, expected) => {
    expect(JSON.parse(JSON.stringify(told(text)))).toEqual(expected);
  });

  it('stands on the line of the alias', () => {
    const tree = resolve('a: &x\n  b: 1\nc: *x\n');
    const lines = (node: SyntaxNode): readonly number[] => [
      node.line,
      node.endLine,
      ...(node.kind === 'map'
        ? node.entries.flatMap(({ keyLine, value }) => [keyLine, ...lines(value)])
        : []),
    ];
    expect(
      tree.kind === 'ok' && tree.node.kind === 'map' && tree.node.entries.map(({ value }) => lines(value)),
    ).toEqual([
      [2, 2, 2, 2, 2],
      [3, 3, 3, 3, 3],
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, string, string]>([
    ['a merge that meets another value before it', 'd:\n  a: 1\n  <<: { a: 2 }\n', 'merge-key 3'],
    ['a merge of no map', 'd:\n  <<: [1]\n', 'merge-key 2'],
    ['a merge key in quotes', 'd:\n  "<<": { a: 1 }\n', 'merge-key 2'],
    ['a merge key with another tag', 'd:\n  !!str <<: { a: 1 }\n', 'merge-key 2'],
    ['an alias to what it stands in', 'a: &x 1\nb: &x [*x]\n', 'alias 2'],
    ['half of a character in a value', 'a: "\\ud800"\n', 'parse-error 1'],
    ['half of a character in a name', '"\\ud800": a\n', 'parse-error 1'],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test('YML-05: a tag that may make another value', () => {
    for (const tag of [
      '!!js/function',
      '!!binary',
      '!Ref',
      '!!python/object:os.system',
      '!<tag:yaml.org,2002:str>',
    ])
      expect(told(`a:\n  b: ${tag} "x"\n`)).toBe('unknown-tag 2');
  });

  test('YML-06: aliases that make more nodes than the cap', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1)
      lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    expect(told(`${lines.join('\n')}\n`)).toMatch(/^too-many-nodes \d$/);
    expect(LIMITS.treeNodes).toBeLessThan(9 ** 9);
  });
});

test('own tags of a format are let through', () => {
  const [document] = parseYaml('a: !Ref b\n').documents;
  expect(document && resolveTree(document, ['!Ref']).kind).toBe('ok');
});
