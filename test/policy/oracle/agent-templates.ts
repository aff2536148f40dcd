// One template for each key about agents: how they are known, what they may, and what they run. Drawn with those of templates.ts.
import { ASSURANCES } from '../../../src/model/words.ts';
import { OIDC_CLAIMS } from '../../../src/model/oidc-claims.ts';
import { nearly, workload } from './generate-identities.ts';
import {
  ALICE,
  approval,
  approved,
  classifiedOf,
  commitOf,
  listed,
  withFinding,
  writtenBy,
  PEOPLE_WORDS,
  asks,
} from './pointed.ts';
import type { Pointed, Template } from './pointed.ts';
import type { AgentLimits, Target } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { AGENTS, DEPLOY_WORKFLOW, ENVIRONMENT_NAMES } from './vocabulary.ts';

/** By the agent of the house, on behalf of Alice. */
function byHouse({ facts, ...rest }: Pointed): Pointed {
  return { ...rest, facts: { ...facts, ...writtenBy(AGENTS[1]) } };
}

/** Nobody but a key or a statement says that it is one. */
function signedBy(chance: Chance, { facts, ...rest }: Pointed): Pointed {
  const key = chance.pick(['SHA256:house-key', 'SHA256:House-key', 'SHA256:other-key']);
  const signed_by = chance.pick([null, 'spiffe://acme/house', 'spiffe://acme/house/two', nearly(chance)]);
  return {
    ...rest,
    facts: {
      ...facts,
      commits: [{ ...commitOf(ALICE), verified: !chance.once(6), ...(chance.once(2) ? {} : { key }) }],
      provenance: {
        prompt_digest: null,
        tools_digest: null,
        plan_digest: null,
        purpose: null,
        signed_by,
      },
    },
  };
}

const agentsOwner: Template = {
  policy: (chance) => ({
    rules: [asks('agents_owner')],
    actors: { agents: { house: listed({ owner: chance.pick(PEOPLE_WORDS) }) } },
  }),
  ask: (chance, fine) => approved(chance, byHouse(fine)),
};

const assurance: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', require: { assurance: chance.pick(ASSURANCES.slice(1)) } }],
    actors: {
      agents: {
        house: listed({
          identities: [{ github: 777 }, { key: 'SHA256:house-key' }, { spiffe: 'spiffe://acme/house' }],
        }),
      },
    },
  }),
  ask: (chance, fine) => signedBy(chance, chance.once(2) ? byHouse(fine) : fine),
};

const signers: Template = {
  policy: (chance) => ({
    actors: {
      agents: {
        house: listed({
          identities: chance.once(3)
            ? [{ key: 'SHA256:house-key' }]
            : chance.once(2)
              ? [{ spiffe: 'spiffe://acme/house' }]
              : [workload(chance)],
          environments: chance.once(2) ? ['prod'] : [],
        }),
      },
    },
  }),
  ask: signedBy,
};

const validators: Template = {
  policy: (chance) => {
    const both = chance.once(2);
    return tidy({
      rules: [{ id: 'r0', require: { validators: ['house'] } }],
      separation: both ? { author_may_validate: true } : undefined,
      actors: {
        agents: { house: listed({ roles: both ? ['author', 'validator'] : ['validator'] }) },
      },
    });
  },
  ask: (chance, fine) => {
    const { facts, ...rest } = chance.once(2) ? byHouse(fine) : fine;
    const reviewer = { ...AGENTS[1], id: chance.pick([777, 777, 778]) };
    return { ...rest, facts: { ...facts, reviews: [approval(chance, reviewer)] } };
  },
};

/** One limit of many. */
const LIMITS: readonly ((chance: Chance) => Partial<AgentLimits>)[] = [
  ({ pick }) => ({ environments: [pick(ENVIRONMENT_NAMES)] }),
  () => ({ deny_kinds: ['identity'] }),
  ({ pick }) => ({ autonomy: pick(['advisory', 'supervised'] as const) }),
  ({ pick }) => ({ recertify_by: pick(['2026-11-20', '2026-11-21', '2026-11-22']) }),
  ({ some }) => ({ tools: some(['terra*', 'kubectl', 'Terraform'], 1, 2) }),
];

const limits: Template = {
  policy: (chance) => ({ actors: { agents: { house: listed(chance.pick(LIMITS)(chance)) } } }),
  ask: (chance, fine) => {
    const { facts, classified } = byHouse(fine);
    const tools = chance.mostly(6, chance.some(['terraform', 'Terraform', 'kubectl'], 0, 1));
    const declared = { scope: null, tools, problem: null };
    const changes = classified.changes.map((change) =>
      chance.once(2) ? { ...change, kinds: ['identity'] as const } : change,
    );
    const now = chance.mostly(8, `2026-11-2${chance.below(4)}T00:00:00Z`);
    return { classified: classifiedOf(changes), facts: { ...facts, now, declared } };
  },
};

/** Free of everybody where it is autonomous, what it does is small, and all of it is its own. */
const autonomous: Template = {
  policy: ({ pick }) => ({
    baseline: pick(['light', 'standard'] as const),
    actors: {
      agents: { house: listed({ autonomy: pick(['autonomous', 'autonomous', 'supervised'] as const) }) },
    },
  }),
  ask: (chance, fine) => {
    const { facts, classified } = byHouse(fine);
    const changes = classified.changes.map((change) => ({
      ...change,
      tier: chance.once(4) ? change.tier : ('low' as const),
    }));
    const asked = { classified: classifiedOf(changes), facts };
    return chance.once(4) ? withFinding(chance, asked) : asked;
  },
};

export const target = (name: string, executor: string): Target => ({
  environment: name,
  workflow: DEPLOY_WORKFLOW,
  ref: 'refs/heads/main',
  account: '111122223333',
  role: `arn:aws:iam::111122223333:role/${name}`,
  region: 'eu-west-1',
  executor,
});

/** A run with nearly the claims that are listed. */
const claims: Template = {
  policy: (chance) => ({
    actors: { agents: { runner: listed({ identities: [workload(chance)], roles: ['executor'] }) } },
    deploy: { prod: target('prod', 'runner') },
  }),
  ask: (chance, fine, policies) => {
    const { runner } = (policies.floor?.actors ?? policies.repository?.actors)?.agents ?? {};
    const [identity] = runner?.identities ?? [];
    const listedClaims = OIDC_CLAIMS.filter((claim) => identity?.oidc?.[claim] !== undefined);
    return {
      ...fine,
      run: { accounts: [], claims: nearly(chance, chance.once(4) ? OIDC_CLAIMS : listedClaims) },
    };
  },
};

/** The floor lets one agent check, and a repository lets it run what was checked. */
const checksAndRuns: Template = {
  policy: (chance) =>
    tidy({
      separation: chance.once(2) ? { validator_may_execute: true } : undefined,
      actors: {
        agents: { house: listed({ roles: chance.once(2) ? ['executor'] : ['validator', 'executor'] }) },
      },
    }),
  below: () => ({
    actors: { agents: { house: listed({ roles: ['executor'] }) } },
    deploy: { prod: target('prod', 'house') },
  }),
  ask: (chance, { facts, ...rest }) => ({
    ...rest,
    facts: { ...facts, reviews: [approval(chance, AGENTS[1])] },
    run: { accounts: [chance.pick([777, 777, 778])], claims: {} },
  }),
};

export const AGENT_TEMPLATES: readonly Template[] = [
  agentsOwner,
  assurance,
  signers,
  validators,
  limits,
  autonomous,
  claims,
  checksAndRuns,
];
