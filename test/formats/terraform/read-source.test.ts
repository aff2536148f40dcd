// One file to blocks and arguments: what is refused, and where.
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/formats/terraform/read-source.ts';

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
    expect(readSource({ path, text })).toMatchObject({
      kind: 'problem',
      problem: { line },
    });
  });
});
