// Exceptions in force and what they take away. Called by `evaluate`.
import type { Change, Classified } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import { compileGlobs } from '../model/glob.ts';
import type { LayerException } from './compiled.ts';
import { reaches } from './layers/layer.ts';
import type { Layer } from './layers/layer.ts';

export type Exceptions = {
  /** Findings of a change that a rule of this layer still sees. */
  readonly remaining: (change: Change, layer: Layer) => readonly string[];
  /** For the card: each exception that took a finding away, per change. */
  readonly shown: Decision['exceptions'];
};

/** `now` null or unreadable: nothing is in force, which is the stricter branch. */
export function exceptionsInForce(
  all: readonly LayerException[],
  classified: Classified,
  now: string | null,
): Exceptions {
  const time = Date.parse(now ?? '');
  const valid = all
    .filter(({ expires }) => Date.parse(expires) > time)
    .map((exception) => ({ exception, matches: compileGlobs(exception.addresses, 'relax') }));
  const applying = (change: Change, finding: string) =>
    valid.filter(({ exception, matches }) => exception.finding === finding && matches(change.address));
  if (valid.length === 0) return { remaining: ({ findings }) => findings, shown: [] };
  const shown = classified.changes.flatMap((change) =>
    change.findings.flatMap((finding) =>
      applying(change, finding).map(({ exception: { reason, by, expires } }) => ({
        finding,
        address: change.address,
        reason,
        by,
        expires,
      })),
    ),
  );
  return {
    remaining: (change, layer) =>
      change.findings.filter(
        (id) => !applying(change, id).some(({ exception }) => reaches(exception.layer, layer)),
      ),
    shown: [...new Map(shown.map((each) => [JSON.stringify(each), each])).values()],
  };
}
