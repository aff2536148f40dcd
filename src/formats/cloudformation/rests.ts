// What a value rests on that stands elsewhere in the template, told in one phrase; called by the readers of conditions, mappings and parameters.
import { sha256Hex } from '../../model/canonical.ts';

/** A condition, a mapping or a parameter behind a value: another one is another value, though the value is written as it was. */
export type Rest = {
  /** Equal for equal meaning. */
  readonly compare: string;
  /** The phrase for people, empty where there is none: too long, or a secret. */
  readonly shown: string;
};

/** By the name of what it rests on. */
export type Rests = ReadonlyMap<string, Rest>;

/** Every use tells it, so a long one would make the reading of a file much larger than the file. */
const LONGEST = 160;

export function restOf(compare: string, shown: string): Rest {
  return {
    compare: compare.length > LONGEST ? sha256Hex(compare) : compare,
    shown: shown.length > LONGEST ? '' : shown,
  };
}

/** Past this many names and characters only the digest of all is kept. */
const MOST = { names: 8, characters: 480 };

export function bundle(rests: Rests): Rests {
  const all = [...rests];
  const size = all.reduce((sum, [, { shown }]) => sum + shown.length, 0);
  if (all.length <= MOST.names && size <= MOST.characters) return rests;
  const compare = sha256Hex(all.map(([name, rest]) => `${name} ${rest.compare}`).join('\n'));
  return new Map([[compare, { compare, shown: '' }]]);
}

/** The phrases behind an expression, for comparison or for people. */
export function phrasesOf(rests: Rests, purpose: 'compare' | 'show'): readonly string[] {
  const phrases = [...rests.values()].map(({ compare, shown }) => (purpose === 'compare' ? compare : shown));
  return phrases.filter((phrase) => phrase !== '');
}
