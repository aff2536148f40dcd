// What texts say about people.
import { expect, it } from 'vitest';
import { coauthorEmails, namedRequesters, trailersOf } from '../../src/facts/trailers.ts';
import fc from '../properties.ts';

it('a key and a value on a line of their own', () => {
  const text =
    'Subject: not at the end counts too\n\nbody text: no, two words\nAgent-Task:  T-1 \r\nEmpty:\n';
  expect(trailersOf(text)).toEqual([
    { key: 'subject', value: 'not at the end counts too' },
    { key: 'agent-task', value: 'T-1' },
  ]);
});

it('addresses of co-authors', () => {
  expect(coauthorEmails('x\n\nco-authored-by: A <a@x>\nCo-authored-by: none\nCo-Authored-By: <b@x>')).toEqual(
    ['a@x', 'b@x'],
  );
});

it.each([
  { text: 'On-Behalf-Of: @alice', expected: ['alice'] },
  { text: 'Requested by: @alice', expected: ['alice'] },
  { text: '**Requested by:** @alice-b and @c', expected: ['alice-b'] },
  { text: '_requested-by @alice_', expected: ['alice'] },
  { text: 'requested by @alice_acme', expected: ['alice_acme'] },
  { text: 'requested by @alice, @bob', expected: ['alice'] },
  { text: 'Requested by Alice', expected: [] },
  { text: 'unrequested by: @alice', expected: [] },
])('requesters of "$text"', ({ text, expected }) => {
  expect(namedRequesters(text)).toEqual(expected);
});

it('a line is read to its thousandth character', () => {
  const line = (blanks: number): string => `k: x${' '.repeat(blanks)}y`;
  expect(trailersOf(line(995))).toEqual([{ key: 'k', value: line(995).slice(3) }]);
  expect(trailersOf(line(996))).toEqual([{ key: 'k', value: 'x' }]);
});

it('ten blanks may stand before a name, and no more', () => {
  expect(namedRequesters(`requested by${' '.repeat(20)}@alice`)).toEqual(['alice']);
  expect(namedRequesters(`requested by${' '.repeat(21)}@alice`)).toEqual([]);
});

it('any text ends in time and gives plain logins', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      expect(
        namedRequesters(text).every((login) => /^[A-Za-z0-9-]{1,39}(?:_[A-Za-z0-9]{1,10})?$/.test(login)),
      ).toBe(true);
      expect(trailersOf(text).every(({ key }) => key === key.toLowerCase())).toBe(true);
    }),
  );
});
