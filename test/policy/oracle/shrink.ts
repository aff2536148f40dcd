// Makes a question smaller while it still shows its disagreement: members of lists and maps go one by one, known facts become unknown.
import { UNKNOWN_FACTS } from '../../../src/model/facts.ts';
import { maxTier } from '../../../src/model/words.ts';
import type { Case } from './document.ts';
import { identified } from '../identified.ts';

export type Smallest = { readonly question: Case; readonly told: string };

/** `differs` says what is wrong with a question, null where nothing is (any more). */
export function smallest(question: Case, differs: (question: Case) => string | null): Smallest | null {
  let told = differs(question);
  if (told === null) return null;
  let least = question;
  for (let again = true; again;) {
    again = false;
    for (const candidate of reductions(least)) {
      const answer = differs(candidate);
      if (answer === null) continue;
      [least, told, again] = [candidate, answer, true];
      break;
    }
  }
  return { question: least, told };
}

function* reductions(question: Case): Generator<Case> {
  for (const layer of ['floor', 'repository'] as const) {
    if (question[layer] !== null) yield { ...question, [layer]: null };
    for (const policy of without(question[layer], true)) yield { ...question, [layer]: policy as never };
  }
  for (const extended of without(question.extended, true)) yield { ...question, extended: extended as never };
  for (const cedar of without(question.cedar, false)) yield { ...question, cedar: cedar as never };
  for (const spoiled of without(question.spoiled, true)) yield { ...question, spoiled: spoiled as never };
  for (const [place, all] of Object.entries(question.readings)) {
    const { [place]: _gone, ...rest } = question.readings;
    yield { ...question, readings: rest };
    for (const index of all.keys())
      if (all.length > 1) yield { ...question, readings: { ...rest, [place]: all.toSpliced(index, 1) } };
  }
  for (const [field, unknown] of Object.entries(UNKNOWN_FACTS))
    if (JSON.stringify(question.facts[field as keyof Case['facts']]) !== JSON.stringify(unknown))
      yield { ...question, facts: { ...question.facts, [field]: unknown } };
  for (const facts of without(question.facts, false)) yield { ...question, facts: facts as never };
  for (const index of question.parsed.keys())
    yield { ...question, parsed: question.parsed.toSpliced(index, 1) };
  for (const index of question.plain.files.keys())
    yield { ...question, plain: { ...question.plain, files: question.plain.files.toSpliced(index, 1) } };
  for (const classified of without(question.classified, false))
    yield { ...question, classified: withTier(classified as Case['classified']) };
}

function withTier(classified: Case['classified']): Case['classified'] {
  const tiers = [...classified.changes, ...classified.unreadable].map(({ tier }) => tier);
  return identified({ ...classified, tier: tiers.reduce(maxTier, 'none') });
}

const MAPS = ['permissions', 'teams', 'change_digests'];

/** With one member less somewhere: of any list, of maps by name, and of every map where all keys are optional. */
function* without(value: unknown, optional: boolean): Generator {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, member] of value.entries())
      for (const less of without(member, optional)) yield value.with(index, less);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const { [key]: _gone, ...rest } = value as Record<string, unknown>;
      if (optional) yield rest;
      for (const less of without(member, optional || MAPS.includes(key))) yield { ...value, [key]: less };
    }
  }
}
