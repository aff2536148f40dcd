// Steps 2 to 5 for a pull request as it stands now: facts are gathered, the diff is read, then the pure part. Called by pipeline.ts and judge-merge.ts.
import { gatherPull, gatherRange, type PullRef } from '../facts/index.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Diff } from '../model/change.ts';
import type { Actor, Evidence } from '../model/decision.ts';
import type { Gathered } from '../model/gathered.ts';
import { compilePolicy, missingLayers, plansOf, policyNeeds } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { decide, type Verdict } from './decide.ts';
import { withDeployments } from './deployments.ts';
import { withEarlierHeads } from './earlier-heads.ts';
import { withSeenAgents } from './first-time.ts';
import { readDiff, WANTED } from './read-diff.ts';

export type Judgement = Verdict & { readonly gathered: Gathered; readonly diff: Diff };

export async function judgePull(ports: Ports, pull: PullRef): Promise<Judgement> {
  const now = await gatherPull({
    ...ports,
    pull,
    now: () => new Date(ports.now()).toISOString(),
    ...WANTED,
    missingLayers,
    needs: (layers, changed) => {
      const policy = compilePolicy(layers);
      return { ...policyNeeds(policy, changed), plans: plansOf(policy) };
    },
  });
  const key = { repositoryId: pull.repository.id, number: pull.number };
  const gathered = await withEarlierHeads(await withSeenAgents(ports.memory, key, now), {
    readers: ports.readers,
    readHead: async (head) => {
      const { repository } = pull;
      const range = await gatherRange({ ...ports, ...WANTED, repository, base: now.base, head });
      return range.incomplete.length === 0 ? range : null;
    },
  });
  const diff = await readDiff({ files: gathered.files, around: gathered.around, readers: ports.readers });
  const known = await withDeployments(ports, { repositoryId: pull.repository.id, gathered, diff });
  const verdict = decide({ gathered: known, diff });
  await rememberAgents(ports, pull, { known: gathered.facts.agent_evidence, actor: verdict.decision.actor });
  return { gathered: known, diff, ...verdict };
}

/** A footer can be edited away and a commit rebased: an agent that was seen once stays seen. */
async function rememberAgents(
  { memory }: Ports,
  pull: PullRef,
  { known, actor }: { readonly known: readonly Evidence[]; readonly actor: Actor },
): Promise<void> {
  const seen = new Set(known.map((evidence) => canonicalJson(evidence)));
  const agentEvidence = actor.evidence.filter(
    (evidence) => evidence.strength !== '-' && !seen.has(canonicalJson(evidence)),
  );
  if (agentEvidence.length > 0)
    await memory.remember({ repositoryId: pull.repository.id, number: pull.number }, { agentEvidence });
}
