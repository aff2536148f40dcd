// Broken glass: whether somebody may stand in for approvals and checks that are missing, for a short time. Called by `prepare`.
import { LIMITS } from '../config/limits.ts';
import type { Decision, Reason, ReasonCode } from '../model/decision.ts';
import type { BreakGlassFact, Facts } from '../model/facts.ts';
import { governanceFile } from '../model/governance-files.ts';
import { isAgentLike } from './baseline-reasons.ts';
import type { BreakGlass } from './compiled.ts';
import type { MainLayer } from './layers/layer.ts';
import type { RuleInput } from './rule-input.ts';
import { isFileOf } from './when/subject.ts';

type Given = Pick<RuleInput, 'policy' | 'facts' | 'actor' | 'classified' | 'reviews'>;

/** An act on this head, and whether it holds: for the decision, which shows either. */
export type Glass = {
  readonly act: BreakGlassFact;
  /** Whose rules it opens: the repository's alone, or the floor's too. */
  readonly layer: MainLayer;
  /** RFC 3339. */
  readonly until: string;
  readonly reviewBy: string;
  /** Why it opens nothing; null: it is in force. */
  readonly refused: string | null;
};

/**
 * What of the acts on this head holds; null where there is none. The floor's word is asked first: it opens more. Of
 * several that hold, the one that ends last.
 */
export function glassOf(given: Given): Glass | null {
  const { facts, policy, reviews } = given;
  const acts = (facts.break_glass ?? []).filter(({ head }) => head === reviews.head || head === 'HEAD');
  const judged = policy.breakGlass.flatMap((allowed) => acts.map((act) => judge(act, allowed, given)));
  const [last] = judged
    .filter(({ refused }) => refused === null)
    .toSorted((a, b) => rank(a) - rank(b) || Date.parse(b.until) - Date.parse(a.until));
  return last ?? judged[0] ?? null;
}

function rank({ layer }: Glass): number {
  return layer === 'floor' ? 0 : 1;
}

function judge(act: BreakGlassFact, allowed: BreakGlass, given: Given): Glass {
  const at = Date.parse(act.at);
  const after = (seconds: number): string =>
    Number.isNaN(at) ? '' : new Date(at + seconds * 1000).toISOString();
  const until = after(allowed.maxSeconds);
  const reviewBy = after(allowed.reviewSeconds);
  const refused =
    whyNotNow(at, Date.parse(until), given.facts.now) ??
    whyNotThem(act, allowed, given) ??
    whyNotThis(act, given) ??
    whyNotAgain(act, allowed, given);
  return { act, layer: allowed.layer, until, reviewBy, refused };
}

function whyNotNow(at: number, until: number, clock: string | null): string | null {
  const now = Date.parse(clock ?? '');
  if (Number.isNaN(now)) return 'what time it is is not known';
  if (Number.isNaN(at) || at > now) return 'it has not begun';
  return now < until ? null : 'its time is over';
}

/** A person of those who may, with no part in the change: nobody breaks glass for themselves, and no agent does. */
function whyNotThem(
  { by }: BreakGlassFact,
  allowed: BreakGlass,
  { reviews, facts, actor }: Given,
): string | null {
  const { people } = reviews;
  if (by.type !== 'User' || by.id === null || people.isAgent(by)) return 'only a person breaks glass';
  if (!areKnown(facts) || (isAgentLike(actor) && actor.delegator === null))
    return 'who had a part in the change is not known';
  const part = people.involvement(by);
  if (part !== null) return `they had a part in the change (${part})`;
  if (people.canWrite(by.login) !== true) return 'they are not known to have write access';
  return people.belongs(by, allowed.by)
    ? null
    : 'the policy does not name them, or the members of its teams are not known';
}

