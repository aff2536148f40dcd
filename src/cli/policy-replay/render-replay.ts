// What another policy would have decided, case by case and in sum. Called by `aigov policy replay`.
import { counted } from '../../model/counted.ts';
import type { Decision } from '../../model/decision.ts';
import { visible } from '../../report/index.ts';
import type { Replay } from '../../steps/replay.ts';

export type Replayed =
  | { readonly name: string; readonly why: string }
  | {
      readonly name: string;
      /** Null where no digest was recorded; false: the record does not give the same bytes today. */
      readonly exact: boolean | null;
      readonly replay: Told;
    };

/** What is told of a decision and of the other one: of a long ledger no more is held at once. */
export type Told = {
  readonly effect: Replay['effect'];
  readonly before: ToldDecision;
  readonly after: ToldDecision;
};

type ToldDecision = Pick<Decision, 'outcome' | 'tier' | 'mode' | 'decisionDigest'> & {
  readonly open: readonly Pick<Decision['reasons'][number], 'code' | 'rule' | 'message'>[];
};

export function tell({ effect, before, after }: Replay): Told {
  return { effect, before: toldOf(before), after: toldOf(after) };
}

function toldOf({ outcome, tier, mode, decisionDigest, reasons }: Decision): ToldDecision {
  const open = reasons.filter(({ satisfied }) => !satisfied);
  return {
    outcome,
    tier,
    mode,
    decisionDigest,
    open: open.map(({ code, rule, message }) => ({ code, rule, message })),
  };
}

export type Summary = {
  readonly decisions: number;
  readonly same: number;
  readonly other: number;
  readonly stricter: number;
  readonly looser: number;
  /** Recorded decisions that could not be made again: evidence is gone. */
  readonly gone: number;
  /** Recorded decisions that come out otherwise with their own policy: another version decided them. */
  readonly inexact: number;
};

export function summarize(all: readonly Replayed[]): Summary {
  const replays = all.flatMap((each) => ('replay' in each ? [each] : []));
  const count = (effect: Replay['effect']): number =>
    replays.filter(({ replay }) => replay.effect === effect).length;
  return {
    decisions: all.length,
    same: count('same'),
    other: count('other'),
    stricter: count('stricter'),
    looser: count('looser'),
    gone: all.length - replays.length,
    inexact: replays.filter(({ exact }) => exact === false).length,
  };
}

/** Cases that change, looser ones first: they are what a reader must not overlook. */
export function renderReplay(all: readonly Replayed[]): string {
  const { decisions, same, other, stricter, looser, gone, inexact } = summarize(all);
  const changed = EFFECTS.flatMap((effect) =>
    all.flatMap((each) =>
      'replay' in each && each.replay.effect === effect ? caseLines(each.name, each.replay) : [],
    ),
  );
  const missing = all.flatMap((each) => ('why' in each ? [`gone      ${each.name}: ${each.why}`] : []));
  return [
    ...changed,
    ...missing,
    ...(changed.length + missing.length === 0 ? [] : ['']),
    `${counted(decisions, 'decision')}: ${same} the same, ${looser} looser, ${stricter} stricter, ${other} for other reasons${gone === 0 ? '' : `, ${gone} without evidence`}.`,
    ...(inexact === 0
      ? []
      : [
          inexact === 1
            ? '1 comes out otherwise even with the policy it had: another version of aigov decided it.'
            : `${inexact} come out otherwise even with the policy they had: another version of aigov decided them.`,
        ]),
  ]
    .map(visible)
    .join('\n');
}

const EFFECTS = ['looser', 'stricter', 'other'] as const;

function caseLines(name: string, { effect, before, after }: Told): readonly string[] {
  const way = before.outcome === after.outcome ? before.outcome : `${before.outcome} -> ${after.outcome}`;
  const [old, now] = [openOf(before), openOf(after)];
  const moved = (what: string, was: string, is: string): readonly string[] =>
    was === is ? [] : [`          ${what} ${was} -> ${is}`];
  return [
    `${effect.padEnd(9)} ${name}: ${way}`,
    ...moved('tier', before.tier, after.tier),
    ...moved('mode', before.mode, after.mode),
    ...now.filter((reason) => !old.includes(reason)).map((reason) => `          + ${reason}`),
    ...old.filter((reason) => !now.includes(reason)).map((reason) => `          - ${reason}`),
  ];
}

function openOf({ open }: ToldDecision): readonly string[] {
  return [...new Set(open.map(({ code, rule, message }) => `${code}, ${rule}: ${message}`))];
}

/** `aigov.policy-replay/1`. */
export function replayDocument(all: readonly Replayed[]): object {
  return {
    schema: 'aigov.policy-replay/1',
    summary: summarize(all),
    decisions: all.map((each) =>
      'why' in each
        ? { name: each.name, effect: 'gone', why: each.why }
        : {
            name: each.name,
            effect: each.replay.effect,
            exact: each.exact,
            before: shortened(each.replay.before),
            after: shortened(each.replay.after),
          },
    ),
  };
}

function shortened({ outcome, tier, open, decisionDigest }: ToldDecision): object {
  return { outcome, tier, open: open.map(({ code, rule }) => ({ code, rule })), decisionDigest };
}
