// A module exchanged for another that is written alike reads other files.
import { expect, test } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const tree = (source: string, text: string): Tree => ({
  'main.tf': `module "m" {\n  source = "./${source}"\n}\n`,
  'a/main.tf': text,
  'b/main.tf': text,
});

function seen(text: string): readonly string[] {
  return summaryOf(changesIn(tree('a', text), tree('b', text))).filter((line) => line.includes('aws_x.r'));
}

const resource = (value: string): string => `resource "aws_x" "r" {\n  p = ${value}\n  q = 1\n}\n`;

test('a file of the module is another one', () => {
  expect(seen(resource('file("${path.module}/p.json")'))).toEqual([
    'update module.m.aws_x.r at b/main.tf:1 in main.tf { p: {"expression":"file(\\"a/p.json\\")"} -> {"expression":"file(\\"b/p.json\\")"} }',
  ]);
});

test('also where its name stands in a local', () => {
  const text = `locals {\n  f = "\${path.module}/p.json"\n}\n${resource('file(local.f)')}`;
  expect(seen(text)).toHaveLength(1);
});

test('what reads no file is the same', () => {
  expect(seen(resource('data.x.y.z'))).toEqual([]);
});
