// A deploy target as broken glass leaves it: never wider, and shorter. Called by exchange-session.ts.
import { LIMITS } from '../config/limits.ts';
import type { Decision } from '../model/decision.ts';
import type { Target } from '../model/deploy.ts';

/** `now` is in epoch milliseconds. A session ends with the glass, and after a quarter of an hour; its narrowing stays what it is. */
export function emergencyTarget(
  target: Target,
  { decision, now }: { readonly decision: Decision; readonly now: number },
): Target {
  const { breakGlass } = decision;
  if (breakGlass === undefined || breakGlass.opens.length === 0) return target;
  const left = Math.floor((Date.parse(breakGlass.until ?? '') - now) / 1000);
  const longest = Math.min(target.sessionSeconds, LIMITS.breakGlassSessionSeconds, left);
  return { ...target, sessionSeconds: Number.isNaN(longest) ? 0 : Math.max(0, longest) };
}
