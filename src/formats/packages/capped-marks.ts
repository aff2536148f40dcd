// Marks of one file as often as anybody reads them; called by package-marks.ts.
import { LIMITS } from '../../config/limits.ts';
import type { Mark } from '../../model/change.ts';

/** Of each rule the first ones in their order, and one mark more that counts the rest, as grave as the gravest: none is lost in silence. */
export function cappedMarks(marks: readonly Mark[]): readonly Mark[] {
  const most = LIMITS.findingsPerRule;
  if (marks.length <= most) return marks;
  return [...Map.groupBy(marks, ({ rule }) => rule).values()].flatMap((all) => {
    const rest = all.slice(most);
    const [next] = rest;
    if (next === undefined) return all;
    const gravest = rest.find(({ severity }) => severity === 'high') ?? next;
    const message = `${rest.length} more places in this file are of the same kind.`;
    return [...all.slice(0, most), { ...gravest, line: next.line, message }];
  });
}
