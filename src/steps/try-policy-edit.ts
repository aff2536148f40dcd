// Beside step 6: what the policy of a pull request that edits it would be like, on its lines and over recorded decisions. Told in the card, outside of the decision and its digest. Called by publish-decision.ts.
import { LIMITS } from '../config/limits.ts';
import { chainName, type LedgerStore } from '../ledger/index.ts';
import type { Entry } from '../model/entry.ts';
import type { Gathered } from '../model/gathered.ts';
import type { PolicyLayers } from '../model/policy-source.ts';
import {
  PROBLEM_CODES,
  compilePolicy,
  knownPeople,
  missingLayers,
  NOTHING_KNOWN,
  policyNeeds,
  validatePolicy,
  type SourcedProblem,
} from '../policy/index.ts';
import type { PolicyEdit, PolicyReplay } from '../report/index.ts';
import { editedPolicy, isOfPolicy } from './edited-policy.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { recordedDecision } from './recorded-decision.ts';
import { replay } from './replay.ts';

export type EditPorts = {
  readonly ledger: Pick<LedgerStore, 'head' | 'read' | 'getEvidence'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

type PullEdit = {
  readonly repositoryId: number;
  /** The policy as it stands decides this one, whatever it edits. */
  readonly pull: number;
  readonly gathered: Gathered;
};

/** Null where the policy is not touched. Never throws: the decision does not wait for it, nor depend on it. */
export async function tryPolicyEdit(
  ports: EditPorts,
  { repositoryId, pull, gathered }: PullEdit,
): Promise<PolicyEdit | null> {
  const edited = editedPolicy(gathered);
  if (edited === null) return null;
  const layers = { ...gathered.layers, repository: edited };
  return {
    problems: newProblems(layers, gathered),
    replay: await replayOf(ports, { repositoryId, pull, layers }).catch((): PolicyReplay => ({
      kind: 'none',
      why: 'the recorded decisions could not be read',
    })),
  };
}

/** Warnings that the policy has already are not what this edit is about. */
function newProblems(layers: PolicyLayers, { layers: today, facts }: Gathered): PolicyEdit['problems'] {
  const missing = missingLayers(layers).length > 0;
  const asked = policyNeeds(compilePolicy(today), { paths: [], codeOwners: facts.code_owners }).teams;
  const surroundings = { ...NOTHING_KNOWN, people: knownPeople(facts, asked), now: facts.now };
  const problemsOf = (given: PolicyLayers): readonly SourcedProblem[] =>
    validatePolicy({ layers: given, words: POLICY_WORDS, surroundings });
  const nameOf = ({ code, message }: SourcedProblem): string => JSON.stringify([code, message]);
  const known = new Set(problemsOf(today).map(nameOf));
  return (
    problemsOf(layers)
      .filter(({ source }) => isOfPolicy(source))
      // What it newly extends or names is read once it is merged.
      .filter(({ code, severity }) => severity === 'warning' || !(missing && code === 'layer-not-given'))
      .filter(
        ({ code }) =>
          code !== 'no-file' || (today.repository.kind === 'file' && today.repository.parts !== undefined),
      )
      .filter((problem) => problem.severity === 'error' || !known.has(nameOf(problem)))
      .map((problem) => ({ ...problem, fix: PROBLEM_CODES[problem.code].fix }))
  );
}

async function replayOf(
  { ledger, now }: EditPorts,
  { repositoryId, pull, layers }: Omit<PullEdit, 'gathered'> & { readonly layers: PolicyLayers },
): Promise<PolicyReplay> {
  if (missingLayers(layers).length > 0)
    return { kind: 'none', why: 'it newly extends files, which are read once it is merged' };
  if (compilePolicy(layers).kind === 'invalid') return { kind: 'none', why: 'there is no policy to try' };
  const past = await lastDecisions(ledger, { chain: chainName(repositoryId), except: pull });
  const until = now() + LIMITS.policyReplayMs;
  const changed: Extract<PolicyReplay, { kind: 'done' }>['changed'][number][] = [];
  let [decisions, gone] = [0, 0];
  for (const entry of past) {
    if (now() >= until) break;
    const recorded = await recordedDecision(entry, async (digest) => await ledger.getEvidence(digest));
    if (recorded === null) {
      gone += 1;
      continue;
    }
    decisions += 1;
    const { before, after } = replay(recorded, { repository: layers.repository });
    if (before.outcome !== after.outcome)
      changed.push({ pull: entry.subject.pull ?? 0, from: before.outcome, to: after.outcome });
  }
  return { kind: 'done', decisions, gone, left: past.length - decisions - gone, changed };
}

/** The latest first. */
async function lastDecisions(
  ledger: EditPorts['ledger'],
  { chain, except }: { readonly chain: string; readonly except: number },
): Promise<readonly Entry[]> {
  const head = await ledger.head(chain);
  if (head === null) return [];
  const from = Math.max(1, head.seq - LIMITS.policyReplayEntries + 1);
  const made: Entry[] = [];
  for await (const entry of ledger.read(chain, from))
    if (entry.type === 'decision.made' && entry.subject.pull !== except) made.push(entry);
  return made.slice(-LIMITS.policyReplayDecisions).toReversed();
}
