// The change-scoped keys of `when` as tests of one subject. Called by `compileWhen`.
import { compileGlobs } from '../model/glob.ts';
import { SEVERITIES, TIERS, tierAtLeast } from '../model/words.ts';
import { compileAttributes } from './attribute-globs.ts';
import type { When } from './schema-when.ts';
import type { Subject } from './subject.ts';
import type { Truth } from './truth.ts';

/** Where a key stands: it tightens, or, inside `not`, it relaxes. */
export type Use = 'tighten' | 'relax';
export type SubjectTest = (subject: Subject) => Truth;

export function flip(use: Use): Use {
  return use === 'tighten' ? 'relax' : 'tighten';
}

type See = (subject: Subject) => readonly string[];
type Has = (word: string) => boolean;

export function changeKeys(when: When, use: Use): readonly SubjectTest[] {
  const { tier_at_least: least, not_paths: left } = when;
  const leastTiers = least === undefined ? undefined : TIERS.filter((tier) => tierAtLeast(tier, least));
  const glob = (patterns: readonly string[]): Has => compileGlobs(patterns, use);
  // Words before globs: they cost less, and what they rule out is asked no more.
  return [
    ...test(when.kinds, word, (has) => content(({ kinds }) => kinds, has)),
    ...test(when.actions, word, action),
    ...test(when.environments, word, (has) =>
      sure(({ environment }) => (environment === null ? [] : [environment]), has),
    ),
    ...test(when.data, word, (has) => sure(({ data }) => data, has)),
    ...test(when.formats, word, (has) => sure(({ format }) => format, has)),
    ...test(when.tier, word, (has) => sides(({ tiers }) => tiers, has, use)),
    ...test(leastTiers, word, (has) => sides(({ tiers }) => tiers, has, use)),
    ...findingKeys(when, use),
    ...attributeKeys(when.attributes, use),
    ...test(when.resource_types, glob, (has) => content(({ types }) => types, has)),
    ...test(when.addresses, glob, (has) => content(({ addresses }) => addresses, has)),
    ...test(when.paths, glob, (has) => sides(({ paths }) => paths, has, use)),
    // Two negations: a rename does not carry a change out of a rule, so every name it had must be named.
    ...test(
      left,
      (patterns) => compileGlobs(patterns, flip(use)),
      (has) => (subject) => !subject.paths.every(has),
    ),
  ];
}

/** Name and severity must hold for one and the same finding. */
function findingKeys({ findings: names, severity_at_least: least }: When, use: Use): readonly SubjectTest[] {
  if (names === undefined && least === undefined) return [];
  const named = names === undefined ? () => true : compileGlobs(names, use);
  const lowest = SEVERITIES.indexOf(least ?? 'info');
  return [
    ({ findings, understood }) =>
      findings.some(({ id, severity }) => named(id) && SEVERITIES.indexOf(severity) >= lowest) ||
      (understood ? false : null),
  ];
}

function attributeKeys(patterns: readonly string[] | undefined, use: Use): readonly SubjectTest[] {
  if (patterns === undefined) return [];
  const matches = compileAttributes(patterns, use);
  return [
    ({ attributes, understood }) => {
      const answer = matches(attributes);
      return answer === false && !understood ? null : answer;
    },
  ];
}

function test(
  words: readonly string[] | undefined,
  compile: (words: readonly string[]) => Has,
  make: (has: Has) => SubjectTest,
): readonly SubjectTest[] {
  return words === undefined ? [] : [make(compile(words))];
}

function word(words: readonly string[]): Has {
  return (value) => words.includes(value);
}

/** Something known about the subject whatever its content. */
function sure(see: See, has: Has): SubjectTest {
  return (subject) => see(subject).some(has);
}

/** Something read from the content: where that was not understood, a miss is no answer. */
function content(see: See, has: Has): SubjectTest {
  return (subject) => see(subject).some(has) || (subject.understood ? false : null);
}

/** Old and new name, tier as found and as raised: one is enough to be in, all are needed to be out (inside `not`). */
function sides(see: See, has: Has, use: Use): SubjectTest {
  return (subject) => (use === 'tighten' ? see(subject).some(has) : see(subject).every(has));
}

/** An unknown action may be any action, and what is inside of a file that was not understood may be deleted there. */
function action(has: Has): SubjectTest {
  return ({ actions, understood }) =>
    actions.some(has) || (understood && !actions.includes('unknown') ? false : null);
}
