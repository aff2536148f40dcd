// Is there any moment at which windows of time are open together? Called by `clashIn`; true where it is not sure.
import type { Window } from '../schema/during.ts';
import { holdsAt } from '../when/time-windows.ts';

/** More ways to choose one window of each list are not tried. */
const MOST_WAYS = 100;
const DAY_MS = 86_400_000;
/** Days and hours repeat after a week; the eighth day is for hours that began on the day before. */
const DAYS_LOOKED_AT = 8;
/** A Monday, for windows without a date. */
const ANY_DAY = '2001-01-01';

/** Each list is any-of, and all lists must hold. */
export function canOpen(lists: readonly (readonly Window[])[]): boolean {
  let ways: readonly (readonly Window[])[] = [[]];
  for (const list of lists) {
    ways = ways.flatMap((way) => list.map((window) => [...way, window]));
    if (ways.length > MOST_WAYS) return true;
  }
  return ways.some(areOpenTogether);
}

/** The wall is looked at where something can begin: at midnight, with the hours of a window, and with its first minute. */
function areOpenTogether(windows: readonly Window[]): boolean {
  if (new Set(windows.map(({ zone }) => zone ?? 'UTC')).size > 1) return true;
  const from = windows.flatMap(({ from: first }) => first ?? []).toSorted();
  const until = windows.flatMap(({ until: last }) => last?.slice(0, 10) ?? []).toSorted();
  const [latest, earliest] = [from.at(-1), until[0]];
  const times = [
    '00:00',
    ...windows.flatMap(({ hours }) => hours?.slice(0, 5) ?? []),
    ...from.flatMap((first) => (first.length > 10 ? first.slice(11) : [])),
  ];
  const begin =
    latest?.slice(0, 10) ?? (earliest === undefined ? ANY_DAY : daysAfter(earliest, 1 - DAYS_LOOKED_AT));
  const days = Array.from({ length: DAYS_LOOKED_AT }, (_, index) => daysAfter(begin, index));
  return days.some((day) =>
    times.some((time) =>
      windows.every((window) => holdsAt({ day: weekday(day), time, full: `${day}T${time}` }, window)),
    ),
  );
}

function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
