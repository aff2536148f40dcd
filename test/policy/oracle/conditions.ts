// Does `when` hold? Written key by key from the documentation of the language; asked by the oracle for every rule and subject.
import { SEVERITIES, TIERS } from '../../../src/model/words.ts';
import type { Severity, Tier } from '../../../src/model/words.ts';
import type { Actor } from '../../../src/model/decision.ts';
import { attributeMatches } from './attributes.ts';
import type { Approver, Case, Layer, Layered, When, Window } from './document.ts';
import { layersAbove } from './document.ts';
import { globMatches } from './globs.ts';
import { hasWriteAccess, sameLogin, teamMembers, tookPart } from './people.ts';
import type { Subject } from './subjects.ts';
import type { Truth } from './truth.ts';
import { both, either, opposite } from './truth.ts';
import { isDuring } from './windows.ts';

export type View = {
  readonly question: Case;
  readonly layer: Layer;
  /** Where the rule stands. */
  readonly own: Layered;
  readonly actor: Actor;
  /** As the rule may take the author: for a rule of the floor also as the floor alone says. */
  readonly actors: readonly Actor[];
  readonly subjects: readonly Subject[];
};

/** `unknown`: only what nobody understood could match. Then what the rule requires is asked for, and nothing is denied. */
export function ruleMatches(when: When | undefined, view: View): Truth {
  if (when === undefined) return true;
  const truths = view.subjects.map((subject) => holds(when, view, subject, false));
  return either(view.subjects.length === 0 ? [holds(when, view, null, false)] : truths);
}

export function matchingSubjects(when: When | undefined, view: View): readonly Subject[] {
  return view.subjects.filter((subject) => when === undefined || holds(when, view, subject, false) !== false);
}

/** Does the condition speak of the pull request alone? */
export function isAboutPull(when: When): boolean {
  return Object.entries(when).every(([key, value]) => {
    if (key === 'not') return isAboutPull(value as When);
    if (key === 'any' || key === 'all') return (value as When[]).every(isAboutPull);
    return !(key in SUBJECT_KEYS);
  });
}

/** `relaxing`: inside of an odd number of `not`s, where matching more asks for less. */
function holds(when: When, view: View, subject: Subject | null, relaxing: boolean): Truth {
  const nested = (inner: When): Truth => holds(inner, view, subject, relaxing);
  return both(
    Object.entries(when).map(([key, value]): Truth => {
      if (key === 'not') return opposite(holds(value as When, view, subject, !relaxing));
      if (key === 'any') return either((value as When[]).map(nested));
      if (key === 'all') return both((value as When[]).map(nested));
      if (key === 'only')
        return (
          view.subjects.length > 0 &&
          both(view.subjects.map((each) => holds(value as When, view, each, relaxing)))
        );
      if (key in SUBJECT_KEYS) {
        // Without any change, no condition about changes holds, and none about there being no such change.
        if (subject === null) return relaxing;
        const holdsOf = SUBJECT_KEYS[key as keyof typeof SUBJECT_KEYS] as SubjectKey<unknown>;
        return holdsOf(value, { subject, view, relaxing, when });
      }
      const holdsOf = PULL_KEYS[key as keyof typeof PULL_KEYS] as PullKey<unknown>;
      return holdsOf(value, view, relaxing) ?? !relaxing;
    }),
  );
}

type At = {
  readonly subject: Subject;
  readonly view: View;
  readonly relaxing: boolean;
  readonly when: When;
};
type SubjectKey<V> = (value: V, at: At) => Truth;
/** Null: not known, which counts as met where that tightens and as unmet where it relaxes. */
type PullKey<V> = (value: V, view: View, relaxing: boolean) => Truth | null;

/** Read from the content: what is not understood may hold more. */
const content =
  <V>(test: (value: V, subject: Subject, at: At) => Truth): SubjectKey<V> =>
  (value, at) => {
    const truth = test(value, at.subject, at);
    return truth === false && !at.subject.isUnderstood ? 'unknown' : truth;
  };

const anyGlob = (globs: readonly string[], text: string, relaxing: boolean): boolean =>
  globs.some((glob) => globMatches(glob, text, relaxing));

/** A rule sees a word in whatever case it is written; inside of `not` it must be that very word. */
const isWord = (word: string, words: readonly string[], relaxing: boolean): boolean =>
  words.some((each) => (relaxing ? each === word : each.toLowerCase() === word.toLowerCase()));

const atLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/** One of them is enough to be in; inside of `not` all are needed to be out: a moved file is still where it was. */
function sides<T>(all: readonly T[], test: (one: T) => boolean, relaxing: boolean): boolean {
  return relaxing ? all.every(test) : all.some(test);
}

