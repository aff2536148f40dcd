// A pass that can no longer be confirmed is taken back. Called by handlers.ts when looking at a pull request keeps failing.
import type { Ports } from '../ports.ts';
import type { RepositoryRef } from '../report/index.ts';

/**
 * While GitHub cannot be read, a green check may be older than a dismissed approval or a push of the policy: after a few
 * tries it becomes a refusal that says so. The next evaluation that succeeds puts the decision back.
 */
export async function withdrawPass(
  ports: Ports,
  { repository, pull }: { readonly repository: RepositoryRef; readonly pull: number },
): Promise<void> {
  const record = await ports.evaluations.latest(repository.id, pull);
  if (
    record === null ||
    record.checkRunId === null ||
    record.decision.outcome !== 'pass' ||
    record.decision.mode === 'observe'
  )
    return;
  await ports.publisher.publishCheckRun(
    repository,
    {
      name: 'aigov/policy',
      headSha: record.head,
      conclusion: 'failure',
      externalId: `unconfirmed:${record.decision.decisionDigest}`,
      detailsUrl: null,
      title: 'Blocked: the last pass could not be confirmed (FACTS_INCOMPLETE)',
      summary:
        'This head had passed, but GitHub could not be read again since then. An approval may have been withdrawn meanwhile, so nothing may merge on the old answer. It is tried again by itself; Re-run asks at once.',
      text: '',
      annotations: [],
    },
    record.checkRunId,
  );
}
