// Step 7 on a merge event: a hint to open the grants early, and the place where the chain becomes visible. Called by pipeline.ts.
import type { Repository } from '../facts/index.ts';
import { chainName } from '../ledger/index.ts';
import { targetsOf } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import { rememberMerged } from './first-time.ts';
import { judgeMerge } from './judge-merge.ts';
import type { Judgement } from './judge-pull.ts';
import { openTarget } from './open-target.ts';
import { publishChain } from './publish-chain.ts';
import { about, recordOnce } from './record-decision.ts';

export async function settleMerge(
  ports: Ports,
  merge: {
    readonly repository: Repository;
    readonly pull: number;
    readonly mergeSha: string;
    readonly current: Judgement;
  },
): Promise<void> {
  const { repository, pull } = merge;
  const judged = await judgeMerge(ports, merge);
  const { policy, decision, gathered } = judged.current;
  await recordOnce(ports.ledger, chainName(repository.id), {
    type: 'merge.observed',
    subject: about({ repository, pull }, gathered.head),
    actor: 'github',
    data: {
      mergeSha: merge.mergeSha,
      mergedAt: gathered.pull.mergedAt,
      approvedDigest: judged.approved?.changeDigest ?? null,
      mergedDigest: judged.merged?.changeDigest ?? null,
      outcome: decision.outcome,
    },
  });
  await rememberMerged(ports.memory, { repositoryId: repository.id, number: pull }, judged.current);
  for (const { name } of targetsOf(policy)) await openTarget(ports, { repository, judged, targetName: name });
  await publishChain(ports, { repository, pull });
}
