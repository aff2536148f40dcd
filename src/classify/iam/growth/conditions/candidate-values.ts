// Values of one condition key that the conditions on it tell apart. Called by condition-table.ts.
import { cellsOf } from '../cells.ts';
import { OUTSIDE } from '../glob.ts';
import type { Condition } from './condition.ts';
import { parseRange, stretchStarts } from './ip.ts';
import { parseDate, parseNumber } from './test-value.ts';
import type { RequestValue } from './test-value.ts';
import type { Work } from '../work.ts';

/** True or false and nothing else: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const FLAGS: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:viaawsservice',
  'kms:grantisforawsresource',
]);

function asksForFlag({ key, comparison }: Condition): boolean {
  return FLAGS.has(key) && comparison === 'bool';
}

/** Null where the texts are too entangled to be told apart. */
export function candidateValues(
  conditions: readonly Condition[],
  work: Work,
): readonly RequestValue[] | null {
  const texts = [
    textsFor(
      conditions.filter(({ comparison }) => comparison === 'string' || comparison === 'arn'),
      work,
    ),
    conditions.filter(({ comparison }) => comparison === 'string-any-case').flatMap(spellings),
    conditions.some(({ comparison }) => comparison === 'bool') ? ['true', 'false'] : [],
    stretchStarts(knownTexts(conditions, 'ip').flatMap((text) => parseRange(text) ?? [])),
    between(knownTexts(conditions, 'number').flatMap((text) => parseNumber(text) ?? [])),
    between(knownTexts(conditions, 'date').flatMap((text) => parseDate(text) ?? [])),
    conditions.every(asksForFlag) ? [] : [OUTSIDE],
  ];
  if (texts.includes(null)) return null;
  const known = [...new Set(texts.flatMap((found) => found ?? []))];
  const symbols = conditions.flatMap(({ values }) =>
    values.flatMap((value) => (value.kind === 'unknown' ? [value] : [])),
  );
  return [
    ...known.map((text): RequestValue => ({ kind: 'text', text })),
    ...[...new Map(symbols.map((value) => [value.symbol, value])).values()].map(
      ({ symbol, shared }): RequestValue => ({ kind: 'symbol', symbol, shared }),
    ),
  ];
}

function knownTexts(
  conditions: readonly Condition[],
  comparison: 'ip' | 'number' | 'date',
): readonly string[] {
  return conditions
    .filter((condition) => condition.comparison.startsWith(comparison))
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === 'known' ? [value.text] : [])));
}

/** One text for each way to fit some of the patterns. Without wildcards that is each of them, and none. */
function textsFor(conditions: readonly Condition[], work: Work): readonly string[] | null {
  const owned = conditions.flatMap(({ values }, index) =>
    values.flatMap((value) =>
      value.kind === 'known' && value.glob !== null
        ? [{ glob: value.glob, owners: 1n << BigInt(index) }]
        : [],
    ),
  );
  if (owned.every(({ glob }) => glob.literal)) return owned.map(({ glob }) => glob.prefix);
  const cells = cellsOf({ within: [], patterns: owned }, work);
  return cells === null ? null : cells.map(({ sample }) => sample);
}

function spellings({ values }: Condition): readonly string[] {
  return values.flatMap((value) => {
    const text = value.kind === 'known' ? (value.glob?.prefix ?? '') : '';
    return [text, text.toLowerCase(), text.toUpperCase()];
  });
}

/** Each bound, and one number below, between and above them. */
function between(bounds: readonly number[]): readonly string[] {
  const sorted = [...new Set(bounds)].toSorted((a, b) => a - b);
  const [lowest = 0, highest = 0] = [sorted[0], sorted.at(-1)];
  const middles = sorted.slice(1).map((bound, index) => (bound + (sorted[index] ?? bound)) / 2);
  return sorted.length === 0 ? [] : [lowest - 1, ...sorted, ...middles, highest + 1].map(String);
}
