// Identities by chance: how agents are listed, and what statements, keys and texts say of who worked.
import { GITHUB_ISSUER, OIDC_CLAIMS, TELLING_CLAIMS } from '../../../src/model/oidc-claims.ts';
import type { OidcClaim, OidcClaims } from '../../../src/model/oidc-claims.ts';
import type { Evidence } from '../../../src/model/decision.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { AgentIdentity } from './document.ts';
import type { Chance } from './random.ts';
import { AGENTS, SIGNERS, TOLD } from './vocabulary.ts';

/** A run with all claims that there are. */
const WORKLOAD: Required<OidcClaims> = {
  iss: GITHUB_ISSUER,
  sub: 'repo:acme/agents:ref:refs/heads/main',
  email: 'runner@acme.example',
  repository: 'acme/agents',
  repository_id: '41',
  repository_owner: 'acme',
  repository_owner_id: '77',
  workflow: 'run',
  workflow_ref: 'acme/agents/.github/workflows/run.yml@refs/heads/main',
  job_workflow_ref: 'acme/agents/.github/workflows/job.yml@refs/heads/main',
  environment: 'agents',
  ref: 'refs/heads/main',
  event_name: 'workflow_dispatch',
  runner_environment: 'github-hosted',
  actor: 'erin',
  actor_id: '5',
};

/** Some of its claims, of which one at least tells it from others. The issuer may be said or go without saying. */
export function workload(chance: Chance): AgentIdentity {
  const named = [chance.pick(TELLING_CLAIMS), ...chance.some(OIDC_CLAIMS, 0, 3)];
  const claims = OIDC_CLAIMS.filter((claim) => named.includes(claim));
  return { oidc: Object.fromEntries(claims.map((claim) => [claim, WORKLOAD[claim]])) };
}

/** That run, or one that differs in a claim or lacks it. */
export function nearly(chance: Chance, claims: readonly OidcClaim[] = OIDC_CLAIMS): OidcClaims {
  if (chance.once(3)) return WORKLOAD;
  const claim = chance.pick(claims);
  const { [claim]: value, ...others } = WORKLOAD;
  return chance.once(3)
    ? others
    : { ...others, [claim]: chance.pick([`${value}x`, value.toUpperCase(), `x${value}`, '']) };
}

export function identitiesOf(chance: Chance, name: string, id: number): readonly AgentIdentity[] {
  const account = { github: id };
  const signers = SIGNERS[name] ?? [];
  if (signers.length === 0 || !chance.once(3)) return [account];
  const others = chance.once(2) ? [workload(chance)] : chance.some(signers, 1, signers.length);
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
    provenance:
      once(2) && provenance !== null
        ? { ...provenance, signed_by: once(4) ? nearly(chance) : chance.pick(TOLD) }
        : provenance,
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
  const known = chance.pick([...told, ...runner, house, { ...house, iss: told[0]?.iss ?? '' }]);
  const claims = chance.once(2) ? nearly(chance) : known;
  const ids = [555, 1, ...AGENTS.map(({ id }) => id)];
  return { accounts: chance.some(ids, 0, 2), claims };
}
