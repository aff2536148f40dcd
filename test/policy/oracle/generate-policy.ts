// Policies by chance, over few words, so that rules and changes meet often.
import {
  ACTIONS,
  ASSURANCES,
  AUTONOMIES,
  BASELINES,
  KINDS,
  SEVERITIES,
  TIERS,
} from '../../../src/model/words.ts';
import type { AgentLimits, ApprovalEntry, Policy, Require, Rule, When, Window } from './document.ts';
import { deployedOf } from './generate-deployed.ts';
import { breakGlassOf } from './generate-glass.ts';
import { narrowed } from './generate-narrow.ts';
import { identitiesOf } from './generate-identities.ts';
import { furtherMatch } from './generate-places.ts';
import { planOf } from './generate-plan.ts';
import { withTargets } from './generate-targets.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import {
  ADDRESSES,
  AGENTS,
  ATTRIBUTE_GLOBS,
  BOTS,
  MACHINE_USER,
  BRANCHES,
  BY_ID,
  CHECKS,
  ENVIRONMENT_NAMES,
  FILE_GLOBS,
  FINDINGS,
  FORMATS,
  IGNORE_GLOBS,
  INERT_GLOBS,
  LABELS,
  PEOPLE,
  TEAMS,
  TOOLS,
  TYPES,
} from './vocabulary.ts';

/** `narrow`: with one rule that asks for one thing. */
export function policyOf(
  chance: Chance,
  layer: 'floor' | 'repository' | 'extended',
  narrow: boolean,
): Policy {
  const plain = plainPolicy(chance, layer);
  return withTargets(
    chance,
    layer,
    narrow ? narrowed(chance, plain, () => one(chance)) : withValidator(chance, layer, plain),
  );
}

/** The agent of the house checks, and what it checks is asked of some rules; in a floor it may write as well. */
function withValidator(chance: Chance, layer: 'floor' | 'repository' | 'extended', policy: Policy): Policy {
  const house = policy.actors?.agents?.['house'];
  if (house === undefined || chance.once(2)) return policy;
  const both = layer === 'floor' && chance.once(2);
  const roles = both ? (['author', 'validator'] as const) : (['validator'] as const);
  return {
    ...policy,
    ...(both ? { separation: { author_may_validate: true } } : {}),
    actors: { ...policy.actors, agents: { ...policy.actors?.agents, house: { ...house, roles } } },
    rules: (policy.rules ?? []).map((each) =>
      chance.once(2) ? { ...each, require: { ...each.require, validators: ['house'] } } : each,
    ),
  };
}

function plainPolicy(chance: Chance, layer: 'floor' | 'repository' | 'extended'): Policy {
  const { once } = chance;
  return tidy({
    version: 1,
    mode: once(8) ? chance.pick(['observe', 'enforce']) : undefined,
    baseline: once(3) ? undefined : chance.pick(BASELINES),
    owners: once(4) ? chance.some([...TEAMS, 'carol', ...BY_ID], 1, 2) : undefined,
    environments: {
      prod: environment(chance, 'prod'),
      staging: environment(chance, 'staging'),
    },
    paths: once(4) ? paths(chance) : undefined,
    actors: once(3) ? undefined : actors(chance),
    rules: Array.from({ length: chance.below(4) }, (_none, index) => rule(chance, `${layer[0]}${index}`)),
    resource_owners: once(4) ? [resourceOwner(chance), resourceOwner(chance)] : undefined,
    exceptions: once(4) ? [exception(chance)] : undefined,
    break_glass: once(2) ? breakGlassOf(chance) : undefined,
  });
}

function paths(chance: Chance): Policy['paths'] {
  return tidy({
    ignore: chance.once(2) ? chance.some(IGNORE_GLOBS, 1, 2) : undefined,
    inert: chance.once(2) ? chance.some(INERT_GLOBS, 1, 2) : undefined,
  });
}

function environment(chance: Chance, name: string) {
  return tidy({
    tier: chance.once(2) ? chance.pick(['low', 'elevated', 'critical'] as const) : undefined,
    baseline: chance.once(3) ? chance.pick(BASELINES) : undefined,
    data: chance.once(2) ? chance.pick(['restricted', 'public']) : undefined,
    match: {
      paths: [`envs/${name}/**`, name === 'prod' ? 'live/**' : 'lab/**'],
      ...furtherMatch(chance),
    },
  });
}

