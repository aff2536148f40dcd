// What is remembered is a matter of time alone: after it was forgotten the answer is the same.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { forgetAll, memory, memoryOfTexts, remembered } from '../../src/model/memory.ts';

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

test('what is asked for again and again has one answer, and what nobody asks for is given up', () => {
  let made = 0;
  const ask = remembered((_key: object) => (made += 1));
  const [often, once] = [{}, {}];
  const first = [ask(often), ask(once)];
  for (let index = 0; index < 1_000; index += 1) {
    ask({});
    expect(ask(often)).toBe(first[0]);
  }
  expect(ask(once)).not.toBe(first[1]);
});

test('texts are forgotten all at once when they are too many', () => {
  const known = memoryOfTexts<number>(2);
  known.set('a', 1);
  known.set('b', 2);
  expect([known.get('a'), known.get('b')]).toEqual([1, 2]);
  known.set('c', 3);
  expect([known.get('a'), known.get('b'), known.get('c')]).toEqual([undefined, undefined, 3]);
});

test('nothing is held from one piece of work to the next, also where nobody asks any more', async () => {
  const known = memory<object, object>();
  const key = {};
  const gone = ((): WeakRef<object> => {
    const value = { large: 'value' };
    known.set(key, value);
    return new WeakRef(value);
  })();
  forgetAll();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a WeakRef has told of stays until the end of the turn.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(gone.deref()).toBeUndefined();
  expect(known.get(key)).toBeUndefined();
});