const SUBJECT_KEYS = {
  kinds: content<readonly string[]>((words, { kinds }) => kinds.some((kind) => words.includes(kind))),
  actions: content<readonly string[]>((words, { action }) => {
    if (words.includes(action)) return true;
    return action === 'unknown' ? 'unknown' : false;
  }),
  findings: content<readonly string[]>((globs, { findings }, { relaxing, when }) =>
    findings.some(
      ({ id, severity }) =>
        anyGlob(globs, id, relaxing) && atLeast(severity, when.severity_at_least ?? 'info'),
    ),
  ),
  severity_at_least: content<Severity>((least, { findings }) =>
    findings.some(({ severity }) => atLeast(severity, least)),
  ),
  attributes: content<readonly string[]>((globs, { attributes }, { relaxing }) =>
    either(
      globs.flatMap((glob) => attributes.map((attribute) => attributeMatches(glob, attribute, relaxing))),
    ),
  ),
  environments: (names: readonly string[], { subject }: At) =>
    subject.environment !== null && names.includes(subject.environment),
  // What a repository adds takes nothing out of a rule of its floor.
  data: (words: readonly string[], { subject, view, relaxing }: At) =>
    layersAbove(view.question, relaxing ? view.layer : 'repository').some(({ policy }) => {
      const data =
        subject.environment === null ? undefined : policy.environments?.[subject.environment]?.data;
      return data !== undefined && isWord(data, words, relaxing);
    }),
  tier: (words: readonly string[], { subject, relaxing }: At) =>
    sides(subject.tiers, (tier) => words.includes(tier), relaxing),
  tier_at_least: (least: Tier, { subject, relaxing }: At) =>
    sides(subject.tiers, (tier) => TIERS.indexOf(tier) >= TIERS.indexOf(least), relaxing),
  formats: (formats: readonly string[], { subject, relaxing }: At) =>
    subject.format !== null && isWord(subject.format, formats, relaxing),
  paths: (globs: readonly string[], { subject, relaxing }: At) =>
    sides(subject.paths, (path) => anyGlob(globs, path, relaxing), relaxing),
  not_paths: (globs: readonly string[], { subject, relaxing }: At) =>
    !subject.paths.every((path) => anyGlob(globs, path, !relaxing)),
  resource_types: content<readonly string[]>(
    (globs, { type }, { relaxing }) => type !== null && anyGlob(globs, type, relaxing),
  ),
  addresses: content<readonly string[]>(
    (globs, { address }, { relaxing }) => address !== null && anyGlob(globs, address, relaxing),
  ),
} satisfies Record<string, SubjectKey<never>>;

/** What all layers say of an agent that took part; where it relaxes, only that of the rule and those above. */
function autonomies({ question, layer, actor }: View, relaxing: boolean): readonly string[] {
  return actor.agents.flatMap((name) =>
    layersAbove(question, relaxing ? layer : 'repository').flatMap(({ policy }) => {
      const limits = policy.actors?.agents?.[name];
      return limits === undefined ? [] : [limits.autonomy ?? 'supervised'];
    }),
  );
}

/** More than this: what cannot be read may hold any number. */
function moreThan(limit: number, least: number, view: View): Truth {
  if (least > limit) return true;
  return view.question.classified.unreadable.length > 0 ? 'unknown' : false;
}

/** Resources, each once in however many environments it is. */
export function resourcesOf({ question }: View) {
  const { changes } = question.classified;
  const key = (change: (typeof changes)[number]): string =>
    JSON.stringify([change.file, change.address, change.startLine]);
  return [...new Map(changes.map((change) => [key(change), change])).values()];
}

/** No id and no signature says that it is an agent, or which. */
function saysTextAlone(actor: Actor): boolean {
  const isPerson = actor.class === 'human' || actor.class === 'automation';
  return !isPerson && (actor.assurance === 'unknown' || actor.assurance === 'declared');
}

/** A trailer takes nobody out of a rule about people and automation: without it, they are what they are. */
function withoutText(actor: Actor): readonly Actor[] {
  if (actor.class !== 'mixed' || !saysTextAlone(actor)) return [actor];
  const own = actor.evidence.some(({ signal }) => signal === 'automation-id') ? 'automation' : 'human';
  return [actor, { ...actor, class: own, assurance: 'authenticated', agents: [] }];
}

/**
 * A text may make handling stricter and never easier: where it relaxes, what it says of the author counts for nothing. And
 * where the author may be taken in several ways, each tightens and only all of them relax.
 */
const anyActor = ({ actors }: View, relaxing: boolean, test: (actor: Actor) => boolean): boolean =>
  sides(actors.flatMap(withoutText), (actor) => !(relaxing && saysTextAlone(actor)) && test(actor), relaxing);

/** Where agents relax, all that took part must. */
const areNamed = (names: readonly string[], agents: readonly string[], relaxing: boolean): boolean =>
  agents.length > 0 && sides(agents, (name) => isWord(name, names, relaxing), relaxing);