function actors(chance: Chance): Policy['actors'] {
  const { once } = chance;
  const names = chance.some(AGENTS, 0, 2);
  return tidy({
    agents:
      names.length === 0
        ? undefined
        : Object.fromEntries(names.map(({ name, id }) => [name, agent(chance, name, id)])),
    automation: once(3)
      ? chance.some([...BOTS, MACHINE_USER], 1, 2).map(({ id, login }) => ({ github: id, name: login }))
      : undefined,
    unlabelled: once(4) ? chance.pick(['human', 'agent'] as const) : undefined,
    unknown_bots: once(3) ? chance.pick(['deny', 'agent'] as const) : undefined,
  });
}

function agent(chance: Chance, name: string, id: number): AgentLimits {
  const { once } = chance;
  return tidy({
    identities: identitiesOf(chance, name, id),
    owner: once(2) ? chance.pick([...TEAMS, 'erin', ...BY_ID]) : undefined,
    autonomy: once(2) ? chance.pick(AUTONOMIES) : undefined,
    environments: once(4) ? undefined : chance.some(ENVIRONMENT_NAMES, 1, 2),
    deny_kinds: once(4) ? chance.some(KINDS, 1, 2) : undefined,
    tools: once(4) ? chance.some([...TOOLS, 'mcp__*', 'terra*'], 0, 4) : undefined,
    recertify_by: once(5) ? chance.pick(['2026-11-20', '2026-11-21', '2027-01-31']) : undefined,
  });
}

function rule(chance: Chance, id: string): Rule {
  const { once } = chance;
  const body = tidy({
    require: once(5) ? undefined : require(chance),
    deny: once(6) ? 'No.' : undefined,
    tier: once(6) ? chance.pick(TIERS) : undefined,
  });
  // A rule on trial must not raise.
  const mode = once(12) && body.tier === undefined ? chance.pick(['observe', 'enforce'] as const) : undefined;
  return tidy({
    id,
    mode,
    when: once(8) ? undefined : when(chance, 2),
    ...(Object.keys(body).length === 0 ? { deny: 'No.' } : body),
  });
}

function require(chance: Chance): Require {
  const { once } = chance;
  const made: Require = tidy({
    approvals: once(4) ? undefined : Array.from({ length: 1 + chance.below(3) }, () => approvals(chance)),
    checks: once(4) ? chance.some(CHECKS, 1, 2) : undefined,
    provenance: once(5) ? chance.some(['prompt', 'tools', 'plan', 'purpose'] as const, 1, 2) : undefined,
    assurance: once(6) ? chance.pick(ASSURANCES) : undefined,
    signed_commits: once(8) ? (true as const) : undefined,
    plan: once(5) ? planOf(chance) : undefined,
    deployed: once(5) ? deployedOf(chance) : undefined,
    stale: once(8) ? chance.pick(['head', 'change_digest'] as const) : undefined,
    head_age: once(10) ? chance.pick(AGES) : undefined,
  });
  return Object.keys(made).every((key) => key === 'stale' || key === 'head_age')
    ? { ...made, approvals: [{ count: 1 }] }
    : made;
}

const AGES = ['1m', '3m', '10m'];

function approvals(chance: Chance): ApprovalEntry {
  const words = [
    ...TEAMS,
    ...PEOPLE.map(({ login }) => login),
    ...BY_ID,
    'code_owners',
    'resource_owners',
    'agents_owner',
  ];
  return tidy({
    count: 1 + (chance.once(3) ? chance.below(3) : 0),
    from: chance.once(3) ? undefined : chance.some(words, 1, 2),
    permission: chance.once(5) ? chance.pick(['write', 'maintain', 'admin'] as const) : undefined,
    stale: chance.once(6) ? chance.pick(['head', 'change_digest'] as const) : undefined,
    head_age: chance.once(8) ? chance.pick(AGES) : undefined,
  });
}

function resourceOwner(chance: Chance) {
  return { paths: chance.some(FILE_GLOBS, 1, 2), owners: chance.some([...TEAMS, 'bob', ...BY_ID], 1, 2) };
}

function exception(chance: Chance) {
  return {
    finding: chance.pick(FINDINGS),
    addresses: chance.some([...ADDRESSES, 'aws_*', 'AWS_IAM_ROLE.ci'], 1, 2),
    reason: 'It is meant.',
    by: 'carol',
    expires: chance.pick(['2026-11-20', '2027-01-31', '2026-11-21T12:00:00Z', '2026-11-21T12:00:01Z']),
  };
}

type Keys = { readonly [K in keyof When]-?: (chance: Chance) => NonNullable<When[K]> };

