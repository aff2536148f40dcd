// `when.during`: is a moment inside a window of somebody's calendar? Called by `pullKeys`.
import { DAYS } from '../schema/during.ts';
import type { Window } from '../schema/during.ts';

/** A moment on the wall of one zone. */
export type Wall = {
  /** 0 is Monday. */
  readonly day: number;
  /** `HH:MM`. */
  readonly time: string;
  /** `YYYY-MM-DDTHH:MM`. */
  readonly full: string;
};

/** `now` is RFC 3339. Every key of a window must hold. Null: the time is unknown. */
export function isDuring(window: Window, now: string | null): boolean | null {
  const moment = Date.parse(now ?? '');
  if (Number.isNaN(moment)) return null;
  const wall = wallOf(new Date(moment), window.zone ?? 'UTC');
  return holdsAt(wall, window);
}

/** The zone of the window is that of the wall. */
export function holdsAt(wall: Wall, window: Window): boolean {
  return isBetween(wall, window) && isOpen(wall, window);
}

/** `from` begins and `until` ends with its day where it has no time. */
function isBetween({ full }: Wall, { from, until }: Window): boolean {
  const started = from === undefined || full.slice(0, from.length) >= from;
  return started && (until === undefined || full.slice(0, until.length) <= until);
}

/** Hours that end before they begin run into the next morning, which belongs to the day on which they began. */
function isOpen({ day, time }: Wall, { days, hours }: Window): boolean {
  const on = (index: number): boolean => days === undefined || days.includes(DAYS[(index + 7) % 7] ?? 'mon');
  if (hours === undefined) return on(day);
  const [start = '', end = ''] = hours.split('-');
  if (start < end) return on(day) && time >= start && time < end;
  return (on(day) && time >= start) || (on(day - 1) && time < end);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallOf(moment: Date, zone: string): Wall {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const time = `${at('hour')}:${at('minute')}`;
  return {
    day: DAYS.findIndex((day) => at('weekday').toLowerCase().startsWith(day)),
    time,
    full: `${at('year')}-${at('month')}-${at('day')}T${time}`,
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const digits = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
  });
  formats.set(zone, format);
  return format;
}
