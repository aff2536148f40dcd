// The whole flow, top to bottom. An event only says "look again"; each function reads the state there is, and acts on it.
import { classify } from './classify/index.ts';
import {
  gatherPull,
  type FactCaches,
  type PullMemory,
  type PullRef,
  type RepositoryHost,
} from './facts/index.ts';
import { mayBeInfrastructure } from './formats/index.ts';
import type { LedgerStore } from './ledger/index.ts';
import type { Classified, Diff } from './model/change.ts';
import type { Decision } from './model/decision.ts';
import type { EvaluationStore } from './model/evaluation-store.ts';
import type { Gathered } from './model/gathered.ts';
import {
  accountsOf,
  compilePolicy,
  evaluate,
  landscapeOf,
  policyNeeds,
  resolveActor,
  targetsOf,
  type PolicyResult,
} from './policy/index.ts';
import type { Preview, Publisher } from './report/index.ts';
import { publishDecision } from './steps/publish-decision.ts';
import { previewSessions } from './steps/preview-sessions.ts';
import { readDiff, type ReadFile } from './steps/read-diff.ts';
import { recordDecision } from './steps/record-decision.ts';

/** Everything the flow touches outside itself. Built once by server.ts; the CLI needs none of it. */
export type Ports = {
  readonly host: RepositoryHost;
  readonly memory: PullMemory;
  readonly caches: FactCaches;
  readonly evaluations: EvaluationStore;
  readonly ledger: LedgerStore;
  readonly publisher: Publisher;
  readonly readFile: ReadFile;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly orgPolicy: string;
  readonly publicUrl: string | null;
};

/** What one state of the world means: pure, so that any past decision replays byte for byte. */
export type Verdict = {
  readonly policy: PolicyResult;
  readonly classified: Classified;
  readonly previews: readonly Preview[];
  readonly decision: Decision;
};

export function decide({ gathered, diff }: { readonly gathered: Gathered; readonly diff: Diff }): Verdict {
  const { facts, base, head } = gathered;
  const policy = compilePolicy(gathered.layers);
  const actor = resolveActor(policy, facts);
  const agentInvolved = actor.class !== 'human' && actor.class !== 'automation';
  const classified = classify({ diff, landscape: landscapeOf(policy), agentInvolved }); // 4 changes are classified
  const previews = previewSessions({ classified, targets: targetsOf(policy), accounts: accountsOf(policy) });
  const scopes = previews.map(({ target, narrowed }) => ({
    target,
    level: narrowed.level,
    fits: narrowed.fits,
  }));
  const decision = evaluate({ policy, facts, actor, classified, base, head, scopes }); // 5 policy is decided
  return { policy, classified, previews, decision };
}

export type Judgement = Verdict & { readonly gathered: Gathered; readonly diff: Diff };

/** 2 facts are gathered, 3 the diff is parsed, 4 and 5. */
export async function judgePull(ports: Ports, pull: PullRef): Promise<Judgement> {
  const gathered = await gatherPull({
    ...ports,
    pull,
    now: () => new Date(ports.now()).toISOString(),
    wants: mayBeInfrastructure,
    needs: (layers) => policyNeeds(compilePolicy(layers)),
  });
  const diff = await readDiff({ files: gathered.files, read: ports.readFile });
  return { gathered, diff, ...decide({ gathered, diff }) };
}