const SIMPLE: Omit<Keys, 'not' | 'any' | 'all' | 'only'> = {
  kinds: (chance) => chance.some(KINDS, 1, 3),
  actions: (chance) => chance.some(ACTIONS, 1, 2),
  findings: (chance) => chance.some([...FINDINGS, 'iam-*', '*', 'IAM-trust-widened'], 1, 2),
  severity_at_least: (chance) => chance.pick(SEVERITIES),
  attributes: (chance) => chance.some(ATTRIBUTE_GLOBS, 1, 2),
  environments: (chance) => chance.some(ENVIRONMENT_NAMES, 1, 2),
  data: (chance) => chance.some(['restricted', 'public', 'Restricted'], 1, 2),
  tier: (chance) => chance.some(TIERS, 1, 2),
  tier_at_least: (chance) => chance.pick(TIERS),
  formats: (chance) => chance.some([...FORMATS, 'Terraform'], 1, 2),
  paths: (chance) => chance.some(FILE_GLOBS, 1, 2),
  not_paths: (chance) => chance.some(FILE_GLOBS, 1, 2),
  resource_types: (chance) => chance.some([...TYPES, 'aws_iam_*', 'AWS_*', '*'], 1, 2),
  addresses: (chance) => chance.some([...ADDRESSES, 'aws_iam_*', 'AWS_*', '**'], 1, 2),
  actor: (chance) => chance.some(['human', 'agent', 'automation', 'unknown_bot', 'mixed'], 1, 3),
  agents: (chance) => chance.some([...AGENTS.map(({ name }) => name), 'Copilot', 'HOUSE'], 1, 2),
  autonomy: (chance) => chance.some(AUTONOMIES, 1, 2),
  first_time: (chance) => chance.once(2),
  assurance: (chance) => chance.some(ASSURANCES, 1, 3),
  purpose: (chance) => chance.some(['upgrade', 'incident'], 1, 2),
  branches: (chance) => chance.some(BRANCHES, 1, 2),
  labels: (chance) => chance.some(LABELS, 1, 2),
  authors: (chance) => chance.some([...TEAMS, 'alice', 'DORA', 'Copilot', ...BY_ID], 1, 2),
  repositories: (chance) => chance.some(['acme/infra', 'ACME/infra', 'acme/other', 'acme/*'], 1, 2),
  draft: (chance) => chance.once(2),
  fork: (chance) => chance.once(2),
  during: (chance) => (chance.once(3) ? [window(chance), window(chance)] : [window(chance)]),
  changes_over: (chance) => chance.below(4),
  files_over: (chance) => chance.below(4),
  deletes_over: (chance) => chance.below(3),
};

/** About one key. */
function one(chance: Chance): When {
  const key = chance.pick(Object.keys(SIMPLE) as (keyof typeof SIMPLE)[]);
  const when = { [key]: SIMPLE[key](chance) };
  return chance.once(8) ? { only: when } : when;
}

function when(chance: Chance, depth: number): When {
  const keys = chance.some(Object.keys(SIMPLE) as (keyof typeof SIMPLE)[], 0, 3);
  const made: Record<string, unknown> = Object.fromEntries(keys.map((key) => [key, SIMPLE[key](chance)]));
  const inner = (): When => {
    const found = when(chance, depth - 1);
    return Object.keys(found).length === 0 ? { kinds: ['identity'] } : found;
  };
  if (depth > 0) {
    if (chance.once(4)) made['not'] = inner();
    if (chance.once(6)) made['any'] = [inner(), inner()];
    if (chance.once(8)) made['all'] = [inner(), inner()];
    if (chance.once(6)) made['only'] = inner();
  }
  return made;
}

function window(chance: Chance): Window {
  const made = tidy({
    days: chance.once(2) ? chance.some(['fri', 'sat', 'sun', 'mon'], 1, 3) : undefined,
    hours: chance.once(2)
      ? chance.pick([
          '09:00-17:00',
          '22:00-06:00',
          '12:00-13:00',
          '13:00-12:00',
          '02:00-03:00',
          '01:30-02:30',
          '03:00-04:00',
        ])
      : undefined,
    zone: chance.once(2)
      ? chance.pick([
          'Europe/Berlin',
          'Asia/Tokyo',
          'Pacific/Auckland',
          'America/New_York',
          'Australia/Lord_Howe',
        ])
      : undefined,
    from: chance.once(3)
      ? chance.pick(['2026-11-21', '2026-11-22', '2026-11-21T13:00', '2026-10-25T02:30', '2026-03-29T02:30'])
      : undefined,
    until: chance.once(3)
      ? chance.pick(['2026-11-22', '2026-11-23', '2026-11-22T05:30', '2027-03-28T02:30'])
      : undefined,
  });
  return Object.keys(made).some((key) => key !== 'zone') ? made : { ...made, hours: '09:00-17:00' };
}
