// Actions of a range of lines; used where a template is restored and divided.
import type { Action } from './scan-actions.ts';

/** From a line up to, and without, another. The actions are in the order of their lines; found by halving, as there may be a hundred thousand. */
export function actionsBetween(actions: readonly Action[], from: number, until: number): readonly Action[] {
  const [start, end] = [firstAt(actions, from), firstAt(actions, until)];
  return start < end ? actions.slice(start, end) : [];
}

/** Index of the first that is on this line or below. */
function firstAt(actions: readonly Action[], line: number): number {
  let [low, high] = [0, actions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((actions[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
