// Of most changes one says what the others say: subjects that a key cannot tell apart, and the words in them, once for all rules. Called by word-key.ts and trait-key.ts.
import { memory } from '../../model/memory.ts';
import { nameOf } from '../../model/glob.ts';
import type { Name } from '../../model/glob.ts';
import { isIn, meet, noBits, put, putAll, unite, without } from './bits.ts';
import type { Bits } from './bits.ts';
import type { Subject } from './subject.ts';

/** What a key reads of a subject, as words. Known by identity: one function for one thing that is read. */
export type See = (subject: Subject) => readonly string[];

/** One word, with the groups that have it. */
export type Word = { readonly name: Name; readonly groups: readonly Group[] };

export type Alike = {
  readonly groups: readonly Group[];
  readonly words: readonly Word[];
  readonly wordOf: (text: string) => Word | undefined;
  /** That of each subject, by its place. */
  readonly groupAt: readonly Group[];
};

/** From how many places on they are kept as bits as well. */
const MANY = 16;

/** Subjects of which the same is read, and which were understood alike. */
export class Group {
  readonly first: Subject;
  readonly texts: readonly string[];
  /** Where they stand among the subjects. */
  readonly places: number[];
  #bits: Bits | null = null;

  /** With its first place in it: a list that begins empty makes room for many. */
  constructor(first: Subject, place: number, texts: readonly string[]) {
    this.first = first;
    this.texts = texts;
    this.places = [place];
  }

  note(place: number): this {
    this.places.push(place);
    return this;
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
    if (this.#bits === null) putAll((this.#bits = noBits(length * 32)), this.places);
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

function groupedBy(see: See, subjects: readonly Subject[]): Alike {
  const groups = new Groups();
  const groupAt = subjects.map((subject, place) => groups.note(see(subject), subject, place));
  const { all, words } = groups;
  return { groups: all, words: [...words.values()], wordOf: (text) => words.get(text), groupAt };
}

class GrowingWord implements Word {
  readonly name: Name;
  readonly groups: Group[];
  /** Those that have no other word. */
  alone: Group | undefined;
  aloneAndMystery: Group | undefined;

  constructor(text: string, first: Group) {
    this.name = nameOf(text);
    this.groups = [first];
  }
}

class Groups {
  readonly all: Group[] = [];
  readonly words = new Map<string, GrowingWord>();
  /** Of those with several words, or none. */
  readonly #others = new Map<string, Group>();

  /** The group of the subject, which may be the first of it. */
  note(texts: readonly string[], subject: Subject, place: number): Group {
    const [text] = texts;
    return text === undefined || texts.length > 1
      ? this.#noteSeveral(texts, subject, place)
      : this.#noteAlone(text, texts, subject, place);
  }

  /** Most have one word, which says of itself what it is. */
  #noteAlone(text: string, texts: readonly string[], subject: Subject, place: number): Group {
    const known = this.words.get(text);
    const group = subject.understood ? known?.alone : known?.aloneAndMystery;
    if (group !== undefined) return group.note(place);
    const own = this.#add(new Group(subject, place, texts));
    const word = this.#tell(text, own);
    if (subject.understood) word.alone = own;
    else word.aloneAndMystery = own;
    return own;
  }

  #noteSeveral(texts: readonly string[], subject: Subject, place: number): Group {
    const key = texts.length === 0 ? String(subject.understood) : JSON.stringify([subject.understood, texts]);
    const group = this.#others.get(key);
    if (group !== undefined) return group.note(place);
    const own = this.#add(new Group(subject, place, texts));
    for (const text of new Set(texts)) this.#tell(text, own);
    this.#others.set(key, own);
    return own;
  }

  #add(group: Group): Group {
    this.all.push(group);
    return group;
  }

  #tell(text: string, group: Group): GrowingWord {
    const known = this.words.get(text);
    if (known !== undefined) {
      known.groups.push(group);
      return known;
    }
    const word = new GrowingWord(text, group);
    this.words.set(text, word);
    return word;
  }
}
