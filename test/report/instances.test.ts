// An entry that stands for several instances says so, and one that stands for itself says nothing.
import { expect, test } from 'vitest';
import { others, withCount } from '../../src/report/instances.ts';

test('counts the others', () => {
  expect(others({ address: 'module.a.x.y' })).toBe('');
  expect(withCount({ address: 'module.a.x.y', alike: ['module.b.x.y', 'module.c.x.y'] })).toBe(
    'module.a.x.y and 2 more like it',
  );
});
