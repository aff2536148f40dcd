// Lines that are indented too little inside of brackets and quotes: read as everything else reads them, on their lines.
import { expect, it } from 'vitest';
import { parseYaml, toValue } from '../../src/syntax/index.ts';

const read = (text: string): unknown => {
  const { documents, problems } = parseYaml(text);
  return problems.length === 0 ? documents.map(toValue) : problems.map(({ code, line }) => `${code} ${line}`);
};

it.each<[string, string, unknown]>([
  ['a closing bracket', 'a:\n  b: [\n    1,\n  ]\n  c: 2\n', [{ a: { b: [1], c: 2 } }]],
  ['a closing brace', 'a:\n  b: {\n    c: 1\n  }\n', [{ a: { b: { c: 1 } } }]],
  ['items as well', 'a:\n  b: [\n  1,\n2\n  ]\n', [{ a: { b: [1, 2] } }]],
  ['a quoted text', 'a:\n  b: "x\ny"\n  c: 1\n', [{ a: { b: 'x y', c: 1 } }]],
  ['with carriage returns', 'a:\r\n  b: [\r\n    1\r\n  ]\r\n', [{ a: { b: [1] } }]],
  ['a bracket that never closes', 'a:\n  b: [\n  1\nc: 2\n', ['syntax 4']],
  ['a broken text', 'a: "b\n', ['syntax 2']],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});

it('keeps every line', () => {
  const [root] = parseYaml('a:\n  b: [\n    1\n  ]\n  c: 2\n').documents;
  const inner = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  expect(
    inner?.kind === 'map'
      ? inner.entries.map(({ key, keyLine, value }) => [key, keyLine, value.endLine])
      : [],
  ).toEqual([
    ['b', 2, 4],
    ['c', 5, 5],
  ]);
});

it('gives up in time', () => {
  const text = `a:\n  b: [\n${'1,\n'.repeat(60)}  ]\n`;
  expect(read(text)).toEqual(['syntax 43']);
});
