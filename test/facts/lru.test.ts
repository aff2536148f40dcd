// The bounded cache.
import { expect, it } from 'vitest';
import { createLru } from '../../src/facts/lru.ts';
import fc from '../properties.ts';

it('drops what was used least recently', () => {
  const cache = createLru<string>(3, (value) => value.length);
  cache.set('a', '1');
  cache.set('b', '2');
  cache.set('c', '3');
  cache.get('a');
  cache.set('d', '4');
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['1', undefined, '3', '4']);
});

it('does not take what is heavier than all of it', () => {
  const cache = createLru<string>(3, (value) => value.length);
  cache.set('a', '1');
  cache.set('b', '1234');
  expect([cache.get('a'), cache.get('b')]).toEqual(['1', undefined]);
});

it('never holds more than its capacity', () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 6 }));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const cache = createLru<number>(10, (weight) => weight);
      for (const [key, weight] of steps) cache.set(key, weight);
      const held = ['a', 'b', 'c', 'd', 'e'].reduce((sum, key) => sum + (cache.get(key) ?? 0), 0);
      expect(held).toBeLessThanOrEqual(10);
    }),
  );
});
