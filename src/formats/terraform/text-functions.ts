// Functions on texts and numbers; part of the table of `functions`.
import { LIMITS } from '../../config/limits.ts';
import { textOf } from './convert.ts';
import { plainOf } from './operators.ts';
import type { Value } from './value.ts';

type Pure = (values: readonly Value[]) => Value | null;

/** Null in a result: not known, or not as Terraform has it. */
export const TEXT_FUNCTIONS: Readonly<Record<string, Pure>> = {
  chomp: ofText((text) => text.replace(/(?:\r?\n)+$/, '')),
  endswith: ofText((text, end) => (end === undefined ? null : text.endsWith(end))),
  max: ofNumbers((numbers) => Math.max(...numbers)),
  min: ofNumbers((numbers) => Math.min(...numbers)),
  replace: ofText(replaced),
  startswith: ofText((text, start) => (start === undefined ? null : text.startsWith(start))),
  strcontains: ofText((text, part) => (part === undefined ? null : text.includes(part))),
  substr: ([text, start, length]) => substr(text, start, length),
  trim: ofText((text, cut) => (cut === undefined ? null : trimmed(text, cut))),
  trimprefix: ofText((text, start) =>
    start === undefined ? null : text.startsWith(start) ? text.slice(start.length) : text,
  ),
  trimspace: ofText((text) => text.trim()),
  trimsuffix: ofText((text, end) =>
    end === undefined ? null : end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text,
  ),
};

function ofText(change: (text: string, more?: string, another?: string) => string | boolean | null): Pure {
  return (values) => {
    const texts = values.map(textIn);
    const [text, more, another] = texts;
    if (text === undefined || text === null || texts.includes(null)) return null;
    const made = change(text, more ?? undefined, another ?? undefined);
    const tooLong = typeof made === 'string' && made.length > LIMITS.terraformTextCharacters;
    return made === null || tooLong ? null : known(made);
  };
}

function ofNumbers(choose: (numbers: readonly number[]) => number): Pure {
  return (values) => {
    const numbers = values.map(plainOf).filter((plain) => typeof plain === 'number');
    return numbers.length === 0 || numbers.length !== values.length ? null : known(choose(numbers));
  };
}

function known(value: boolean | number | string): Value {
  return { kind: 'known', value, line: 1 };
}

function textIn(value: Value): string | null {
  const plain = plainOf(value);
  return plain === undefined || plain === null ? null : textOf(plain);
}

/** Other letters count and change in ways of their own. */
function isPlain(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** Between slashes stands a pattern, which is not tried here. */
function replaced(text: string, part?: string, by?: string): string | null {
  if (part === undefined || by === undefined || part === '' || /^\/.*\/$/s.test(part)) return null;
  return text.replaceAll(part, () => by);
}

function trimmed(text: string, cut: string): string {
  let [start, end] = [0, text.length];
  while (start < end && cut.includes(text[start] ?? '')) start += 1;
  while (end > start && cut.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

function substr(text?: Value, start?: Value, length?: Value): Value | null {
  const whole = text === undefined ? null : textIn(text);
  const [from, count] = [start, length].map((value) => (value === undefined ? undefined : plainOf(value)));
  if (whole === null || !isPlain(whole) || typeof from !== 'number' || typeof count !== 'number') return null;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || from < 0) return null;
  return known(count < 0 ? whole.slice(from) : whole.slice(from, from + count));
}
