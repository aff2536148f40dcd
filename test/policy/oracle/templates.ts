// One template for each key that needs much to come together before it decides anything. Drawn by generate-pointed.ts.
import { ASSURANCES, TIERS } from '../../../src/model/words.ts';
import { breakGlassOf, inEmergency } from './generate-glass.ts';
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
} from './pointed.ts';
import type { Pointed, Template } from './pointed.ts';
import type { Rule } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import {
  ADDRESSES,
  AGENTS,
  BY_ID,
  ENVIRONMENT_NAMES,
  FILE_GLOBS,
  FINDINGS,
  GOVERNANCE_FILES,
  PEOPLE,
  TEAMS,
} from './vocabulary.ts';

const asks = (...from: readonly string[]): Rule => ({
  id: 'r0',
  require: { approvals: [{ count: 1, from }] },
});
const PEOPLE_WORDS = [...TEAMS, ...BY_ID, 'bob', 'erin'];

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

const exceptions: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', when: { findings: [chance.pick([...FINDINGS, '*'])] }, deny: 'No.' }],
    exceptions: [
      {
        finding: chance.pick(FINDINGS),
        addresses: chance.some([...ADDRESSES, 'aws_*', 'AWS_*', '**'], 1, 3),
        reason: 'It is meant.',
        by: 'carol',
        expires: chance.pick(['2026-11-20', '2026-11-21T12:00:00Z', '2026-11-21T12:00:01Z', '2027-01-31']),
      },
    ],
  }),
  ask: withFinding,
};

const resourceOwners: Template = {
  policy: (chance) => ({
    rules: [asks('resource_owners')],
    resource_owners: [{ paths: chance.some(FILE_GLOBS, 1, 2), owners: chance.some(PEOPLE_WORDS, 1, 2) }],
  }),
  ask: approved,
};

const owners: Template = {
  policy: (chance) => ({ owners: chance.some(PEOPLE_WORDS, 1, 2) }),
  ask: (chance, fine) => {
    const governs = fine.classified.changes.map((change) => ({
      ...change,
      format: 'governance',
      file: chance.pick(GOVERNANCE_FILES),
      type: null,
      kinds: ['governance'] as const,
      environment: null,
    }));
    return approved(chance, { ...fine, classified: classifiedOf(governs) });
  },
};

const agentsOwner: Template = {
  policy: (chance) => ({
    rules: [asks('agents_owner')],
    actors: { agents: { house: listed({ owner: chance.pick(PEOPLE_WORDS) }) } },
  }),
  ask: (chance, fine) => approved(chance, byHouse(fine)),
};

const groups: Template = {
  policy: (chance) => ({
    rules: [
      {
        id: 'r0',
        require: tidy({
          approvals: [{ count: 1, from: chance.some(PEOPLE_WORDS, 1, 2) }],
          head_age: chance.once(2) ? chance.pick(['4m', '5m', '6m']) : undefined,
        }),
      },
    ],
  }),
  ask: approved,
};

const authors: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', when: { authors: chance.some(PEOPLE_WORDS, 1, 2) }, deny: 'No.' }],
  }),
  ask: (chance, { facts, ...rest }) => {
    const author = { ...chance.pick(PEOPLE), id: chance.pick([1, 2, 3, 4, 5, 44, null]) };
    return { ...rest, facts: { ...facts, ...writtenBy(author) } };
  },
};

const windows: Template = {
  policy: (chance) => {
    const zones = ['Europe/Berlin', 'Asia/Tokyo', 'Pacific/Auckland', 'America/New_York'];
    const kind = chance.below(4);
    const during = tidy({
      zone: chance.once(3) ? undefined : chance.pick(zones),
      days: kind === 0 ? chance.some(['fri', 'sat', 'sun'], 1, 2) : undefined,
      hours: kind === 1 ? chance.pick(['09:00-17:00', '22:00-06:00', '12:00-13:00']) : undefined,
      from: kind === 2 ? chance.pick(['2026-11-21', '2026-11-22', '2026-11-21T13:00']) : undefined,
      until: kind === 3 ? chance.pick(['2026-11-20', '2026-11-21', '2026-11-21T12:59']) : undefined,
    });
    return { rules: [{ id: 'r0', when: { during: [during] }, deny: 'No.' }] };
  },
  ask: (chance, { facts, ...rest }) => {
    const times = [
      '20T23:30',
      '21T00:00',
      '21T03:59',
      '21T11:59',
      '21T12:00',
      '21T12:59',
      '21T16:30',
      '22T04:00',
    ];
    return { ...rest, facts: { ...facts, now: chance.mostly(8, `2026-11-${chance.pick(times)}:00Z`) } };
  },
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

const limits: Template = {
  policy: (chance) => ({
    actors: {
      agents: {
        house: listed(
          tidy({
            environments: chance.some(ENVIRONMENT_NAMES, 1, 2),
            deny_kinds: chance.once(2) ? (['identity'] as const) : undefined,
            autonomy: chance.pick(['advisory', 'supervised', 'autonomous'] as const),
            recertify_by: chance.once(2) ? chance.pick(['2026-11-20', '2026-11-21']) : undefined,
            tools: chance.once(2) ? ['terra*'] : undefined,
          }),
        ),
      },
    },
  }),
  ask: (chance, fine) => {
    const { facts, classified } = byHouse(fine);
    const tools = chance.mostly(4, chance.some(['terraform', 'Terraform', 'kubectl'], 0, 2));
    const declared = { scope: null, tools, problem: null };
    const changes = classified.changes.map((change) =>
      chance.once(2) ? { ...change, kinds: ['identity'] as const } : change,
    );
    return { classified: classifiedOf(changes), facts: { ...facts, declared } };
  },
};

/** Below a floor, which sees what the repository makes graver as it was before, too. */
const tiers: Template = {
  policy: (chance) => ({
    environments: Object.fromEntries(
      ENVIRONMENT_NAMES.map((name) => [
        name,
        tidy({ tier: chance.mostly(2, chance.pick(['low', 'elevated', 'critical'] as const)) ?? undefined }),
      ]),
    ),
    rules: [
      {
        id: 'r0',
        when: chance.once(2) ? { tier: [chance.pick(TIERS)] } : { not: { tier: [chance.pick(TIERS)] } },
        deny: 'No.',
      },
    ],
  }),
  ask: (_chance, fine) => fine,
};

const glass: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', require: { approvals: [{ count: 2 }] } }],
    break_glass: breakGlassOf(chance),
  }),
  ask: (chance, { facts, ...rest }) => ({ ...rest, facts: inEmergency(chance, facts) }),
};

export const TEMPLATES: readonly Template[] = [
  exceptions,
  resourceOwners,
  owners,
  agentsOwner,
  groups,
  authors,
  windows,
  assurance,
  signers,
  validators,
  limits,
  tiers,
  glass,
];
