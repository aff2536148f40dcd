// The pull-request-scoped keys of `when`. Called by `compileWhen`.
import type { Actor } from '../../model/decision.ts';
import { compileGlobs } from '../../model/glob.ts';
import type { Use } from './change-keys.ts';
import { isFirstTime, isProved } from './pull-view.ts';
import type { Count, PullView } from './pull-view.ts';
import type { Window } from '../schema/during.ts';
import type { When } from '../schema/when.ts';
import { isDuring } from './time-windows.ts';
import type { Truth } from './truth.ts';

export type PullTest = (pull: PullView) => Truth;

/** An unknown fact counts as met where the key tightens and as unmet inside `not`: it never helps a pass. */
export function pullKeys(when: When, use: Use): readonly PullTest[] {
  const unknown = use === 'tighten';
  const globs = (list: readonly string[] | undefined, see: (pull: PullView) => readonly string[] | null) => {
    if (list === undefined) return [];
    const has = compileGlobs(list, use);
    return [(pull: PullView) => see(pull)?.some(has) ?? unknown];
  };
  // Where several views of the author count, one is enough to be in, and all are needed to be out. Anyone can write the name
  // of an agent: it takes a change out of a rule where it is proved, and no other took part.
  const ofActors = (list: readonly string[] | undefined, see: (actor: Actor) => readonly string[]) => {
    if (list === undefined) return [];
    const has = (word: string): boolean => list.includes(word);
    const meant = list.map(folded);
    return use === 'tighten'
      ? [
          ({ actors }: PullView) =>
            actors.some((each) => see(each).some((word) => meant.includes(folded(word)))),
        ]
      : [({ actors }: PullView) => actors.every((each) => isProved(each) && areAll(see(each), has))];
  };
  return [
    ...ofActors(when.actor, ({ class: own }) => [own]),
    ...ofActors(when.agents, ({ agents }) => agents),
    ...autonomyKeys(when.autonomy, use),
    ...ofActors(when.assurance, ({ assurance }) => [assurance]),
    // Whoever writes the change writes its purpose, too: a text never relaxes.
    ...globs(when.purpose, ({ purpose }) => (use === 'tighten' ? purpose : [])),
    // The author of the pull request chooses the name of the head branch: it may only tighten.
    ...globs(when.branches, (pull) => (use === 'tighten' ? pull.branches : pull.baseBranch)),
    // Whoever makes the change must not label it out of a rule.
    ...globs(when.labels, ({ labels, outsideLabels }) => (use === 'tighten' ? labels : outsideLabels)),
    ...globs(when.repositories, ({ repository }) => repository),
    ...authors(when.authors, unknown),
    ...firstTime(when.first_time, use),
    ...is(when.draft, ({ draft }) => draft, unknown),
    ...is(when.fork, ({ fork }) => fork, unknown),
    ...during(when.during, unknown),
    ...over(when.changes_over, ({ changes }) => changes()),
    ...over(when.files_over, ({ files }) => files),
    ...over(when.deletes_over, ({ deletes }) => deletes()),
  ];
}

/** A repository does not free an agent from its organisation's rules by listing it as autonomous. */
function autonomyKeys(list: readonly string[] | undefined, use: Use): readonly PullTest[] {
  if (list === undefined) return [];
  const has = (word: string | null): boolean => word !== null && list.includes(word);
  return use === 'tighten'
    ? [({ autonomies }) => autonomies.some(has)]
    : [({ actors, trustedAutonomies }) => actors.every(isProved) && areAll(trustedAutonomies, has)];
}

/** A name in a text makes nobody an agent without a past, where that takes the change out of a rule. */
function firstTime(wanted: boolean | undefined, use: Use): readonly PullTest[] {
  if (wanted === undefined) return [];
  return use === 'tighten'
    ? [
        ({ actors, agentsSeen }) =>
          actors.some((each) => (isFirstTime(each, agentsSeen) ?? wanted) === wanted),
      ]
    : [
        ({ actors, agentsSeen }) =>
          actors.every((each) => isProved(each) && isFirstTime(each, agentsSeen) === wanted),
      ];
}

/** A rule must not miss an agent for a capital letter. */
function folded(word: string): string {
  return word.toLowerCase();
}

function areAll<T>(words: readonly T[], test: (word: T) => boolean): boolean {
  return words.length > 0 && words.every(test);
}

/** Where there may be more than is known, the answer is open: nobody knows what a file holds that was not read. */
function over(limit: number | undefined, see: (pull: PullView) => Count): readonly PullTest[] {
  if (limit === undefined) return [];
  return [
    (pull) => {
      const { least, most } = see(pull);
      if (least > limit) return true;
      return most > limit ? null : false;
    },
  ];
}

function is(
  wanted: boolean | undefined,
  see: (pull: PullView) => boolean | null,
  unknown: boolean,
): readonly PullTest[] {
  if (wanted === undefined) return [];
  return [
    (pull) => {
      const seen = see(pull);
      return seen === null ? unknown : seen === wanted;
    },
  ];
}

function during(windows: readonly Window[] | undefined, unknown: boolean): readonly PullTest[] {
  return windows === undefined
    ? []
    : [({ now }) => windows.some((window) => isDuring(window, now) ?? unknown)];
}

function authors(list: readonly string[] | undefined, unknown: boolean): readonly PullTest[] {
  if (list === undefined) return [];
  return [
    ({ author, isNamed }) =>
      author === null ? unknown : list.some((word) => isNamed(author, word) ?? unknown),
  ];
}
