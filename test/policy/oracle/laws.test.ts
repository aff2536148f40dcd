// The program against the second evaluator, a few thousand questions in each run of the suite; `npm run fuzz:policy` asks more.
import { expect, test } from 'vitest';
import { ask, compile } from './disagreement.ts';
import { casesOf, policiesOf } from './generate.ts';

const POLICIES = 208;

test('outcome, mode and reasons are those of the second evaluator', () => {
  const outcomes = new Map<string, number>();
  const wrong: string[] = [];
  for (let seed = 1; seed <= POLICIES; seed += 1) {
    const policies = policiesOf(seed);
    const compiled = compile(policies);
    for (const question of casesOf(policies, seed)) {
      const answer = ask(compiled, question);
      for (const word of [answer.outcome, ...answer.decided])
        outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
      if (answer.wrong !== null) wrong.push(`seed ${seed}: ${answer.wrong}`);
    }
  }
  expect(wrong).toEqual([]);
  // It is no proof where nothing passes, nothing waits, or the policies are refused.
  expect(outcomes.get('pass') ?? 0).toBeGreaterThan(100);
  expect(outcomes.get('needs_review') ?? 0).toBeGreaterThan(100);
  expect(outcomes.get('blocked') ?? 0).toBeGreaterThan(100);
  expect(outcomes.get('closed') ?? 0).toBeLessThan(1000);
  // Nor where a key never decides, for and against.
  for (const key of [
    '+glass',
    '-glass',
    '+plan',
    '-plan',
    '+deployed',
    '-deployed',
    '-executor',
    '+extends',
    '-extends',
    '-POLICY_INVALID',
    '-FLOOR_UNAVAILABLE',
    '-FACTS_INCOMPLETE',
    '-unsupported',
    '-scope',
    '+run',
    '-run',
    '+token',
    '-token',
    '+window',
    '-window',
    '+plain',
    '-plain',
  ])
    expect(outcomes.get(key) ?? 0, key).toBeGreaterThan(2);
}, 120_000);
