// The change-scoped keys of `when`. Called by `compileWhen`.
import { canonicalJson } from '../../model/canonical.ts';
import { compileGlobs, compileNameGlobs, nameOf } from '../../model/glob.ts';
import type { NameGlobs } from '../../model/glob.ts';
import { SEVERITIES, TIERS, tierAtLeast } from '../../model/words.ts';
import type { See } from './alike-subjects.ts';
import { compileAttributes } from './attribute-globs.ts';
import type { Narrow } from './narrow.ts';
import type { When } from '../schema/when.ts';
import type { Subject } from './subject.ts';
import { traitKey } from './trait-key.ts';
import type { SubjectTest } from './trait-key.ts';
import { wordKey } from './word-key.ts';
import type { Has, Judge } from './word-key.ts';

/** Where a key stands: it tightens, or, inside `not`, it relaxes. */
export type Use = 'tighten' | 'relax';

export function flip(use: Use): Use {
  return use === 'tighten' ? 'relax' : 'tighten';
}

export function changeKeys(when: When, use: Use): readonly Narrow[] {
  const { tier_at_least: least, not_paths: left } = when;
  const leastTiers = least === undefined ? undefined : TIERS.filter((tier) => tierAtLeast(tier, least));
  const sides = use === 'tighten' ? some : every;
  const data = use === 'tighten' ? SEE.data : SEE.trustedData;
  const words = (list: readonly string[] | undefined, see: See, judge: Judge): readonly Narrow[] =>
    list === undefined ? [] : [wordKey(see, use === 'tighten' ? inAnyCase(list) : exactly(list), judge)];
  // The policy itself defines them, and no two by one name: `prod` is not `Prod`.
  const names = (list: readonly string[] | undefined, see: See): readonly Narrow[] =>
    list === undefined ? [] : [wordKey(see, exactly(list), some)];
  const globs = (list: readonly string[] | undefined, see: See, judge: Judge, of = use): readonly Narrow[] =>
    list === undefined ? [] : [wordKey(see, compileNameGlobs(list, of), judge)];
  // Words before globs: they cost less, and a rule that nothing is left of asks no more.
  return [
    ...names(when.environments, SEE.environment),
    ...words(when.data, data, some),
    ...words(when.formats, SEE.format, some),
    ...words(when.tier, SEE.tiers, sides),
    ...words(leastTiers, SEE.tiers, sides),
    ...words(when.actions, SEE.actions, action),
    ...words(when.kinds, SEE.kinds, content),
    ...globs(when.resource_types, SEE.types, content),
    ...findingKeys(when, use),
    ...globs(when.paths, SEE.paths, sides),
    // Two negations: a rename does not carry a change out of a rule, so every name it had must be named.
    ...globs(left, SEE.paths, notEvery, flip(use)),
    ...globs(when.addresses, SEE.addresses, content),
    ...attributeKeys(when.attributes, use),
  ];
}

function exactly(words: readonly string[]): NameGlobs {
  return { use: 'relax', matches: ({ given }) => words.includes(given), marks: null };
}

/** As with globs: a rule must not miss a word for a capital letter. */
function inAnyCase(words: readonly string[]): NameGlobs {
  const meant = words.map((word) => nameOf(word).folded);
  return { use: 'tighten', matches: ({ folded }) => meant.includes(folded), marks: null };
}

const SEE = {
  environment: ({ environment }: Subject) => (environment === null ? [] : [environment]),
  data: ({ data }: Subject) => data,
  trustedData: ({ trustedData }: Subject) => trustedData,
  format: ({ format }: Subject) => format,
  tiers: ({ tiers }: Subject) => tiers,
  actions: ({ actions }: Subject) => actions,
  kinds: ({ kinds }: Subject) => kinds,
  types: ({ types }: Subject) => types,
  paths: ({ paths }: Subject) => paths,
  addresses: ({ addresses }: Subject) => addresses,
  findings: ({ findings }: Subject) => findings.flatMap(({ id, severity }) => [id, severity]),
  attributes: ({ attributes }: Subject) => [canonicalJson(attributes)],
} satisfies { readonly [name: string]: See };

/** Something known about the subject whatever its content. Of old and new name, tier as found and as raised, one is enough to be in. */
const some: Judge = { of: (words, has) => words.some(has), ofMeant: true };

/** All sides are needed to be out (inside `not`). */
const every: Judge = { of: (words, has) => words.every(has), ofMeant: true };

const notEvery: Judge = { of: (words, has) => !words.every(has), ofMeant: false };

/** Something read from the content: where that was not understood, a miss is no answer. */
const content: Judge = {
  of: (words, has, understood) => words.some(has) || (understood ? false : null),
  ofMeant: true,
};

/** An unknown action may be any action, and what is inside of a file that was not understood may be deleted there. */
const action: Judge = {
  of: (words, has, understood) =>
    words.some(has) || (understood && !words.includes('unknown') ? false : null),
  ofMeant: true,
};

/** Name and severity must hold for one and the same finding. */
function findingKeys({ findings: names, severity_at_least: least }: When, use: Use): readonly Narrow[] {
  if (names === undefined && least === undefined) return [];
  const named: Has = names === undefined ? () => true : compileGlobs(names, use);
  const lowest = SEVERITIES.indexOf(least ?? 'info');
  const ask: SubjectTest = ({ findings, understood }) =>
    findings.some(({ id, severity }) => named(id) && SEVERITIES.indexOf(severity) >= lowest) ||
    (understood ? false : null);
  return [traitKey(SEE.findings, ask)];
}

function attributeKeys(patterns: readonly string[] | undefined, use: Use): readonly Narrow[] {
  if (patterns === undefined) return [];
  const matches = compileAttributes(patterns, use);
  const ask: SubjectTest = ({ attributes, understood }) => {
    const answer = matches(attributes);
    return answer === false && !understood ? null : answer;
  };
  return [traitKey(SEE.attributes, ask)];
}
