// Windows of time, by the wall clock of their zone. Asked by the conditions.
import type { Window } from './document.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export function isDuring(window: Window, now: string): boolean {
  const wall = wallClock(now, window.zone ?? 'UTC');
  if (window.from !== undefined && wall < window.from) return false;
  // A last day counts whole, a last minute too.
  if (window.until !== undefined && wall.slice(0, window.until.length) > window.until) return false;
  const [today, time] = [wall.slice(0, 10), wall.slice(11)];
  const [begin, end] = (window.hours ?? '00:00-24:00').split('-') as [string, string];
  const runsOnDay = (day: string): boolean => window.days === undefined || window.days.includes(weekday(day));
  if (begin < end) return time >= begin && time < end && runsOnDay(today);
  return (time >= begin && runsOnDay(today)) || (time < end && runsOnDay(dayBefore(today)));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: that takes longer than reading it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hour12: false,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
}

/** `2026-11-21T13:00` there. */
function wallClock(now: string, zone: string): string {
  const parts = clockOf(zone).formatToParts(new Date(now));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

function weekday(day: string): string {
  return DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
