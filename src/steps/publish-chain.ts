// The check run `aigov/chain` on the merge commit and on the pull request's head. Called after the merge and at each later step.
import { chainName } from '../ledger/index.ts';
import type { Session } from '../model/deploy.ts';
import type { Ports } from '../ports.ts';
import { renderChain, type RepositoryRef } from '../report/index.ts';

/** Shows the chain as far as it got. Nothing is told twice: the adapter compares the external id. */
export async function publishChain(
  ports: Ports,
  subject: { readonly repository: RepositoryRef; readonly pull: number },
): Promise<void> {
  const { repository, pull } = subject;
  const entries = await ports.ledger.ofPull(chainName(repository.id), pull);
  const record = await ports.evaluations.latest(repository.id, pull);
  if (record === null) return;
  const grants = await ports.grants.ofPull(repository.id, pull);
  const sessions: Session[] = [];
  for (const { id } of grants) sessions.push(...(await ports.sessions.ofGrant(id)));
  const { decision } = record;
  const prompt = entries.findLast(({ type }) => type === 'provenance.recorded')?.data['prompt'];
  const mergeSha = entries.findLast(({ type }) => type === 'merge.observed')?.data['mergeSha'];
  const common = {
    decision,
    entries,
    approvers: [...new Set(decision.reasons.flatMap(({ have }) => have?.counted ?? []))].toSorted(),
    promptDigest: typeof prompt === 'string' ? prompt : null,
    grants,
    sessions,
    detailsUrl:
      ports.publicUrl === null
        ? null
        : `${ports.publicUrl}/chain/${repository.owner}/${repository.name}/${pull}`,
  };
  for (const headSha of new Set([...(typeof mergeSha === 'string' ? [mergeSha] : []), decision.head])) {
    await ports.publisher.publishCheckRun(repository, renderChain({ ...common, headSha }), null);
  }
}
