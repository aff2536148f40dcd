// Which changes a reason is about. Called by title, card, annotations and SARIF.
import type { Decision, DecisionChange, Reason, ReasonCode } from '../model/decision.ts';
import { KINDS, TIERS, type Kind } from '../model/words.ts';

/** Reasons about the pull request as a whole: no line of the diff explains them. */
const WITHOUT_PLACE: ReadonlySet<ReasonCode> = new Set([
  'AGENT_EXPIRED',
  'AGENT_ADVISORY',
  'TOOL_NOT_ALLOWED',
  'UNKNOWN_BOT',
  'POLICY_INVALID',
  'FLOOR_UNAVAILABLE',
  'FACTS_INCOMPLETE',
  'KEY_NOT_SUPPORTED',
  'CHANGES_REQUESTED',
  'CHECK_MISSING',
  'CHECK_PENDING',
  'CHECK_FAILED',
  'PROVENANCE_MISSING',
  'ASSURANCE_LOW',
]);

/** The changes behind a reason, heaviest first: those it names, else those of the highest tier. */
export function driversOf(reason: Reason, decision: Decision): readonly DecisionChange[] {
  if (WITHOUT_PLACE.has(reason.code)) return [];
  const named = namedBy(reason);
  return heaviestFirst(
    decision.changes.filter((change) =>
      named === null ? change.tier !== 'none' && change.tier === decision.tier : named(change),
    ),
  );
}

/** What a reason says of its changes: places, or the kinds, environments or file that it refuses. */
function namedBy({ at, code, rule, need, have }: Reason): ((change: DecisionChange) => boolean) | null {
  if (at !== undefined) {
    const places = new Set(at.map(({ path, line, address }) => placeOf(path, line, address)));
    return ({ file, startLine, address }) => places.has(placeOf(file, startLine, address));
  }
  if (code === 'AGENT_KIND')
    return ({ kinds }) => kinds.some((kind) => words(have?.['kinds']).includes(kind));
  if (code === 'AGENT_ENVIRONMENT') {
    return ({ environment }) => words(have?.['environments']).includes(environment ?? 'no environment');
  }
  if (code === 'UNREADABLE' || code === 'UNREADABLE_REFUSED') return ({ file }) => file === need?.['file'];
  if (/(?:^|\/)owners$/.test(rule)) return ({ kinds }) => kinds.includes('governance');
  return null;
}

function placeOf(path: string, line: number, address: string): string {
  return `${line} ${path}\n${address}`;
}

function words(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** By tier, then by the kind that matters most. */
export function heaviestFirst(changes: readonly DecisionChange[]): readonly DecisionChange[] {
  return changes.toSorted(
    (a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier) || kindRank(a) - kindRank(b),
  );
}

/** The kind that a title names: KINDS is ordered from identity to other. */
export function mainKind(change: DecisionChange): Kind | null {
  return KINDS[kindRank(change)] ?? null;
}

function kindRank(change: DecisionChange): number {
  const ranks = change.kinds.map((kind) => KINDS.indexOf(kind));
  return ranks.length === 0 ? KINDS.length : Math.min(...ranks);
}
