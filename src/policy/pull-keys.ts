// The pull-request-scoped keys of `when`. Called by `compileWhen`.
import { compileGlobs } from '../model/glob.ts';
import type { Use } from './change-keys.ts';
import type { PullView } from './pull-view.ts';
import type { Window } from './schema-during.ts';
import type { When } from './schema-when.ts';
import { isDuring } from './time-windows.ts';

export type PullTest = (pull: PullView) => boolean;

/** An unknown fact counts as met where the key tightens and as unmet inside `not`: it never helps a pass. */
export function pullKeys(when: When, use: Use): readonly PullTest[] {
  const unknown = use === 'tighten';
  const words = (list: readonly string[] | undefined, see: (pull: PullView) => readonly string[] | null) =>
    list === undefined
      ? []
      : [(pull: PullView) => see(pull)?.some((value) => list.includes(value)) ?? unknown];
  const globs = (list: readonly string[] | undefined, see: (pull: PullView) => readonly string[] | null) => {
    if (list === undefined) return [];
    const has = compileGlobs(list, use);
    return [(pull: PullView) => see(pull)?.some(has) ?? unknown];
  };
  const over = (limit: number | undefined, see: (pull: PullView) => number) =>
    limit === undefined ? [] : [(pull: PullView) => see(pull) > limit];
  return [
    ...words(when.actor, ({ actor }) => [actor.class]),
    ...words(when.agents, ({ actor }) => actor.agents),
    ...words(when.autonomy, ({ autonomies }) => autonomies),
    ...words(when.assurance, ({ actor }) => [actor.assurance]),
    ...globs(when.purpose, ({ purpose }) => purpose),
    // The author of the pull request chooses the name of the head branch: it may only tighten.
    ...globs(when.branches, (pull) => (use === 'tighten' ? pull.branches : pull.baseBranch)),
    ...globs(when.labels, ({ labels }) => labels),
    ...globs(when.repositories, ({ repository }) => repository),
    ...authors(when.authors, unknown),
    ...is(when.draft, ({ draft }) => draft, unknown),
    ...is(when.fork, ({ fork }) => fork, unknown),
    ...during(when.during, unknown),
    ...over(when.changes_over, ({ changes }) => changes),
    ...over(when.files_over, ({ files }) => files),
    ...over(when.deletes_over, ({ deletes }) => deletes),
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
