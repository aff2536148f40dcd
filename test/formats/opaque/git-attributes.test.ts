// .gitattributes: what hides texts from readers, against what only says how they are stored.
import { expect, test } from 'vitest';
import { hidesFiles } from '../../../src/formats/opaque/git-attributes.ts';

test.each([
  ['*.tf -diff', true],
  ['envs/** linguist-generated', true],
  ['Makefile binary', true],
  ['*.yaml working-tree-encoding=UTF-16', true],
  ['*.json filter=decrypt', true],
  ['* merge=ours', true],
  ['*.tf linguist-generated=false', false],
  ['* text=auto', false],
  ['*.png binary', false],
  ['*.psd filter=lfs diff=lfs merge=lfs -text', false],
  ['# *.tf -diff', false],
])('%s: %s', (line, expected) => {
  expect(hidesFiles(`* text=auto\n${line}\n`)).toBe(expected);
});
