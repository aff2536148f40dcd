// `when` as a test (DESIGN section 4, Matching). Called by `matchRule`.
import { compileGlobs } from '../model/glob.ts';
import { tierAtLeast } from '../model/words.ts';
import type { PullView } from './pull-view.ts';
import type { When } from './schema-when.ts';
import type { Subject } from './subject.ts';
import { allOf, anyOf, negate } from './truth.ts';
import type { Truth } from './truth.ts';

/** `subject` null asks about the pull request alone: change-scoped keys are then unknown. */
export type WhenTest = (subject: Subject | null, all: readonly Subject[], pull: PullView) => Truth;
type Use = 'tighten' | 'relax';
type Words = readonly string[] | undefined;
const flip = (use: Use): Use => (use === 'tighten' ? 'relax' : 'tighten');

/** Every key of the object must hold. Inside `not`, globs become case-sensitive and unknown facts count as unmet. */
export function compileWhen(when: When, use: Use = 'tighten'): WhenTest {
  const tests = [...changeKeys(when, use), ...pullKeys(when, use), ...nested(when, use)];
  return (subject, all, pull) => allOf(tests.map((test) => test(subject, all, pull)));
}

/** True when the object holds no change-scoped key: then it asks about the pull request alone. */
export function isPullScoped(when: When): boolean {
  const inner = [...(when.any ?? []), ...(when.all ?? []), ...(when.not === undefined ? [] : [when.not])];
  return changeKeys(when, 'tighten').length === 0 && inner.every(isPullScoped);
}

function changeKeys(when: When, use: Use): readonly WhenTest[] {
  const content = (
    words: Words,
    see: (subject: Subject) => readonly string[],
    fold: boolean,
  ): readonly WhenTest[] =>
    aboutSubject(
      words,
      (subject, has) => (see(subject).some(has) ? true : subject.understood ? false : null),
      use,
      fold,
    );
  const sure = (
    words: Words,
    see: (subject: Subject) => readonly string[],
    fold = false,
  ): readonly WhenTest[] => aboutSubject(words, (subject, has) => see(subject).some(has), use, fold);
  const { tier_at_least: least } = when;
  return [
    ...content(when.kinds, ({ kinds }) => kinds, false),
    ...content(when.findings, ({ findings }) => findings, true),
    ...content(when.resource_types, ({ types }) => types, true),
    ...content(when.addresses, ({ addresses }) => addresses, true),
    ...aboutSubject(when.actions, (subject, has) => actionTruth(subject, has), use, false),
    ...sure(when.environments, ({ environment }) => (environment === null ? [] : [environment])),
    ...sure(when.data, ({ data }) => data),
    ...sure(when.tier, ({ tier }) => [tier]),
    ...sure(when.formats, ({ format }) => format),
    ...paths(when.paths, use),
    ...notPaths(when.not_paths, use),
    ...(least === undefined
      ? []
      : [(subject: Subject | null) => (subject === null ? null : tierAtLeast(subject.tier, least))]),
  ];
}

/** A test of one key about a subject; nothing when the key is absent. `globs` false: exact words. */
function aboutSubject(
  words: Words,
  judge: (subject: Subject, has: (value: string) => boolean) => Truth,
  use: Use,
  globs: boolean,
): readonly WhenTest[] {
  if (words === undefined) return [];
  const has = globs ? compileGlobs(words, use) : (value: string): boolean => words.includes(value);
  return [(subject) => (subject === null ? null : judge(subject, has))];
}

/** An unknown action may be any action. */
function actionTruth({ actions }: Subject, has: (value: string) => boolean): Truth {
  if (actions.some(has)) return true;
  return actions.includes('unknown') ? null : false;
}

/** Old and new name: one is enough to be in, both are needed to be out (inside `not`). */
function paths(words: Words, use: Use): readonly WhenTest[] {
  return aboutSubject(
    words,
    (subject, has) => (use === 'tighten' ? subject.paths.some(has) : subject.paths.every(has)),
    use,
    true,
  );
}

/** A file leaves by this key only if every name it had is named: a rename does not carry a change out of a rule. */
function notPaths(words: Words, use: Use): readonly WhenTest[] {
  if (words === undefined) return [];
  const has = compileGlobs(words, flip(use));
  return [(subject) => (subject === null ? null : !subject.paths.every(has))];
}

function pullKeys(when: When, use: Use): readonly WhenTest[] {
  const unknown = use === 'tighten';
  const words = (
    list: Words,
    see: (pull: PullView) => readonly string[] | null,
    globs: boolean,
  ): readonly WhenTest[] => {
    if (list === undefined) return [];
    const has = globs ? compileGlobs(list, use) : (value: string): boolean => list.includes(value);
    return [(_, __, pull) => see(pull)?.some(has) ?? unknown];
  };
  const over = (limit: number | undefined, see: (pull: PullView) => number): readonly WhenTest[] =>
    limit === undefined ? [] : [(_, __, pull) => see(pull) > limit];
  return [
    ...words(when.actor, ({ actor }) => [actor.class], false),
    ...words(when.agents, ({ actor }) => actor.agents, false),
    ...words(when.autonomy, ({ autonomies }) => autonomies, false),
    ...words(when.assurance, ({ actor }) => [actor.assurance], false),
    ...words(when.purpose, ({ purpose }) => purpose, true),
    ...words(when.branches, (pull) => (use === 'tighten' ? pull.branches : pull.baseBranch), true),
    ...words(when.labels, ({ labels }) => labels, true),
    ...words(when.repositories, ({ repository }) => repository, true),
    ...authors(when.authors, unknown),
    ...over(when.changes_over, ({ changes }) => changes),
    ...over(when.files_over, ({ files }) => files),
    ...over(when.deletes_over, ({ deletes }) => deletes),
  ];
}

function authors(words: Words, unknown: boolean): readonly WhenTest[] {
  if (words === undefined) return [];
  return [
    (_, __, { author, isMember }) =>
      author === null ? unknown : words.some((word) => isMember(author, word) ?? unknown),
  ];
}

function nested(when: When, use: Use): readonly WhenTest[] {
  const any = when.any?.map((each) => compileWhen(each, use));
  const all = when.all?.map((each) => compileWhen(each, use));
  const not = when.not === undefined ? undefined : compileWhen(when.not, flip(use));
  const only = when.only === undefined ? undefined : compileWhen(when.only, use);
  return [
    ...(any === undefined ? [] : [combine(any, anyOf)]),
    ...(all === undefined ? [] : [combine(all, allOf)]),
    ...(not === undefined ? [] : [combine([not], ([value]) => negate(value ?? null))]),
    ...(only === undefined ? [] : [everyChange(only)]),
  ];
}

function combine(tests: readonly WhenTest[], join: (values: readonly Truth[]) => Truth): WhenTest {
  return (subject, all, pull) => join(tests.map((test) => test(subject, all, pull)));
}

/** `only` needs at least one change, and every change to satisfy it. */
function everyChange(test: WhenTest): WhenTest {
  return (_, all, pull) => all.length > 0 && allOf(all.map((each) => test(each, all, pull)));
}
