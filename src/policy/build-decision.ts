// The decision document `aigov.decision/1`, built in this one place. Called by `evaluate`.
import { withAlike } from '../model/alike.ts';
import { digestOf } from '../model/canonical.ts';
import type { Attribute, Change, Classified, Finding, Unreadable } from '../model/change.ts';
import type { Actor, Decision, DecisionChange, Reason } from '../model/decision.ts';
import { sortChanges, sortFindings, sortReasons, sortUnreadable } from '../model/document-order.ts';
import { OUTCOMES } from '../model/words.ts';
import type { Mode, Outcome } from '../model/words.ts';
import { isBlocking } from './make-reason.ts';

export type DecisionParts = {
  readonly mode: Mode;
  readonly base: string;
  readonly head: string;
  readonly policy: Decision['policy'];
  readonly actor: Actor;
  readonly classified: Classified;
  readonly reasons: readonly Reason[];
  readonly observed: readonly Reason[];
  readonly exceptions: Decision['exceptions'];
  readonly breakGlass?: NonNullable<Decision['breakGlass']>;
};

export function buildDecision(parts: DecisionParts): Decision {
  const { mode, base, head, policy, actor, classified, exceptions } = parts;
  const reasons = sortReasons(parts.reasons);
  const open = reasons.filter(({ satisfied }) => !satisfied);
  const document: Omit<Decision, 'decisionDigest'> = {
    schema: 'aigov.decision/1',
    outcome: worst(open),
    mode,
    tier: classified.tier,
    base,
    head,
    policy,
    actor,
    changes: inOrder(classified.changes).map(shownChange),
    findings: sortFindings(classified.findings).map(shownFinding),
    unreadable: sortUnreadable(classified.unreadable).map(shownUnreadable),
    reasons,
    // Absent where no rule observes: such a decision reads and digests as it did before there were any.
    ...(parts.observed.length === 0 ? {} : { observed: sortReasons(parts.observed) }),
    exceptions,
    ...(parts.breakGlass === undefined ? {} : { breakGlass: parts.breakGlass }),
    retryable: open.some(({ fixable_by }) => fixable_by !== 'human'),
    changeDigest: told(classified.changeDigest),
  };
  return { ...document, decisionDigest: digestOf(document) };
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  const sorted = sortChanges(changes);
  const grouped = withAlike(sorted);
  return grouped === sorted ? sorted : sortChanges(grouped);
}

function told(digest: string | null): string {
  if (digest === null) throw new TypeError('a decision cannot carry what has no digest');
  return digest;
}

function worst(open: readonly Reason[]): Outcome {
  const outcomes = open.map(({ code }): Outcome => (isBlocking(code) ? 'blocked' : 'needs_review'));
  return outcomes.reduce((a, b) => (OUTCOMES.indexOf(a) >= OUTCOMES.indexOf(b) ? a : b), 'pass');
}

/**
 * Field by field: what is added to `Change` for inner use must not reach readers by accident. Here and below in the order
 * of canonical JSON, which is then written at once.
 */
function shownChange(change: Change): DecisionChange {
  const { format, file, startLine, endLine, address, type, action } = change;
  const { kinds, tier, environment, findings, alike } = change;
  const attributes = change.attributes.map(shownAttribute);
  const shown = {
    action,
    address,
    attributes,
    endLine,
    environment,
    file,
    findings,
    format,
    kinds,
    startLine,
    tier,
    type,
  };
  // A key keeps the place where it was first written, so that `alike` stands in order too.
  return alike === undefined ? shown : Object.assign({ action, address, alike }, shown);
}

function shownAttribute({ path, line, before, after, sensitive }: Attribute): Attribute {
  return { after, before, line, path, sensitive };
}

function shownFinding({
  id,
  severity,
  confidence,
  file,
  startLine,
  endLine,
  address,
  message,
  fix,
}: Finding): Finding {
  return { address, confidence, endLine, file, fix, id, message, severity, startLine };
}

function shownUnreadable({ file, line, why, message }: Unreadable): Unreadable {
  return { file, line, message, why };
}
