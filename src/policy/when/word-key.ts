// A key of `when` that names words or globs: which of the words that the subjects have it means, and what follows. Called by `changeKeys`.
import { memory } from '../../model/memory.ts';
import type { NameGlobs } from '../../model/glob.ts';
import { alikeBy } from './alike-subjects.ts';
import type { Alike, Group, See, Word } from './alike-subjects.ts';
import { answersAll, copyOf, lower, lowerBut, tell } from './answers.ts';
import type { Answers } from './answers.ts';
import { noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import type { Narrow } from './narrow.ts';
import type { Truth } from './truth.ts';
import { wordsMeant } from './words-meant.ts';

export type Has = (text: string) => boolean;
/** What follows for a subject from its words. Known by identity, as `See` is. */
export type Judge = {
  readonly of: (texts: readonly string[], has: Has, understood: boolean) => Truth;
  /** What that is of one word, where it is meant: the same for every word. */
  readonly ofMeant: boolean;
};

/** Each word is asked once, and then only those subjects which have one of the words that are meant. */
export function wordKey(see: See, globs: NameGlobs, judge: Judge): Narrow {
  return (answers, { subjects }) => {
    const alike = alikeBy(see, subjects);
    const meant = wordsMeant(alike, globs, answers);
    const base = withoutAny(judge, alike, answers.size);
    if (meant.length === 0) return lower(answers, base);
    const { alone, mixed } = havingOneOf(meant, answers.size);
    lowerBut(answers, mixed.length === 0 ? base : told(base, { judge, meant, mixed }), alone, judge.ofMeant);
  };
}

/** Where one word is all there is to read; and the groups that have others as well. */
function havingOneOf(
  meant: readonly Word[],
  size: number,
): { readonly alone: Bits; readonly mixed: readonly Group[] } {
  const alone = noBits(size);
  const mixed: Group[] = [];
  for (const { groups } of meant)
    for (const group of groups)
      if (group.texts.length === 1) group.addTo(alone);
      else mixed.push(group);
  return { alone, mixed };
}

type Told = {
  readonly judge: Judge;
  readonly meant: readonly Word[];
  readonly mixed: readonly Group[];
};

function told(base: Answers, { judge, meant, mixed }: Told): Answers {
  const own = copyOf(base);
  const texts = new Set(meant.map(({ name }) => name.given));
  const has: Has = (text) => texts.has(text);
  for (const group of mixed) tell(own, group.places, judge.of(group.texts, has, group.first.understood));
  return own;
}

const bases = memory<Alike, Map<Judge, Answers>>();

/** As if no word were meant; the pull request alone has none, and there the key has no answer. */
function withoutAny(judge: Judge, alike: Alike, size: number): Answers {
  const own = bases.get(alike) ?? new Map<Judge, Answers>();
  bases.set(alike, own);
  const base = own.get(judge) ?? judged(judge, alike, size);
  own.set(judge, base);
  return base;
}

function judged(judge: Judge, { groups }: Alike, size: number): Answers {
  const answers = answersAll(size, null);
  for (const { texts, places, first } of groups)
    tell(
      answers,
      places,
      judge.of(texts, () => false, first.understood),
    );
  return answers;
}
