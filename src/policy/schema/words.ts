// Building blocks of the policy schema: lists, globs, names, durations. Used by the other schema files.
import { z } from 'zod';
import { globProblem } from '../../model/glob.ts';
import { parseLayerName } from '../../model/layer-place.ts';

/** The lists among all schemas that may be written as one value: for editors, who see what is written and not what is read. */
export const LISTS_OF_ONE: WeakSet<z.core.$ZodType> = new WeakSet();

/** A list, or one value that stands for a list of one. Lists are any-of. */
export function oneOrMany<T extends z.ZodType>(item: T) {
  const list = z.array(item).min(1);
  LISTS_OF_ONE.add(list);
  return z.preprocess((value) => (isSingle(value) ? [value] : value), list);
}

function isSingle(value: unknown): boolean {
  return value !== null && typeof value !== 'object';
}

/** Text that a YAML reader may take for a number (account ids); digits are never lost on the way (`toValue`). */
const numberAsText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** A glob, refused with the reason that `globProblem` gives. */
export const glob = z
  .string()
  .superRefine((pattern, context) => {
    const problem = globProblem(pattern);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, params: { code: 'glob' } });
  })
  .meta({ title: 'glob' });

/** Word for environments, agents, rules and targets. */
export const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    'a name has letters from A to Z, digits, ".", "_" and "-", at most 100, and begins with a letter or digit',
  )
  .meta({ title: 'name' });

export const account = z.preprocess(
  numberAsText,
  z
    .string()
    .regex(/^\d{12}$/, 'an AWS account id has 12 digits; write it in quotes')
    .meta({ title: 'account id' }),
);

/** A file of another repository, never an address: what a policy names must not make the server call somewhere. */
export const layer = z
  .string()
  .refine(
    (text) => parseLayerName(text) !== null,
    'a layer is "owner/repository//path", a file on the default branch; no address, no branch, no ".."',
  );

const UNITS: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as `20m`, `4h`, `24h`; null when it is none. */
export function durationSeconds(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (UNITS[unit ?? ''] ?? 0);
}

export function duration(limits: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .superRefine((text, context) => {
      const seconds = durationSeconds(text);
      if (seconds === null) {
        context.addIssue({
          code: 'custom',
          message: 'a duration is a number and s, m, h or d, such as "20m"',
        });
      } else if (seconds < limits.min || seconds > limits.max) {
        const message = `a duration between ${limits.min} s and ${limits.max} s is expected here`;
        context.addIssue({ code: 'custom', message });
      }
    })
    .meta({ title: 'duration' });
}

/** A calendar date, or a date and time with its zone. */
export const date = z
  .string()
  .superRefine((text, context) => {
    const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text);
    const day = text.slice(0, 10);
    const real =
      shape && !Number.isNaN(Date.parse(text)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
    if (!real) context.addIssue({ code: 'custom', message: 'a date such as "2027-03-31" is expected' });
  })
  .meta({ title: 'date' });

export const arn = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}::(?:\\d{12}|aws):`), `an ARN of ${service} is expected`)
    .meta({ title: 'ARN' });
