// Of most changes one says what the others say: subjects that a key cannot tell apart, and the words in them, once for all rules. Called by word-key.ts and trait-key.ts.
import { nameOf } from '../../model/glob.ts';
import type { Name } from '../../model/glob.ts';
import { couldHold } from './answers.ts';
import type { Answers } from './answers.ts';
import type { Subject } from './subject.ts';

/** What a key reads of a subject, as words. Known by identity: one function for one thing that is read. */
export type See = (subject: Subject) => readonly string[];

/** Subjects of which the same is read, and which were understood alike. */
export type Group = {
  readonly first: Subject;
  readonly words: readonly string[];
  /** Where they stand among the subjects. */
  readonly places: readonly number[];
};

/** One word, with the groups that have it. */
export type Word = { readonly name: Name; readonly groups: readonly Group[] };

export type Alike = { readonly groups: readonly Group[]; readonly words: readonly Word[] };

const known = new WeakMap<readonly Subject[], Map<See, Alike>>();

export function alikeBy(see: See, subjects: readonly Subject[]): Alike {
  const own = known.get(subjects) ?? new Map<See, Alike>();
  known.set(subjects, own);
  const alike = own.get(see) ?? groupedBy(see, subjects);
  own.set(see, alike);
  return alike;
}

type Growing = { readonly first: Subject; readonly words: readonly string[]; readonly places: number[] };
type Sorted = { readonly understood: Map<string, Growing>; readonly unclear: Map<string, Growing> };

function groupedBy(see: See, subjects: readonly Subject[]): Alike {
  const ofOne: Sorted = { understood: new Map(), unclear: new Map() };
  const ofSeveral: Sorted = { understood: new Map(), unclear: new Map() };
  const byWord = new Map<string, Growing[]>();
  for (let place = 0; place < subjects.length; place += 1) {
    const first = subjects[place];
    if (first === undefined) continue;
    const words = see(first);
    // Most have one word, which says of itself what it is.
    const [only] = words;
    const isOne = words.length === 1 && only !== undefined;
    const own = (isOne ? ofOne : ofSeveral)[first.understood ? 'understood' : 'unclear'];
    const key = isOne ? only : JSON.stringify(words);
    const group = own.get(key);
    if (group !== undefined) {
      group.places.push(place);
      continue;
    }
    const made = { first, words, places: [place] };
    own.set(key, made);
    for (const word of isOne ? words : new Set(words)) {
      const having = byWord.get(word);
      if (having === undefined) byWord.set(word, [made]);
      else having.push(made);
    }
  }
  const words = [...byWord].map(([word, groups]) => ({ name: nameOf(word), groups }));
  const groups = [ofOne, ofSeveral].flatMap(({ understood, unclear }) => [
    ...understood.values(),
    ...unclear.values(),
  ]);
  return { groups, words };
}

/** Is anything of them asked still? */
export function isAsked(groups: readonly Group[], answers: Answers): boolean {
  for (const { places } of groups) for (const place of places) if (couldHold(answers, place)) return true;
  return false;
}
