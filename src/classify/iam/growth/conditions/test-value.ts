// Whether a condition holds for what a request carries under its key. Called by condition-table.ts.
import { matchesGlob } from '../glob.ts';
import type { Condition, ConditionValue, Order } from './condition.ts';
import { contains, parseRange } from './ip.ts';

export type Answer = 'yes' | 'no' | 'maybe';

/** One value of a request: a text, or an unknown text of the documents that stands for itself. */
export type RequestValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'symbol'; readonly symbol: string; readonly shared: boolean };

/**
 * Without the key only a negated operator, IfExists, ForAllValues and `Null: true` hold:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holdsWithout({ comparison, ifExists, set, negated, values }: Condition): Answer {
  if (comparison === 'unknown') return 'maybe';
  if (comparison === 'null') return isNull(values, 'true');
  return ifExists || set === 'all' || (negated && set === null) ? 'yes' : 'no';
}

/** More than one value: of a key that carries a set. */
export function holdsFor(condition: Condition, answers: readonly Answer[]): Answer {
  if (condition.comparison === 'unknown') return 'maybe';
  if (condition.comparison === 'null') return isNull(condition.values, 'false');
  return condition.set === 'all' ? every(answers) : some(answers);
}

/** The condition for one value of the key. */
export function testValue(condition: Condition, value: RequestValue): Answer {
  const found = some(condition.values.map((wanted) => compare(condition, wanted, value)));
  if (!condition.negated) return found;
  return found === 'yes' ? 'no' : found === 'no' ? 'yes' : 'maybe';
}

function compare(condition: Condition, wanted: ConditionValue, value: RequestValue): Answer {
  if (wanted.kind === 'known' && value.kind === 'text') return compareTexts(condition, wanted, value.text);
  if (wanted.kind === 'known') {
    if (wanted.glob?.everything === true) return 'yes';
    return value.kind === 'symbol' && value.shared ? 'no' : 'maybe';
  }
  if (value.kind === 'symbol' && value.symbol === wanted.symbol) return 'yes';
  return wanted.shared ? 'no' : 'maybe';
}

function compareTexts(
  { comparison }: Condition,
  wanted: ConditionValue & { readonly kind: 'known' },
  text: string,
): Answer {
  const glob = wanted.glob;
  if (comparison === 'string' || comparison === 'arn') return said(glob !== null && matchesGlob(glob, text));
  if (comparison === 'string-any-case')
    return said(glob !== null && glob.prefix.toLowerCase() === text.toLowerCase());
  if (comparison === 'bool') return said(wanted.text.toLowerCase() === text.toLowerCase());
  if (comparison === 'ip') return compareAddresses(wanted.text, text);
  if (comparison === 'null' || comparison === 'unknown') return 'maybe';
  return compareOrder(comparison, wanted.text, text);
}

/** AWS refuses a policy with a broken range, so nobody can say what it would do. */
function compareAddresses(wanted: string, text: string): Answer {
  const [range, address] = [parseRange(wanted), parseRange(text)];
  return range === null ? 'maybe' : said(address !== null && contains(range, address));
}

function compareOrder(comparison: `${'number' | 'date'} ${Order}`, wanted: string, text: string): Answer {
  const read = comparison.startsWith('date') ? parseDate : parseNumber;
  const [limit, value] = [read(wanted), read(text)];
  if (limit === null) return 'maybe';
  return said(value !== null && stands(value, comparison.slice(comparison.indexOf(' ') + 1) as Order, limit));
}

function stands(value: number, order: Order, limit: number): boolean {
  switch (order) {
    case 'equals':
      return value === limit;
    case 'less':
      return value < limit;
    case 'less-or-equal':
      return value <= limit;
    case 'greater':
      return value > limit;
    case 'greater-or-equal':
      return value >= limit;
  }
}

export function parseNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

/** Seconds since 1970: a date of ISO 8601, or the seconds themselves. */
export function parseDate(text: string): number | null {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return parseNumber(text);
  const time = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time / 1000;
}

function isNull(values: readonly ConditionValue[], wanted: 'true' | 'false'): Answer {
  return some(
    values.map((value) =>
      value.kind === 'unknown' ? 'maybe' : said(value.text.trim().toLowerCase() === wanted),
    ),
  );
}

function said(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}

function some(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}
