// The `deploy` and `accounts` sections as the broker's words, defaults filled in. Called by `mergeLayers`.
import type { AccountSettings, Target } from '../model/deploy.ts';
import type { PolicyDocument } from './schema/policy-schema.ts';
import { durationSeconds } from './schema/words.ts';

/** Above the 15 minutes of STS, below the hour after which STS refuses chained roles. */
const DEFAULT_SESSION = '20m';
const DEFAULT_WINDOW = '4h';

/** Where two layers name one target, the first (the floor) holds. */
export function deployTargets(documents: readonly PolicyDocument[]): readonly Target[] {
  const sections = documents.flatMap(({ deploy }) => Object.entries(deploy ?? {}));
  return firstOfEach(sections).map(([name, entry]) => ({
    name,
    environment: entry.environment,
    githubEnvironment: environmentName(entry.github_environment),
    workflow: entry.workflow,
    ref: entry.ref,
    account: entry.account,
    role: entry.role,
    region: entry.region,
    sessionSeconds: durationSeconds(entry.session ?? DEFAULT_SESSION) ?? 0,
    windowSeconds: durationSeconds(entry.window ?? DEFAULT_WINDOW) ?? 0,
    narrowing: entry.narrowing ?? 'preferred',
    policyArns: entry.policy_arns ?? [],
    executor: entry.executor ?? null,
  }));
}

export function accountSettings(documents: readonly PolicyDocument[]): readonly AccountSettings[] {
  const sections = documents.flatMap(({ accounts }) => Object.entries(accounts ?? {}));
  return firstOfEach(sections).map(([account, entry]) => ({
    account,
    revokerRole: entry.revoker_role ?? null,
    boundaryArn: entry.boundary_arn ?? null,
    externalId: entry.external_id ?? null,
  }));
}

/** `none`, or no key at all: the token must carry no environment. */
function environmentName(stated: string | undefined): string | null {
  return stated === undefined || stated === 'none' ? null : stated;
}

function firstOfEach<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return entries.filter(([name], index) => entries.findIndex(([other]) => other === name) === index);
}
