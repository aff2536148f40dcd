// Windows of time in the policy: business hours, freezes. Used by the schema of `when`.
import { z } from 'zod';
import { closest } from '../../model/closest.ts';
import { LISTS_OF_ONE, oneOrMany } from './words.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const HOURS = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/;

const wall = z.string().superRefine((text, context) => {
  const shape = /^\d{4}-\d{2}-\d{2}(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/.test(text);
  const day = text.slice(0, 10);
  const moment = Date.parse(`${day}T00:00:00Z`);
  const real = shape && !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
  if (!real)
    context.addIssue({
      code: 'custom',
      message: 'a date such as "2026-12-20", or with a time, "2026-12-20T18:00"',
    });
});

const windowSchema = z
  .strictObject({
    days: oneOrMany(z.enum(DAYS))
      .optional()
      .describe('Days of the week; with `hours` that run past midnight, the day they begin on.'),
    hours: z
      .string()
      .regex(HOURS, 'hours are written "09:00-17:00"')
      .refine((text) => text.slice(0, 5) !== text.slice(6), 'hours begin and end at different times')
      .optional()
      .describe('End excluded. "22:00-06:00" runs into the morning after the day it begins on.'),
    zone: z
      .string()
      .superRefine((zone, context) => {
        if (!isZone(zone)) context.addIssue({ code: 'custom', message: noZone(zone) });
      })
      .optional()
      .describe('IANA time zone of every key here. Default: UTC.'),
    from: wall.optional().describe('First day, or first minute as `2026-12-20T18:00`, in `zone`.'),
    until: wall.optional().describe('Last day or minute, included, in `zone`.'),
  })
  .refine(({ days, hours, from, until }) => [days, hours, from, until].some((key) => key !== undefined), {
    message: 'a window needs at least one of "days", "hours", "from" and "until"',
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until.padEnd(16, '~'), {
    message: 'the window ends before it begins',
  });

const windows = z.array(windowSchema).min(1);
LISTS_OF_ONE.add(windows);

/** Any of the windows. */
export const duringSchema = z.preprocess((value) => (Array.isArray(value) ? value : [value]), windows);

export type Window = z.infer<typeof windowSchema>;

function noZone(zone: string): string {
  const near = closest(zone, Intl.supportedValuesOf('timeZone'));
  const hint = near === null ? 'one such as "Europe/Berlin" is expected' : `did you mean "${near}"?`;
  return `"${zone}" is no IANA time zone; ${hint}`;
}

/** Asks the runtime's own table of zones. */
function isZone(zone: string): boolean {
  try {
    return (
      /^[A-Za-z]/.test(zone) &&
      new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}
