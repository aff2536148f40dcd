// Hits of one rule on one change that say the same, said once; called by find.ts.
import type { Hit } from './finding.ts';

/** The first of each stays, and names the lines of the others. Lines are 1-based. */
export function saidOncePerChange(hits: readonly Hit[]): readonly Hit[] {
  const groups = Map.groupBy(hits, ({ message, severity, confidence, remedy }) =>
    JSON.stringify([message, severity, confidence, remedy]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, message: withLines(first, group) }];
  });
}

const MOST_NAMED = 5;

function withLines({ message, line }: Hit, group: readonly Hit[]): string {
  const lines = new Set(group.flatMap((one) => (one.line === null || one.line === line ? [] : [one.line])));
  if (lines.size === 0) return message;
  const named = [...lines].slice(0, MOST_NAMED).join(', ');
  const more = lines.size > MOST_NAMED ? ` and ${lines.size - MOST_NAMED} more` : '';
  return `${message.replace(/\.$/, '')} (also in line ${named}${more}).`;
}
