// What is remembered is a matter of time alone: after it was forgotten the answer is the same.
import { expect, test } from 'vitest';
import { forgetAll, memory, remembered } from '../../src/model/memory.ts';

test('an answer is made once in one piece of work, and again in the next', () => {
  let made = 0;
  const ask = remembered((key: { readonly name: string }) => `${key.name} ${(made += 1)}`);
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect([ask(a), ask(b), ask(a)]).toEqual(['a 1', 'b 2', 'a 1']);
  forgetAll();
  expect([ask(a), ask(a)]).toEqual(['a 3', 'a 3']);
});

test('a table is one for itself', () => {
  const [one, other] = [memory<object, number>(), memory<object, number>()];
  const key = {};
  one.set(key, 1);
  expect([one.get(key), other.get(key)]).toEqual([1, undefined]);
  forgetAll();
  expect(one.get(key)).toBeUndefined();
});