/** An agent without a merged pull request here, or one that nothing proves to be who it says. Null: nobody knows. */
function isFirstTime({ facts }: Case, actor: Actor): boolean | null {
  if (actor.class === 'human' || actor.class === 'automation') return false;
  const seen = facts.agents_seen;
  if (seen === undefined) return null;
  return (
    saysTextAlone(actor) || actor.agents.length === 0 || actor.agents.some((name) => !seen.includes(name))
  );
}

const isInvolved = (question: Case, login: string): boolean =>
  tookPart(question, { login, id: null, type: null });

const PULL_KEYS = {
  actor: (classes: readonly string[], view: View, relaxing: boolean) =>
    anyActor(view, relaxing, (actor) => classes.includes(actor.class)),
  agents: (names: readonly string[], view: View, relaxing: boolean) =>
    anyActor(view, relaxing, ({ agents }) => areNamed(names, agents, relaxing)),
  autonomy: (words: readonly string[], view: View, relaxing: boolean) => {
    const listed = autonomies(view, relaxing);
    if (!relaxing) return listed.some((autonomy) => words.includes(autonomy));
    const { question, layer, actor, actors } = view;
    const named = layersAbove(question, layer).flatMap(({ policy }) =>
      Object.keys(policy.actors?.agents ?? {}),
    );
    return (
      !actors.some(saysTextAlone) &&
      areNamed(named, actor.agents, true) &&
      listed.every((autonomy) => words.includes(autonomy))
    );
  },
  first_time: (wanted: boolean, view: View, relaxing: boolean) =>
    anyActor(
      view,
      relaxing,
      (actor) => (isFirstTime(view.question, actor) ?? wanted !== relaxing) === wanted,
    ),
  assurance: (words: readonly string[], view: View, relaxing: boolean) =>
    anyActor(view, relaxing, ({ assurance }) => words.includes(assurance)),
  purpose: (globs: readonly string[], { question, actors }: View, relaxing: boolean) => {
    const purpose = question.facts.provenance?.purpose ?? null;
    // Whoever writes the change writes its purpose: a text never relaxes.
    if (relaxing) return false;
    // People and automation need not declare one, so that theirs is not unknown but none.
    const needNone = (actor: Actor): boolean => actor.class === 'human' || actor.class === 'automation';
    if (purpose === null) return actors.every(needNone) ? false : null;
    return anyGlob(globs, purpose, relaxing);
  },
  branches: (globs: readonly string[], { question }: View, relaxing: boolean) => {
    const pull = question.facts.pull_request;
    if (pull === null || pull.base_branch === null) return null;
    const names =
      relaxing || pull.head_branch === null ? [pull.base_branch] : [pull.base_branch, pull.head_branch];
    return names.some((name) => anyGlob(globs, name, relaxing));
  },
  labels: (globs: readonly string[], { question }: View, relaxing: boolean) => {
    const pull = question.facts.pull_request;
    if (pull === null) return null;
    return pull.labels.some(
      ({ name, by }) =>
        by !== null &&
        hasWriteAccess(question.facts, by) &&
        // Nobody labels an own change out of a rule.
        !(relaxing && isInvolved(question, by)) &&
        anyGlob(globs, name, relaxing),
    );
  },
  authors: (words: readonly Approver[], { question }: View, relaxing: boolean) => {
    const author = question.facts.pull_request?.author ?? null;
    if (author === null) return null;
    return words.some((word) => {
      if (typeof word !== 'string') return author.id === null ? !relaxing : author.id === word.id;
      if (!word.includes('/')) return sameLogin(word, author.login);
      const members = teamMembers(question.facts, word);
      return members === null ? !relaxing : members.some((member) => sameLogin(member, author.login));
    });
  },
  repositories: (globs: readonly string[], { question }: View, relaxing: boolean) => {
    const name = question.facts.repository?.full_name ?? null;
    return name === null ? null : anyGlob(globs, name, relaxing);
  },
  draft: (wanted: boolean, { question }: View) => {
    const draft = question.facts.pull_request?.draft ?? null;
    return draft === null ? null : draft === wanted;
  },
  fork: (wanted: boolean, { question }: View) => {
    const fork = question.facts.pull_request?.fork ?? null;
    return fork === null ? null : fork === wanted;
  },
  during: (windows: readonly Window[], { question }: View) =>
    question.facts.now === null ? null : windows.some((window) => isDuring(window, question.facts.now ?? '')),
  changes_over: (limit: number, view: View) => moreThan(limit, resourcesOf(view).length, view),
  files_over: (limit: number, view: View) => view.question.classified.files.length > limit,
  deletes_over: (limit: number, view: View) => {
    const resources = resourcesOf(view);
    const sure = resources.filter(({ action }) => action === 'delete' || action === 'replace').length;
    const possible = resources.filter(({ action }) => action === 'unknown').length;
    if (sure <= limit && sure + possible > limit) return 'unknown';
    return moreThan(limit, sure, view);
  },
} satisfies Record<string, PullKey<never>>;
