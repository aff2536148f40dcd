// What a finding about a protective setting says: called by weakenings.ts.
import type { Grade } from './grade.ts';
import type { Setting } from './setting.ts';

export type Told = {
  readonly address: string;
  readonly setting: Setting;
  readonly before: Grade;
  readonly after: Grade;
};

export function sentenceOfNew({ address, setting, after }: Omit<Told, 'before'>): string {
  if ('weak' in setting) return `The new ${address} ${setting.weak}.`;
  return `${setting.what} of the new ${address} is ${shown(after, setting)}.`;
}

export function sentenceOfLoss({ address, setting, before, after }: Told): string {
  if ('weak' in setting) return `${newly(address, setting.weak)}.`;
  return `${setting.what} of ${address} falls from ${shown(before, setting)} to ${shown(after, setting)}.`;
}

/** The base was known and the head is not: it may be off, and most often it is not. */
export function sentenceOfDoubt({ address, setting, after }: Omit<Told, 'before'>): string {
  const why = after.expression === null ? 'the setting is gone from here' : 'the setting is now computed';
  if ('weak' in setting) return `Perhaps ${address} ${setting.weak}: ${why}.`;
  return `${setting.what} of ${address} may fall: ${why}.`;
}

/** The head is certainly weak, and the base may have been. */
export function sentenceOfChange({ address, setting, after }: Omit<Told, 'before'>): string {
  const before = 'what it was cannot be told';
  if ('weak' in setting) return `${newly(address, setting.weak)}; ${before}.`;
  return `${setting.what} of ${address} is now ${shown(after, setting)}; ${before}.`;
}

/** `no longer` says by itself that it was otherwise. */
function newly(address: string, weak: string): string {
  return weak.startsWith('no longer') ? `${address} ${weak}` : `${address} now ${weak}`;
}

/** Only what a scale knows is shown: numbers and fixed words, never a secret. */
function shown({ text, strength }: Grade, setting: Setting): string {
  if (text === '') return strength === Number.POSITIVE_INFINITY ? 'no limit' : 'the default';
  const unit = 'unit' in setting ? setting.unit : undefined;
  if (unit === undefined || !/^\d+$/.test(text)) return text;
  return text === '1' ? `1 ${unit.replace(/s$/, '')}` : `${text} ${unit}`;
}
