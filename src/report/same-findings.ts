// Findings that say one thing of several places, said once; called by the card and the text of a diff.
import type { Finding } from '../model/change.ts';
import { place } from './describe-change.ts';

export type Said = {
  readonly finding: Finding;
  /** `path:line` of each, in their order; at least one. */
  readonly places: readonly string[];
};

/** In the order in which each thing is said first. */
export function saidOnce(findings: readonly Finding[]): readonly Said[] {
  const groups = Map.groupBy(findings, ({ id, severity, confidence, message, fix }) =>
    JSON.stringify([id, severity, confidence, message, fix]),
  );
  return [...groups.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ finding: group[0], places: [...new Set(group.map(place))] }],
  );
}
