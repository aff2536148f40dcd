// What a request may carry under one condition key, with the clauses whose conditions on that key hold. Called by condition-table.ts.
import { LIMITS } from '../../../../config/limits.ts';
import type { Bounds, Clauses } from '../clause.ts';
import { candidateValues } from './candidate-values.ts';
import type { Condition } from './condition.ts';
import { holdsFor, holdsWithout, testValue } from './test-value.ts';
import type { Answer, RequestValue } from './test-value.ts';
import type { Work } from '../work.ts';

export type KeyCell = Bounds;

/** Always in a request: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const ALWAYS: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:useragent',
  'aws:userid',
  'aws:viaawsservice',
]);

export type KeyQuestion = {
  /** All on one key. */
  readonly conditions: readonly Condition[];
  /** All clauses: those without a condition on this key hold anyway. */
  readonly all: Clauses;
  /** The only value it can have, null for none at all; absent: any. */
  readonly pinned?: string | null;
};

/** `capped`: some combination may be missing. */
export function keyCells(
  question: KeyQuestion,
  work: Work,
): {
  readonly cells: readonly KeyCell[];
  readonly capped: boolean;
} {
  const { conditions, pinned } = question;
  const missing = conditions.map(holdsWithout);
  if (pinned === null) return { cells: [boundsFor(question, missing)], capped: false };
  const values: readonly RequestValue[] | null =
    pinned === undefined ? candidateValues(conditions, work) : [{ kind: 'text', text: pinned }];
  work.spend((values ?? []).length * conditions.reduce((cost, { values: own }) => cost + own.length, 0));
  const classes = distinct(
    (values ?? []).map((value) => conditions.map((condition) => testValue(condition, value))),
  );
  // An operator without a set is for keys with one value: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  const { sets, capped } = conditions.every(({ set, comparison }) => set !== null || comparison === 'null')
    ? subsets(classes)
    : { sets: classes.map((answers) => [answers]), capped: false };
  const absent = pinned === undefined && !ALWAYS.has(conditions[0]?.key ?? '') ? [missing] : [];
  const answers = [
    ...absent,
    ...sets.map((set) =>
      conditions.map((condition, index) =>
        holdsFor(
          condition,
          set.map((value) => value[index] ?? 'maybe'),
        ),
      ),
    ),
  ];
  return {
    cells: distinct(answers).map((given) => boundsFor(question, given)),
    capped: capped || values === null,
  };
}

function boundsFor({ conditions, all }: KeyQuestion, answers: readonly Answer[]): Bounds {
  let sure = all;
  let possible = all;
  for (const [index, { clause }] of conditions.entries()) {
    if (answers[index] !== 'yes') sure &= ~clause;
    if (answers[index] === 'no') possible &= ~clause;
  }
  return { sure, possible };
}

function distinct(rows: readonly (readonly Answer[])[]): readonly (readonly Answer[])[] {
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

/** A key that carries a set may carry any values at once: all combinations of a few, else none, one, two or all of them. */
function subsets<Row>(rows: readonly Row[]): {
  readonly sets: readonly (readonly Row[])[];
  readonly capped: boolean;
} {
  if (rows.length <= LIMITS.growthSetValues) {
    const sets = Array.from({ length: 2 ** rows.length - 1 }, (_, index) =>
      rows.filter((_row, bit) => ((index + 1) >> bit) % 2 === 1),
    );
    return { sets, capped: false };
  }
  const few = rows.slice(0, LIMITS.growthSetPairs);
  const pairs = few.flatMap((first, at) => few.slice(at + 1).map((second) => [first, second]));
  return { sets: [...rows.map((row) => [row]), ...pairs, rows], capped: true };
}
