// Identities by chance: how agents are listed, and what statements, keys and texts say of who worked.
import type { Evidence } from '../../../src/model/decision.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { AgentIdentity } from './document.ts';
import type { Chance } from './random.ts';
import { AGENTS, SIGNERS, TOLD } from './vocabulary.ts';

export function identitiesOf(chance: Chance, name: string, id: number): readonly AgentIdentity[] {
  const account = { github: id };
  const signers = SIGNERS[name] ?? [];
  if (signers.length === 0 || !chance.once(3)) return [account];
  const others = chance.some(signers, 1, signers.length);
  return chance.once(3) ? others : [account, ...others];
}

const TRAILER = 'Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>';

const REMEMBERED: readonly Evidence[] = [
  { signal: 'pusher', value: '777', strength: 'A' },
  { signal: 'commit-author', value: '999', strength: 'B' },
  { signal: 'commit-author', value: '777', strength: 'D' },
  { signal: 'trailer', value: '198982749+Copilot@users.noreply.github.com', strength: 'D' },
];

/** Some say by a signature who worked, and some by a text. */
export function withSigns(chance: Chance, facts: Facts): Facts {
  const { once } = chance;
  const { pull_request, provenance, commits } = facts;
  const keys = TOLD.filter((each) => typeof each === 'string');
  const sameKey = once(2) ? chance.pick(keys) : null;
  const isSigned = once(3);
  return {
    ...facts,
    provenance: once(2) && provenance !== null ? { ...provenance, signed_by: chance.pick(TOLD) } : provenance,
    commits:
      commits?.map((commit) => ({
        ...commit,
        verified: isSigned || commit.verified,
        ...(once(6) && sameKey === null ? {} : { key: sameKey ?? chance.pick(keys) }),
        message: once(12) ? `Change\n\n${TRAILER}` : commit.message,
      })) ?? null,
    pull_request:
      pull_request !== null && once(10)
        ? { ...pull_request, head_branch: 'copilot/fix', body: once(2) ? TRAILER : '' }
        : pull_request,
    agent_evidence: once(6) ? chance.some(REMEMBERED, 1, 2) : facts.agent_evidence,
  };
}

/** Accounts and claims of the run of a deployment, some of an agent. */
export function runOf(chance: Chance) {
  const told = TOLD.filter((each) => typeof each !== 'string');
  const [house = {}, ...runner] = [...(SIGNERS['runner'] ?? [])].map(({ oidc }) => oidc ?? {}).toReversed();
  const claims = chance.pick([...told, ...runner, house, { ...house, iss: told[0]?.iss ?? '' }]);
  const ids = [555, 1, ...AGENTS.map(({ id }) => id)];
  return { accounts: chance.some(ids, 0, 2), claims };
}
