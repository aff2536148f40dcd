// Addresses: keys may hold anything, and no key is taken for a name.
import { expect, test } from 'vitest';
import {
  addressOf,
  callsOf,
  stepsOf,
  withoutCalls,
  withoutKeys,
  withoutLastKey,
} from '../../src/model/terraform-address.ts';
import fc from '../properties.ts';

test.each([
  ['aws_b.c', '', 'aws_b.c', 'aws_b.c'],
  ['aws_b.c[0]', '', 'aws_b.c[0]', 'aws_b.c'],
  ['module.a.aws_b.c["x"]', 'module.a.', 'aws_b.c["x"]', 'module.a.aws_b.c'],
  ['module.a["x.data.y"].aws_b.c', 'module.a["x.data.y"].', 'aws_b.c', 'module.a.aws_b.c'],
  [
    'module.a["]."].module.b[1].data.c.d',
    'module.a["]."].module.b[1].',
    'data.c.d',
    'module.a.module.b.data.c.d',
  ],
  ['module.a["\\"]."].aws_b.c[*]', 'module.a["\\"]."].', 'aws_b.c[*]', 'module.a.aws_b.c'],
  ['module.a', '', 'module.a', 'module.a'],
  ['', '', '', ''],
])('%s', (address, calls, inside, plain) => {
  expect(callsOf(address)).toBe(calls);
  expect(withoutCalls(address)).toBe(inside);
  expect(withoutKeys(address)).toBe(plain);
});

test('only the last key goes', () => {
  expect(withoutLastKey('module.a["x"].aws_b.c["y"]')).toBe('module.a["x"].aws_b.c');
  expect(withoutLastKey('module.a["x"].aws_b.c')).toBe('module.a["x"].aws_b.c');
});

test.each(['', '.', 'aws_b', 'aws_b.c.', 'aws_b.c[each.key]', 'aws_b.c["x]', 'a b.c', 'aws_b.c[0]x.y'])(
  '%s is no address',
  (text) => {
    expect(stepsOf(text)).toBeNull();
  },
);

test('whatever the keys are, the steps are told and make the address', () => {
  const name = fc.constantFrom('a', 'data', 'module', 'x-y');
  const key = fc.oneof(
    fc.constant(''),
    fc.nat().map((at) => `[${at}]`),
    fc.string().map((text) => `[${JSON.stringify(text)}]`),
  );
  const call = fc.record({ name: name.map((text) => `module.${text}`), key });
  const last = fc.record({
    name: name.filter((text) => text !== 'data').map((text) => `aws_b.${text}`),
    key,
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 3 }), last, (calls, resource) => {
      const steps = [...calls, resource];
      const address = addressOf(steps);
      expect(stepsOf(address)).toEqual(steps);
      expect(withoutCalls(address)).toBe(`${resource.name}${resource.key}`);
      expect(withoutKeys(address)).toBe(steps.map((step) => step.name).join('.'));
    }),
  );
});
