// One file to blocks and arguments, and what is remembered of it.
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { createSourceReader } from '../../../src/formats/terraform/read-source.ts';
import type { ReadSource } from '../../../src/formats/terraform/read-source.ts';

const names = (source: ReadSource): readonly string[] =>
  source.kind === 'ok' ? source.body.blocks.map(({ type, labels }) => [type, ...labels].join('.')) : [];

describe('refused', () => {
  it.each<[string, string, string, number | null]>([
    ['a file of another kind', 'x.txt', '', null],
    ['an argument outside of a block', 'x.tf', '\na = 1\n', 2],
    ['the wrong number of labels', 'x.tf', '\nresource "a" {\n}\n', 2],
    ['a block in locals', 'x.tf', '\nlocals {\n  a {}\n}\n', 2],
    ['a block among values', 'x.tfvars', 'a = 1\nb {\n}\n', 2],
    ['no HCL', 'x.tf', '\n(\n', 2],
    ['no JSON', 'x.tf.json', '{\n', 2],
    ['a doubled key', 'x.tf.json', '{"locals": {"a": 1,\n"a": 2}}', 2],
  ])('%s', (_name, path, text, line) => {
    expect(createSourceReader()({ path, blob: 'b', text })).toMatchObject({
      kind: 'problem',
      problem: { line },
    });
  });
});

test('a text that was read is not parsed again, and another under its id is', () => {
  const read = createSourceReader();
  const source = { path: 'a.tf', blob: 'b', text: 'resource "a" "b" {\n}\n' };
  expect(names(read(source))).toEqual(['resource.a.b']);
  expect(names(read({ ...source, path: 'c.tf' }))).toEqual(['resource.a.b']);
  expect(names(read({ ...source, text: 'resource "a" "c" {\n}\n' }))).toEqual(['resource.a.c']);
  expect(names(read({ ...source, path: 'a.tf.json', text: '{"resource": {"a": {"d": {}}}}' }))).toEqual([
    'resource.a.d',
  ]);
});

test('what was read longest ago is forgotten first', () => {
  const read = createSourceReader();
  const text = `# ${'x'.repeat(LIMITS.terraformCacheCharacters / 4)}\nresource "a" "b" {\n}\n`;
  for (let blob = 0; blob < 12; blob += 1)
    expect(names(read({ path: 'a.tf', blob: `${blob % 5}`, text }))).toEqual(['resource.a.b']);
});
