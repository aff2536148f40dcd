// The refusal of last resort: an input that `evaluate` could not work with. Uses nothing that could fail again.
import { digestOf } from '../model/canonical.ts';
import type { Decision, Reason } from '../model/decision.ts';
import { makeReason } from './make-reason.ts';

/** A blocked document without the content that could not be handled. */
export function refuseWhole({ base, head }: { readonly base: string; readonly head: string }): Decision {
  const reason: Reason = makeReason({
    code: 'FACTS_INCOMPLETE',
    rule: 'engine',
    satisfied: false,
    message: 'The decision could not be computed from these facts, so nothing is let through.',
    remediation: 'Report this with the commit; a human must look at the change.',
  });
  const empty = digestOf({ changes: [], blobs: [] });
  const document: Omit<Decision, 'decisionDigest'> = {
    schema: 'aigov.decision/1',
    outcome: 'blocked',
    mode: 'enforce',
    tier: 'critical',
    base: String(base).toWellFormed(),
    head: String(head).toWellFormed(),
    policy: { source: null, sha256: null, floor: null },
    actor: { class: 'agent', assurance: 'unknown', agents: [], delegator: null, evidence: [] },
    changes: [],
    findings: [],
    unreadable: [],
    reasons: [reason],
    exceptions: [],
    retryable: true,
    changeDigest: empty,
  };
  return { ...document, decisionDigest: digestOf(document) };
}
