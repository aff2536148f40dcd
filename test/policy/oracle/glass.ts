// Broken glass: may somebody stand in for what is missing? Written from the words about emergencies; asked by the judge at its end.
import type { Actor } from '../../../src/model/decision.ts';
import type { Account, BreakGlassFact } from '../../../src/model/facts.ts';
import type { Verdict } from './baseline.ts';
import type { BreakGlass, Case, Layer } from './document.ts';
import { layersOf } from './document.ts';
import { milliseconds } from './durations.ts';
import { belongsTo, hasWriteAccess, isMachine, tookPart } from './people.ts';
import { GOVERNANCE_FILES, WORKFLOW_FILES } from './vocabulary.ts';

/** What waits for people and for checks. A check that failed, an objection and a refusal say something about the change. */
export const OPENED = [
  'APPROVALS',
  'APPROVALS_MISSING',
  'APPROVERS_TOO_FEW',
  'CHECK_MISSING',
  'CHECK_PENDING',
];

/** The verdicts as they are once the glass is broken, and the rules that wait no longer because of it. */
export function withBrokenGlass(
  question: Case,
  actor: Actor,
  verdicts: readonly Verdict[],
): { readonly verdicts: readonly Verdict[]; readonly opens: readonly string[] } {
  const open = layersOf(question).filter(({ policy }) => isOpened(question, actor, policy.break_glass));
  const opened = (each: Verdict): boolean =>
    !each.satisfied &&
    OPENED.includes(each.code) &&
    open.some(({ layer }) => layer === 'floor' || ownerOf(question, each) === 'repository');
  return {
    verdicts: verdicts.map((each) => (opened(each) ? { ...each, satisfied: true } : each)),
    opens: [...new Set(verdicts.filter(opened).map(({ rule }) => rule))].toSorted(),
  };
}

/** The baseline is made of both layers, so that it is the higher one's. */
function ownerOf({ floor }: Case, { rule }: Verdict): Layer {
  return rule.startsWith('floor/') || (rule === 'baseline' && floor !== null) ? 'floor' : 'repository';
}

function isOpened(question: Case, actor: Actor, glass: BreakGlass | undefined): boolean {
  const uses = question.facts.break_glass ?? [];
  return (
    glass !== undefined &&
    !governsOrRuns(question) &&
    isEverybodyKnown(question, actor) &&
    uses.some((use) => isInForce(question, glass, use) && isFirstOfFew(question, glass, use))
  );
}

/** What governs, and what runs with credentials, would stay changed when the time is over. */
function governsOrRuns({ classified }: Case): boolean {
  const names = classified.files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  return names.some((name) => [...GOVERNANCE_FILES, ...WORKFLOW_FILES].includes(name));
}

/** The one whom nobody knows may be the one who wants to. */
function isEverybodyKnown({ facts }: Case, actor: Actor): boolean {
  const isPerson = actor.class === 'human' || actor.class === 'automation';
  return (
    (facts.pull_request?.author ?? null) !== null &&
    facts.commits !== null &&
    facts.commits.length > 0 &&
    facts.commits.every(({ author, committer }) => author !== null && committer !== null) &&
    (isPerson || actor.delegator !== null)
  );
}

function isInForce(question: Case, glass: BreakGlass, { by, head, at, reason }: BreakGlassFact): boolean {
  const { now } = question.facts;
  if (now === null || head !== question.head || reason === '') return false;
  const passed = Date.parse(now) - Date.parse(at);
  return passed >= 0 && passed < milliseconds(glass.max ?? '30m') && mayBreak(question, glass, by);
}

function mayBreak(question: Case, { by }: BreakGlass, person: Account): boolean {
  return (
    person.type === 'User' &&
    person.id !== null &&
    hasWriteAccess(question.facts, person.login) &&
    by.some((group) => belongsTo(question.facts, person, group)) &&
    !isMachine(question, person) &&
    !tookPart(question, person)
  );
}

/** At most two others in the day before, and none before that nobody looked at in time. What has no time counts for both. */
function isFirstOfFew({ facts }: Case, glass: BreakGlass, use: BreakGlassFact): boolean {
  const age = ({ at }: BreakGlassFact, until: string): number => Date.parse(until) - Date.parse(at);
  const before = (facts.break_glass ?? []).filter((each) => each !== use && !(age(each, use.at) < 0));
  const recent = before.filter((each) => !(age(each, use.at) >= milliseconds('24h')));
  const overdue = before.filter(
    (each) => !each.reviewed && !(age(each, facts.now ?? '') < milliseconds(glass.review_within ?? '72h')),
  );
  return recent.length < 3 && overdue.length === 0;
}
