// The change-scoped keys of `when` as tests of one subject. Called by `compileWhen`.
import { canonicalJson } from '../../model/canonical.ts';
import { compileGlobs } from '../../model/glob.ts';
import { SEVERITIES, TIERS, tierAtLeast } from '../../model/words.ts';
import type { Trait } from './answers.ts';
import { compileAttributes } from './attribute-globs.ts';
import type { When } from '../schema/when.ts';
import type { Subject } from './subject.ts';
import type { Truth } from './truth.ts';

/** Where a key stands: it tightens, or, inside `not`, it relaxes. */
export type Use = 'tighten' | 'relax';
export type SubjectTest = (subject: Subject) => Truth;
/** A key: what it reads of a subject, and what it says of it. */
export type KeyTest = { readonly trait: Trait; readonly ask: SubjectTest };

export function flip(use: Use): Use {
  return use === 'tighten' ? 'relax' : 'tighten';
}

type See = (subject: Subject) => readonly string[];
type Has = (word: string) => boolean;

export function changeKeys(when: When, use: Use): readonly KeyTest[] {
  const { tier_at_least: least, not_paths: left } = when;
  const leastTiers = least === undefined ? undefined : TIERS.filter((tier) => tierAtLeast(tier, least));
  const glob = (patterns: readonly string[]): Has => compileGlobs(patterns, use);
  // Words before globs: they cost less, and what they rule out is asked no more.
  return [
    ...test(when.environments, TRAITS.environment, word, (has) =>
      sure(({ environment }) => (environment === null ? [] : [environment]), has),
    ),
    ...test(when.data, TRAITS.environment, word, (has) =>
      sure(({ data, trustedData }) => (use === 'tighten' ? data : trustedData), has),
    ),
    ...test(when.formats, TRAITS.format, word, (has) => sure(({ format }) => format, has)),
    ...test(when.tier, TRAITS.tiers, word, (has) => sides(({ tiers }) => tiers, has, use)),
    ...test(leastTiers, TRAITS.tiers, word, (has) => sides(({ tiers }) => tiers, has, use)),
    ...test(when.actions, TRAITS.actions, word, action),
    ...test(when.kinds, TRAITS.kinds, word, (has) => content(({ kinds }) => kinds, has)),
    ...test(when.resource_types, TRAITS.types, glob, (has) => content(({ types }) => types, has)),
    ...findingKeys(when, use),
    ...test(when.paths, TRAITS.paths, glob, (has) => sides(({ paths }) => paths, has, use)),
    // Two negations: a rename does not carry a change out of a rule, so every name it had must be named.
    ...test(
      left,
      TRAITS.paths,
      (patterns) => compileGlobs(patterns, flip(use)),
      (has) => (subject) => !subject.paths.every(has),
    ),
    ...test(when.addresses, TRAITS.addresses, glob, (has) => content(({ addresses }) => addresses, has)),
    ...attributeKeys(when.attributes, use),
  ];
}

const told = (words: readonly string[]): string => JSON.stringify(words);

/** What is read from the content is another thing where the content was not understood. */
const ofContent =
  (see: See): Trait =>
  (subject) =>
    `${subject.understood}${told(see(subject))}`;

/** Of most changes one says what the others say: a key is asked once for all that it cannot tell apart. */
const TRAITS = {
  environment: ({ environment }: Subject) => told(environment === null ? [] : [environment]),
  format: ({ format }: Subject) => told(format),
  tiers: ({ tiers }: Subject) => told(tiers),
  actions: ofContent(({ actions }) => actions),
  kinds: ofContent(({ kinds }) => kinds),
  types: ofContent(({ types }) => types),
  addresses: ofContent(({ addresses }) => addresses),
  paths: ({ paths }: Subject) => told(paths),
  findings: ofContent(({ findings }) => findings.flatMap(({ id, severity }) => [id, severity])),
  attributes: ofContent(({ attributes }) => [canonicalJson(attributes)]),
} satisfies { readonly [name: string]: Trait };

/** Name and severity must hold for one and the same finding. */
function findingKeys({ findings: names, severity_at_least: least }: When, use: Use): readonly KeyTest[] {
  if (names === undefined && least === undefined) return [];
  const named = names === undefined ? () => true : compileGlobs(names, use);
  const lowest = SEVERITIES.indexOf(least ?? 'info');
  const ask: SubjectTest = ({ findings, understood }) =>
    findings.some(({ id, severity }) => named(id) && SEVERITIES.indexOf(severity) >= lowest) ||
    (understood ? false : null);
  return [{ trait: TRAITS.findings, ask }];
}

function attributeKeys(patterns: readonly string[] | undefined, use: Use): readonly KeyTest[] {
  if (patterns === undefined) return [];
  const matches = compileAttributes(patterns, use);
  const ask: SubjectTest = ({ attributes, understood }) => {
    const answer = matches(attributes);
    return answer === false && !understood ? null : answer;
  };
  return [{ trait: TRAITS.attributes, ask }];
}

function test(
  words: readonly string[] | undefined,
  trait: Trait,
  compile: (words: readonly string[]) => Has,
  make: (has: Has) => SubjectTest,
): readonly KeyTest[] {
  return words === undefined ? [] : [{ trait, ask: make(compile(words)) }];
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
