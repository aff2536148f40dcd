// Of most changes one says what the others say: subjects that a key cannot tell apart, and the words in them, once for all rules. Called by word-key.ts and trait-key.ts.
import { memory } from '../../model/memory.ts';
import { nameOf } from '../../model/glob.ts';
import type { Name } from '../../model/glob.ts';
import { isIn, meet, put, putAll, unite, without } from './bits.ts';
import type { Bits } from './bits.ts';
import type { Subject } from './subject.ts';

/** What a key reads of a subject, as words. Known by identity: one function for one thing that is read. */
export type See = (subject: Subject) => readonly string[];

/** One word, with the groups that have it. */
export type Word = { readonly name: Name; readonly groups: readonly Group[] };

export type Alike = {
  readonly groups: readonly Group[];
  readonly words: readonly Word[];
  /** That of each subject, by its place. */
  readonly groupAt: readonly Group[];
};

/** From how many places on they are kept as bits as well. */
const MANY = 16;

/** Subjects of which the same is read, and which were understood alike. */
export class Group {
  readonly first: Subject;
  readonly texts: readonly string[];
  readonly words: readonly Word[];
  /** Where they stand among the subjects. */
  readonly places: number[] = [];
  #bits: Bits | null = null;

  constructor(first: Subject, texts: readonly string[], words: readonly Word[]) {
    this.first = first;
    this.texts = texts;
    this.words = words;
  }

  /** Asked, as the two below, when all subjects have their group. */
  addTo(bits: Bits): void {
    if (this.places.length < MANY) putAll(bits, this.places);
    else unite(bits, this.#asBits(bits));
  }

  isIn(bits: Bits): boolean {
    return this.places.length < MANY
      ? this.places.some((place) => isIn(bits, place))
      : meet(bits, this.#asBits(bits));
  }

  takeFrom(bits: Bits): void {
    if (this.places.length < MANY) for (const place of this.places) put(bits, place, false);
    else without(bits, this.#asBits(bits));
  }

  /** Few have that many, so that all of them together take no more room than the subjects. */
  #asBits({ length }: Bits): Bits {
    if (this.#bits === null) putAll((this.#bits = new Uint32Array(length)), this.places);
    return this.#bits;
  }
}

const known = memory<readonly Subject[], Map<See, Alike>>();

export function alikeBy(see: See, subjects: readonly Subject[]): Alike {
  const own = known.get(subjects) ?? new Map<See, Alike>();
  known.set(subjects, own);
  const alike = own.get(see) ?? groupedBy(see, subjects);
  own.set(see, alike);
  return alike;
}

type GrowingWord = Word & { readonly groups: Group[] };

function groupedBy(see: See, subjects: readonly Subject[]): Alike {
  const words = new Map<string, GrowingWord>();
  const groups = new Groups();
  const groupAt = subjects.map((subject, place) => {
    const texts = see(subject);
    const group = groups.find(texts, subject.understood) ?? groups.add(subject, texts, wordsIn(texts, words));
    group.places.push(place);
    return group;
  });
  return { groups: groups.all, words: [...words.values()], groupAt };
}

function wordsIn(texts: readonly string[], known: Map<string, GrowingWord>): readonly GrowingWord[] {
  return [...new Set(texts)].map((text) => {
    const word = known.get(text) ?? { name: nameOf(text), groups: [] };
    known.set(text, word);
    return word;
  });
}

class Groups {
  readonly all: Group[] = [];
  readonly #known = Array.from({ length: 4 }, () => new Map<string, Group>());

  find(texts: readonly string[], understood: boolean): Group | undefined {
    return this.#among(texts, understood)?.get(keyOf(texts));
  }

  add(first: Subject, texts: readonly string[], words: readonly GrowingWord[]): Group {
    const group = new Group(first, texts, words);
    this.#among(texts, first.understood)?.set(keyOf(texts), group);
    for (const word of words) word.groups.push(group);
    this.all.push(group);
    return group;
  }

  #among(texts: readonly string[], understood: boolean): Map<string, Group> | undefined {
    return this.#known[(texts.length === 1 ? 0 : 2) + (understood ? 0 : 1)];
  }
}

/** Most subjects have one word, which says of itself what it is; those with several are kept apart from them. */
function keyOf(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : JSON.stringify(texts);
}
