// The budget of writes per installation.
import { expect, it } from 'vitest';
import { createLanes, createWriteBudget } from '../../../src/adapters/github/pace.ts';

it('spends at most so many within a minute, then again', () => {
  let now = 0;
  const spend = createWriteBudget(2, () => now);
  spend();
  now = 30_000;
  spend();
  expect(spend).toThrow(
    expect.objectContaining({
      code: 'GITHUB_UNAVAILABLE',
      message: 'More than 2 writes to GitHub within a minute.',
    }),
  );
  now = 60_000;
  spend();
  expect(spend).toThrow();
});

it('lanes hand arguments and results through', async () => {
  const lanes = createLanes(0);
  const job = (a: number, b: number): Promise<number> => Promise.resolve(a + b);
  expect(await lanes.key('1').schedule({}, job, 1, 2)).toBe(3);
});
