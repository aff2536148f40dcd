// Ledger, after step 5: a decision is recorded before anyone sees it, and once. Called by pipeline.ts.
import { chainName, type LedgerStore } from '../ledger/index.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Diff } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { Entry, Record } from '../model/entry.ts';
import type { EvaluationRecord } from '../model/evaluation-store.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Facts } from '../model/facts.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';

export type Subject = {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly pull: number;
};

export type RecordedDecision = {
  /** Where the chain stands with this decision in it: shown in the check run, so that GitHub is a witness. */
  readonly position: { readonly seq: number; readonly hash: string };
  readonly evidence: EvaluationRecord['evidence'];
};

/**
 * Append what the agent declared and what was decided, unless the chain already tells exactly this decision about
 * this pull request: a crash between ledger and check run must not record it twice.
 */
export async function recordDecision(
  ledger: LedgerStore,
  input: {
    readonly subject: Subject;
    readonly gathered: Gathered;
    readonly diff: Diff;
    readonly decision: Decision;
  },
): Promise<RecordedDecision> {
  const { subject, gathered, diff, decision } = input;
  const chain = chainName(subject.repository.id);
  const told = await ledger.ofPull(chain, subject.pull);
  const known = told.findLast(({ type }) => type === 'decision.made');
  if (known !== undefined && known.data['decisionDigest'] === decision.decisionDigest)
    return recordedAs(known);
  const evidence = {
    facts: await ledger.putEvidence(gathered.facts),
    diff: await ledger.putEvidence(diff),
    policy: await ledger.putEvidence(gathered.layers),
  };
  const provenance = provenanceRecord(subject, gathered, decision);
  const declared = told.findLast(({ type }) => type === 'provenance.recorded');
  const news =
    declared !== undefined && canonicalJson(declared.data) === canonicalJson(provenance.data)
      ? []
      : [provenance];
  const entries = await ledger.append(chain, [...news, decisionRecord(subject, decision, evidence)]);
  const made = entries.at(-1);
  if (made === undefined) throw new Error('the ledger returned no entry');
  return recordedAs(made);
}

function recordedAs(entry: Entry): RecordedDecision {
  return {
    position: { seq: entry.seq, hash: entry.hash },
    evidence: entry.data['evidence'] as EvaluationRecord['evidence'],
  };
}

/** Digests and ids only: prompts and tool logs stay with who keeps them. */
function provenanceRecord(subject: Subject, { facts }: Gathered, { actor, head }: Decision): Record {
  return {
    type: 'provenance.recorded',
    subject: about(subject, head),
    actor: actor.agents[0] ?? facts.pull_request?.author?.login ?? 'unknown',
    data: {
      class: actor.class,
      assurance: actor.assurance,
      agents: actor.agents,
      delegator: actor.delegator,
      prompt: facts.provenance?.prompt_digest ?? null,
      tools: facts.provenance?.tools_digest ?? null,
      plan: facts.provenance?.plan_digest ?? null,
      signedBy: facts.provenance?.signed_by ?? null,
      commits: facts.commits?.map(({ sha }) => sha) ?? [],
      ...declaredRecord(facts),
    },
  };
}

/** Names only, and only where somebody told them. */
function declaredRecord({ declared, provenance }: Facts): JsonObject {
  const names = [...(declared?.tools ?? []), ...(provenance?.tools ?? [])];
  const told = (declared?.tools ?? provenance?.tools ?? null) !== null;
  return {
    ...(told ? { toolNames: [...new Set(names)].toSorted() } : {}),
    ...(declared?.scope ? { scope: declared.scope as unknown as JsonValue } : {}),
  };
}

function decisionRecord(
  subject: Subject,
  decision: Decision,
  evidence: EvaluationRecord['evidence'],
): Record {
  return {
    type: 'decision.made',
    subject: about(subject, decision.head),
    actor: 'aigov',
    data: {
      outcome: decision.outcome,
      mode: decision.mode,
      tier: decision.tier,
      base: decision.base,
      decisionDigest: decision.decisionDigest,
      changeDigest: decision.changeDigest,
      ...(decision.breakGlass === undefined ? {} : { breakGlass: decision.breakGlass }),
      policy: { source: decision.policy.source, sha256: decision.policy.sha256 },
      evidence,
      changes: decision.changes.map(({ file, address, action, environment }) => ({
        file,
        address,
        action,
        environment,
      })),
      reasons: decision.reasons.map(({ code, rule, satisfied, have }) => ({
        code,
        rule,
        satisfied,
        approvers: have?.counted ?? [],
        ignored: have?.ignored?.map(({ login, why }) => ({ login, why })) ?? [],
      })),
    } satisfies JsonObject,
  };
}

/** The subject fields that every entry about a pull request carries. */
export function about(
  subject: Omit<Subject, 'pull'> & { readonly pull: number | null },
  head: string | null,
): Record['subject'] {
  const { repository, pull } = subject;
  return { repository: `${repository.owner}/${repository.name}`, repositoryId: repository.id, pull, head };
}

/** Append a record unless the last one of its type about this pull request and target says the same. */
export async function recordOnce(ledger: LedgerStore, chain: string, record: Record): Promise<void> {
  const entries = record.subject.pull === null ? [] : await ledger.ofPull(chain, record.subject.pull);
  const last = entries.findLast(
    ({ type, data }) => type === record.type && data['target'] === record.data['target'],
  );
  if (last !== undefined && canonicalJson(last.data) === canonicalJson(record.data)) return;
  await ledger.append(chain, [record]);
}
