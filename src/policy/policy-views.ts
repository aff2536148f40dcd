// What other stages may know of a policy result: plain data for gathering, classifying and brokering.
import type { Landscape } from '../model/change.ts';
import type { AccountSettings, Target } from '../model/deploy.ts';
import type { Facts } from '../model/facts.ts';
import { compileOwners } from '../syntax/index.ts';
import { isTeam, personOf } from './approvals/approver-word.ts';
import type { PolicyResult } from './compiled.ts';
import { isOwnerWord } from './approvals/owner-entries.ts';

import type { When } from './schema/when.ts';

export type PolicyNeeds = {
  /** `@org/slug`. */
  readonly teams: readonly string[];
  /** Logins without `@`. */
  readonly users: readonly string[];
  /** Some entry asks for more than write access: the exact permission of every reviewer matters. */
  readonly levels: boolean;
  /** Some entry asks how long a commit has been there. */
  readonly headAges: boolean;
  /** Some agent is known by a key: the keys of signed commits matter. */
  readonly keys: boolean;
};

/** What is known when people are looked up. */
export type Changed = {
  /** Changed files, under every name they had. */
  readonly paths: readonly string[];
  readonly codeOwners: Facts['code_owners'];
};

/** Everybody whose membership or write access a decision may ask for, sorted. */
export function policyNeeds(result: PolicyResult, changed: Changed): PolicyNeeds {
  if (result.kind === 'invalid') return { teams: [], users: [], levels: false, headAges: false, keys: false };
  const { owners, rules, resourceOwners, agents } = result.policy;
  const approvals = rules.flatMap(({ rule }) => rule.require?.approvals ?? []);
  const asked = [...owners, ...approvals].flatMap(({ from }) => from ?? []);
  const words = [
    ...asked.filter((word) => !isOwnerWord(word)),
    ...(asked.includes('code_owners') ? codeOwnersOf(changed) : []),
    ...(asked.includes('resource_owners') ? resourceOwners.flatMap((area) => area.owners) : []),
    ...(asked.includes('agents_owner') ? agents.flatMap(({ owner }) => owner ?? []) : []),
    ...rules.flatMap(({ rule }) => (rule.when === undefined ? [] : authorsIn(rule.when))),
  ];
  const distinct = [...new Set(words)].toSorted();
  return {
    teams: distinct.filter(isTeam),
    users: [...new Set(distinct.filter((word) => !isTeam(word)).map((word) => personOf(word).login))],
    levels: approvals.some(({ permission }) => permission !== undefined && permission !== 'write'),
    headAges: rules.some(({ rule: { require } }) =>
      [require, ...(require?.approvals ?? [])].some((part) => part?.head_age !== undefined),
    ),
    keys: agents.some(({ signers }) => signers.some(({ kind }) => kind === 'key')),
  };
}

/** Workflows of which some rule wants an artefact, with the names of these. */
export function plansOf(result: PolicyResult): readonly {
  readonly workflow: string;
  readonly artifacts: readonly string[];
}[] {
  const wanted =
    result.kind === 'ok' ? result.policy.rules.flatMap(({ rule }) => rule.require?.plan ?? []) : [];
  const groups = Map.groupBy(wanted, ({ workflow }) => workflow);
  return [...groups].map(([workflow, each]) => ({
    workflow,
    artifacts: [...new Set(each.map(({ artifact }) => artifact))].toSorted(),
  }));
}

/** A mail address is nobody's login. */
function codeOwnersOf({ paths, codeOwners }: Changed): readonly string[] {
  const ownersOf = compileOwners(codeOwners ?? []);
  return paths.flatMap(ownersOf).filter((owner) => owner.startsWith('@'));
}

function authorsIn(when: When): readonly string[] {
  return nested(when).flatMap(({ authors }) => authors ?? []);
}

/** The condition itself and every one inside it. */
function nested(when: When): readonly When[] {
  const inner = [
    ...(when.any ?? []),
    ...(when.all ?? []),
    ...[when.not, when.only].filter((each) => each !== undefined),
  ];
  return [when, ...inner.flatMap(nested)];
}

/** Some approvals may have been given on an earlier head with the same change. */
export function countsEarlierHeads(result: PolicyResult): boolean {
  if (result.kind === 'invalid') return false;
  return result.policy.rules.some(({ rule: { require } }) =>
    [require, ...(require?.approvals ?? [])].some((part) => part?.stale === 'change_digest'),
  );
}

/** Some rule asks whether an agent is new here. */
export function asksFirstTime(result: PolicyResult): boolean {
  if (result.kind === 'invalid') return false;
  const conditions = result.policy.rules.flatMap(({ rule }) =>
    rule.when === undefined ? [] : nested(rule.when),
  );
  return conditions.some(({ first_time: asked }) => asked !== undefined);
}

/** Environments in which some rule wants a change to have been before. */
export function earlierEnvironments(result: PolicyResult): readonly string[] {
  if (result.kind === 'invalid') return [];
  const named = result.policy.rules.flatMap(({ rule }) => rule.require?.deployed?.environment ?? []);
  return [...new Set(named)].toSorted();
}

/** Without a usable policy every piece of infrastructure is unmapped and nothing is ignored. */
export function landscapeOf(result: PolicyResult): Landscape {
  if (result.kind === 'invalid')
    return { environments: [], ignore: [], inert: [], hasDeploy: false, deployRoles: [], guards: [] };
  const { environments, ignore, inert, targets, accounts } = result.policy;
  return {
    environments: environments.map(({ name, tier, match }) => ({ name, tier, match })),
    ignore,
    inert,
    hasDeploy: targets.length > 0,
    deployRoles: targets.map(({ role }) => role),
    guards: [
      ...accounts.flatMap(({ revokerRole, boundaryArn }) => [revokerRole, boundaryArn]),
      ...targets.map(({ workflow }) => workflow),
    ].filter((guard) => guard !== null),
  };
}

export function targetsOf(result: PolicyResult): readonly Target[] {
  return result.kind === 'ok' ? result.policy.targets : [];
}

export function accountsOf(result: PolicyResult): readonly AccountSettings[] {
  return result.kind === 'ok' ? result.policy.accounts : [];
}
