// Which of the words of many subjects a key means, with as few asked as can be. Called by word-key.ts.
import { memory } from '../../model/memory.ts';
import { eachMark } from '../../model/glob-tokens.ts';
import type { NameGlobs } from '../../model/glob.ts';
import type { Alike, Group, Word } from './alike-subjects.ts';
import { countAsked, placesThatCould } from './answers.ts';
import type { Answers } from './answers.ts';

/** In any order. Words of subjects that are ruled out may be missing, as nothing depends on them any more. */
export function wordsMeant(alike: Alike, globs: NameGlobs, answers: Answers): readonly Word[] {
  const meant: Word[] = [];
  for (const word of candidatesAmong(alike, globs, answers)) if (globs.matches(word.name)) meant.push(word);
  return meant;
}

/** Fewer are asked sooner than looked up. */
const FEW = 8;

function candidatesAmong(alike: Alike, globs: NameGlobs, answers: Answers): readonly Word[] {
  const { words } = alike;
  if (words.length <= FEW) return words;
  const { marks, use } = globs;
  if (marks === null) return countAsked(answers) > words.length / 2 ? words : askedStill(alike, answers);
  return known[use].get(alike) !== undefined || isWorthAnIndex(alike, answers)
    ? havingOneOf(marks, indexOf(alike, use))
    : askedStill(alike, answers);
}

const spent = memory<Alike, number>();

/** Making the index costs as much as asking every word once: made as soon as so much was asked without it. */
function isWorthAnIndex(alike: Alike, answers: Answers): boolean {
  const sum = (spent.get(alike) ?? 0) + countAsked(answers);
  spent.set(alike, sum);
  return sum > alike.words.length / 2;
}

function askedStill({ groupAt, wordOf }: Alike, answers: Answers): readonly Word[] {
  const words = new Set<Word>();
  let last: Group | undefined;
  for (const place of placesThatCould(answers)) {
    const group = groupAt[place];
    if (group === undefined || group === last) continue;
    last = group;
    for (const text of group.texts) {
      const word = wordOf(text);
      if (word !== undefined) words.add(word);
    }
  }
  return [...words];
}

/** All words but those that surely do not match. */
function havingOneOf(marks: readonly number[], { byMark, others }: Index): readonly Word[] {
  const [only] = marks;
  if (others.length === 0 && only !== undefined && marks.length === 1) return byMark.get(only) ?? [];
  return [...new Set([...others, ...marks.flatMap((mark) => byMark.get(mark) ?? [])])];
}

type Index = {
  readonly byMark: ReadonlyMap<number, readonly Word[]>;
  /** Not plain: only asking tells. */
  readonly others: readonly Word[];
};

const known = { tighten: memory<Alike, Index>(), relax: memory<Alike, Index>() };

function indexOf(alike: Alike, use: NameGlobs['use']): Index {
  const index = known[use].get(alike) ?? madeOf(alike, use);
  known[use].set(alike, index);
  return index;
}

function madeOf({ words }: Alike, use: NameGlobs['use']): Index {
  const byMark = new Map<number, Word[]>();
  for (const word of words) {
    if (!word.name.isPlain) continue;
    eachMark(use === 'tighten' ? word.name.folded : word.name.given, (mark) => {
      const having = byMark.get(mark);
      if (having === undefined) byMark.set(mark, [word]);
      else if (having.at(-1) !== word) having.push(word);
    });
  }
  return { byMark, others: words.filter(({ name }) => !name.isPlain) };
}
