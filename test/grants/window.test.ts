// The window: from the merge, end exclusive.
import { describe, expect, it } from 'vitest';
import { isOver, windowOf } from '../../src/grants/window.ts';
import { TARGET } from '../sessions/given.ts';

describe('windowOf', () => {
  it('runs from the merge for as long as the target says', () => {
    const window = windowOf(1_000, { ...TARGET, windowSeconds: 60 });
    expect(window).toEqual({ opensAt: 1_000, closesAt: 61_000 });
    expect([0, 60_999, 61_000].map((now) => isOver(window, now))).toEqual([false, false, true]);
  });
});