/** Whoever is not known may be the very one: an author or committer whom GitHub knows no account of is anybody. */
function areKnown({ pull_request: pull, commits }: Facts): boolean {
  const authors = [
    pull?.author ?? null,
    ...(commits ?? []).flatMap(({ author, committer }) => [author, committer]),
  ];
  return commits !== null && commits.length > 0 && authors.every((author) => author !== null);
}

/** What governs, and what runs with credentials, would stay changed when the time is over. */
function whyNotThis({ reason }: BreakGlassFact, { classified }: Given): string | null {
  if (!/[\p{L}\p{N}]/u.test(reason)) return 'no reason is given';
  const paths = classified.files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  const governs = paths.some((path) => governanceFile(path) !== null);
  if (governs || classified.changes.some((change) => isFileOf(change, 'governance')))
    return 'the change edits files that govern';
  return paths.some((path) => WORKFLOW.test(path)) ? 'the change edits workflows or actions' : null;
}

const WORKFLOW = /^\.github\/(?:workflows|actions)\/|(?:^|\/)action\.ya?ml$/i;

/** Every act counts, whichever pull request it was for; one whose time nobody knows counts as recent and overdue. */
function whyNotAgain(act: BreakGlassFact, allowed: BreakGlass, { facts }: Given): string | null {
  const [at, now] = [Date.parse(act.at), Date.parse(facts.now ?? '')];
  const earlier = (facts.break_glass ?? []).filter((other) => other !== act && !(Date.parse(other.at) > at));
  const recent = earlier.filter((other) => !(Date.parse(other.at) <= at - DAY));
  if (recent.length >= LIMITS.breakGlassPerDay)
    return `it was used ${recent.length} times in the 24 hours before`;
  const overdue = earlier.some(
    ({ reviewed, at: begun }) => !reviewed && !(Date.parse(begun) + allowed.reviewSeconds * 1000 > now),
  );
  return overdue ? 'an earlier use was not reviewed in time' : null;
}

const DAY = 86_400_000;

/** What is missing and comes with time. A refusal, an objection or a check that failed says something about the change. */
const OPENED: readonly ReasonCode[] = [
  'APPROVALS_MISSING',
  'APPROVERS_TOO_FEW',
  'CHECK_MISSING',
  'CHECK_PENDING',
];

export function openReasons(
  reasons: readonly Reason[],
  { glass, hasFloor }: { readonly glass: Glass | null; readonly hasFloor: boolean },
): readonly Reason[] {
  if (glass === null || glass.refused !== null) return reasons;
  const { act, until, reviewBy } = glass;
  return reasons.map((reason) => {
    if (reason.satisfied || !OPENED.includes(reason.code) || !reaches(glass, reason, hasFloor)) return reason;
    return {
      ...reason,
      satisfied: true,
      have: { ...reason.have, break_glass: { by: act.by.login, until } },
      message: `Glass is broken by ${act.by.login} until ${until}: ${act.reason.trim()} (else: ${reason.message})`,
      remediation: `Somebody must review it until ${reviewBy}.`,
    };
  });
}

/** The baseline is the floor's too where there is a floor: nobody can tell any more whose word made it what it is. */
function reaches({ layer }: Glass, { rule }: Reason, hasFloor: boolean): boolean {
  return layer === 'floor' || !(rule.startsWith('floor/') || (rule === 'baseline' && hasFloor));
}

/** For the decision; absent where nobody broke glass for this head. */
export function shownGlass(
  glass: Glass | null,
  reasons: readonly Reason[],
): { readonly breakGlass?: NonNullable<Decision['breakGlass']> } {
  if (glass === null) return {};
  const { act, until, reviewBy, refused } = glass;
  const opened = reasons.flatMap(({ rule, have }) => (have?.['break_glass'] === undefined ? [] : [rule]));
  return {
    breakGlass: {
      by: act.by.login,
      reason: act.reason,
      at: act.at,
      until: refused === null ? until : null,
      reviewBy: refused === null ? reviewBy : null,
      refused,
      opens: [...new Set(opened)].toSorted(),
    },
  };
}
