// declaration-unreadable: once for a pull request, at its first change.
import { expect, test } from 'vitest';
import { declarationUnreadable } from '../../../src/classify/rules/declaration-unreadable.ts';
import { outlined } from '../outlined.ts';

const declared = { scope: null, tools: null, problem: 'line 2 of the block is not valid YAML' };

test('is told once, with what is wrong', () => {
  expect(declarationUnreadable.check([outlined(), outlined({ address: 'b' })], declared)).toEqual([
    {
      thing: outlined(),
      line: null,
      message: 'The aigov block of the description cannot be read: line 2 of the block is not valid YAML.',
    },
  ]);
});

test('nothing to say of a block that can be read, or where nothing changes', () => {
  expect(declarationUnreadable.check([outlined()], { ...declared, problem: null })).toEqual([]);
  expect(declarationUnreadable.check([], declared)).toEqual([]);
});
