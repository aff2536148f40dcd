// A decision of the past, made again: with the policy it had, which must give the same bytes, and with another one. Called by `aigov policy replay`.
import type { Diff } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { Gathered } from '../model/gathered.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import { OUTCOMES } from '../model/words.ts';
import { decide } from './decide.ts';

/** What a decision was made of. */
export type Recorded = Pick<Gathered, 'facts' | 'base' | 'head' | 'layers'> & { readonly diff: Diff };

export type Replay = {
  readonly before: Decision;
  readonly after: Decision;
  /** `other`: the same outcome for other reasons, or of another tier. */
  readonly effect: 'same' | 'other' | 'stricter' | 'looser';
};

/** Absent layers stay those of the record, extended ones too, one by one. */
export function replay(recorded: Recorded, instead: Partial<PolicyLayers>): Replay {
  const { diff, ...gathered } = recorded;
  const extended = { ...recorded.layers.extended, ...instead.extended };
  const further = Object.keys(extended).length === 0 ? {} : { extended };
  const layers = { ...recorded.layers, ...instead, ...further };
  const before = decide({ gathered, diff }).decision;
  const after = decide({ gathered: { ...gathered, layers }, diff }).decision;
  return { before, after, effect: effectOf(before, after) };
}

function effectOf(before: Decision, after: Decision): Replay['effect'] {
  const way = OUTCOMES.indexOf(after.outcome) - OUTCOMES.indexOf(before.outcome);
  if (way !== 0) return way > 0 ? 'stricter' : 'looser';
  return essence(before) === essence(after) ? 'same' : 'other';
}

/** What people would notice: the identity of the policy is another one in any case. */
function essence({ tier, mode, reasons }: Decision): string {
  return JSON.stringify([
    tier,
    mode,
    reasons.map(({ code, rule, satisfied, need }) => [code, rule, satisfied, need]),
  ]);
}
