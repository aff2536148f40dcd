// The time in which a grant may be used. Called by issue.ts; pure.
import type { Target } from '../model/deploy.ts';

export type Window = { readonly opensAt: number; readonly closesAt: number };

/** From the merge (epoch milliseconds) for as long as the target says. */
export function windowOf(mergedAt: number, { windowSeconds }: Target): Window {
  return { opensAt: mergedAt, closesAt: mergedAt + windowSeconds * 1000 };
}

/** The end is exclusive. A merge in the future (clocks apart) is open: the window still ends when it should. */
export function isOver({ closesAt }: Window, now: number): boolean {
  return now >= closesAt;
}
