// The session under broken glass: shorter, and never wider.
import { expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import type { Target } from '../../src/model/deploy.ts';
import { emergencyTarget } from '../../src/steps/emergency-target.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const target = { name: 'prod', narrowing: 'required', sessionSeconds: 3600, role: 'r' } as unknown as Target;
const decision = (breakGlass?: Partial<NonNullable<Decision['breakGlass']>>) => {
  const broken = { until: '2026-11-21T12:35:00Z', refused: null, opens: ['baseline'], ...breakGlass };
  return (breakGlass === undefined ? {} : { breakGlass: broken }) as unknown as Decision;
};
const seconds = (given: Decision, of = target) =>
  emergencyTarget(of, { decision: given, now: NOW }).sessionSeconds;

test('BRK-06: a session under broken glass is narrowed as ever and lasts a quarter of an hour at most', () => {
  expect(emergencyTarget(target, { decision: decision({}), now: NOW })).toEqual({
    ...target,
    sessionSeconds: 900,
  });
  expect(seconds(decision({ until: '2026-11-21T12:05:00Z' }))).toBe(300);
  expect(seconds(decision({}), { ...target, sessionSeconds: 600 })).toBe(600);
  expect(seconds(decision({ until: '2026-11-21T11:59:00Z' }))).toBe(0);
  expect(seconds(decision({ until: null }))).toBe(0);
});

test('without it, and where it opened nothing, the target is what it was', () => {
  expect(seconds(decision())).toBe(3600);
  expect(seconds(decision({ opens: [] }))).toBe(3600);
});
