// Windows of somebody's calendar: zones, nights, freezes.
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import type { Window } from '../../../src/policy/schema/during.ts';
import { isDuring } from '../../../src/policy/when/time-windows.ts';

const BERLIN = 'Europe/Berlin';

test.each<[string, Window, string, string]>([
  ['a day of the week', { days: ['fri'] }, '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
  ['hours, the end excluded', { hours: '09:00-17:00' }, '2026-11-20T09:00:00Z', '2026-11-20T17:00:00Z'],
  [
    'the zone moves the hours',
    { hours: '09:00-17:00', zone: BERLIN },
    '2026-11-20T08:00:00Z',
    '2026-11-20T16:00:00Z',
  ],
  ['summer time too', { hours: '09:00-17:00', zone: BERLIN }, '2026-07-20T07:00:00Z', '2026-07-20T15:00:00Z'],
  [
    'the zone moves the day',
    { days: ['sat'], zone: 'Asia/Tokyo' },
    '2026-11-20T15:00:00Z',
    '2026-11-20T14:59:00Z',
  ],
  [
    'a night runs into the next day',
    { hours: '22:00-06:00' },
    '2026-11-20T05:59:00Z',
    '2026-11-20T06:00:00Z',
  ],
  [
    'and that morning belongs to the day before',
    { days: ['fri'], hours: '22:00-06:00' },
    '2026-11-21T05:00:00Z',
    '2026-11-20T05:00:00Z',
  ],
  ['from the first day on', { from: '2026-12-20' }, '2026-12-20T00:00:00Z', '2026-12-19T23:59:00Z'],
  ['until the end of the last day', { until: '2027-01-06' }, '2027-01-06T23:59:00Z', '2027-01-07T00:00:00Z'],
  [
    'to the minute, in the zone',
    { until: '2026-12-20T18:00', zone: BERLIN },
    '2026-12-20T17:00:00Z',
    '2026-12-20T17:01:00Z',
  ],
  ['midnight is 00:00', { hours: '00:00-00:30' }, '2026-12-20T00:00:00Z', '2026-12-20T00:30:00Z'],
  [
    'every key must hold',
    { days: ['sun'], from: '2026-12-20', until: '2026-12-27' },
    '2026-12-27T10:00:00Z',
    '2026-12-28T10:00:00Z',
  ],
])('%s', (_, window, inside, outside) => {
  expect([isDuring(window, inside), isDuring(window, outside)]).toEqual([true, false]);
});

test.each([[null], ['soon']])('%s is no time: nobody knows', (now) => {
  expect(isDuring({ days: ['mon'] }, now)).toBeNull();
});

describe('a window in the policy', () => {
  const problems = (during: string): readonly string[] => {
    const parsed = parsePolicy(`version: 1\nrules: [{ id: r, when: { during: ${during} }, deny: no }]\n`);
    return parsed.kind === 'ok' ? [] : parsed.problems.map(({ message }) => message);
  };

  test.each([
    ['{ days: [mon, tue], hours: "09:00-17:00", zone: Europe/Berlin }'],
    ['[{ days: sat }, { days: sun }]'],
    ['{ from: 2026-12-20, until: 2026-12-20T18:00 }'],
    ['{ from: 2026-12-20T18:00, until: 2026-12-20 }'],
  ])('%s', (during) => {
    expect(problems(during)).toEqual([]);
  });

  test.each([
    ['{}', 'a window needs at least one'],
    ['{ zone: UTC }', 'a window needs at least one'],
    ['{ days: [monday] }', 'mon'],
    ['{ hours: "9-17" }', 'hours are written'],
    ['{ hours: "09:00-09:00" }', 'different times'],
    ['{ days: [mon], zone: Berlin }', 'is no IANA time zone; one such as "Europe/Berlin" is expected'],
    ['{ days: [mon], zone: "+02:00" }', 'is no IANA time zone; one such as "Europe/Berlin" is expected'],
    ['{ from: 2026-02-30 }', 'a date such as'],
    ['{ from: 2026-12-20, until: 2026-12-19 }', 'ends before it begins'],
  ])('%s: %s', (during, message) => {
    expect(problems(during).join('\n')).toContain(message);
  });
});
