// Tokens of deploy workflows by chance: the one that a target asks for, or nearly, and when it comes.
import { GITHUB_ISSUER } from '../../../src/model/oidc-claims.ts';
import type { Scope } from '../../../src/policy/index.ts';
import type { TokenClaims } from '../../../src/sessions/index.ts';
import type { Exchange, Policies, Target } from './document.ts';
import type { Chance } from './random.ts';
import { targetsHere } from './targets.ts';
import { MERGED } from './tokens.ts';
import { DEPLOY_WORKFLOW } from './vocabulary.ts';

export function exchangeOf(chance: Chance, policies: Policies): Exchange {
  const targets = [...targetsHere(policies).values()];
  const target = targets.length === 0 ? null : chance.pick(targets);
  const token = tokenFor(target);
  return {
    token: chance.once(2) ? token : { ...token, ...chance.pick(OTHERS)(chance) },
    merged: chance.pick([0, 29, 30, 31, 59, 60, 61, 239, 240, 241, 2_879, 2_880, 2_881]),
    glass: chance.once(2) ? null : chance.pick([0, 1, 299, 300, 301, 899, 900, 901, 1_200, 3_600]),
  };
}

function tokenFor(target: Target | null): TokenClaims {
  const { github_environment = 'none', ref = 'refs/heads/main', workflow = DEPLOY_WORKFLOW } = target ?? {};
  const isOfOthers = workflow.includes('@');
  return {
    issuer: GITHUB_ISSUER,
    jti: 'token-1',
    issuedAt: 0,
    expiresAt: 300,
    repository: MERGED.fullName,
    repositoryId: MERGED.id,
    ownerId: MERGED.ownerId,
    environment: github_environment === 'none' ? null : github_environment,
    ref,
    sha: MERGED.sha,
    jobWorkflowRef: isOfOthers ? workflow : `${MERGED.fullName}/${workflow}@${ref}`,
    eventName: 'push',
    runnerEnvironment: 'github-hosted',
    runId: 1,
    runAttempt: 1,
    actorId: 1,
    said: {},
  };
}

/** In one claim, and some of them in nothing that counts. */
const OTHERS: readonly ((chance: Chance) => Partial<TokenClaims>)[] = [
  () => ({ repositoryId: 502 }),
  () => ({ ownerId: 78 }),
  () => ({ repository: 'acme/renamed' }),
  ({ pick }) => ({ environment: pick([null, 'production', 'Production', 'none', '']) }),
  ({ pick }) => ({ ref: pick(['refs/heads/main', 'refs/heads/live', 'refs/heads/Main', 'refs/tags/main']) }),
  () => ({ sha: '0'.repeat(40) }),
  ({ pick }) => ({
    eventName: pick(['workflow_dispatch', 'deployment', 'pull_request', 'pull_request_target']),
  }),
  ({ pick }) => ({ runnerEnvironment: pick(['self-hosted', 'Self-Hosted', '']) }),
  ({ pick }) => ({
    jobWorkflowRef: pick([
      `acme/infra/${DEPLOY_WORKFLOW}@refs/heads/main`,
      `ACME/Infra/${DEPLOY_WORKFLOW}@refs/heads/main`,
      `acme/infra/${DEPLOY_WORKFLOW.toUpperCase()}@refs/heads/main`,
      `acme/infra/${DEPLOY_WORKFLOW}@refs/heads/live`,
      `acme/infra/${DEPLOY_WORKFLOW}@refs/pull/7/merge`,
      `acme/other/${DEPLOY_WORKFLOW}@refs/heads/main`,
      `acme/infra/x/${DEPLOY_WORKFLOW}@refs/heads/main`,
      `acme/infra/.github/workflows/plan.yml@refs/heads/main`,
    ]),
  }),
];

/** Whether sessions fit is told by what narrows them: here it is given. */
export function scopesOf(chance: Chance, policies: Policies): readonly Scope[] {
  return [...targetsHere(policies).keys()].map((target) => {
    const level = chance.below(5);
    return { target, level, fits: !chance.once(12) };
  });
}
