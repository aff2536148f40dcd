// One template for each key that needs much to come together before it decides anything. Drawn by generate-pointed.ts.
import { TIERS } from '../../../src/model/words.ts';
import { AGENT_TEMPLATES, target } from './agent-templates.ts';
import { inEmergency } from './generate-glass.ts';
import { approval, approved, classifiedOf, withFinding, writtenBy, PEOPLE_WORDS, asks } from './pointed.ts';
import { digestOf } from '../identified.ts';
import type { Pointed, Template } from './pointed.ts';
import type { ApprovalEntry } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import {
  ADDRESSES,
  CHECKS,
  EARLIER,
  ENVIRONMENT_NAMES,
  FILE_GLOBS,
  FINDINGS,
  GOVERNANCE_FILES,
  HEAD,
  PEOPLE,
} from './vocabulary.ts';

const exceptions: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', when: { findings: [chance.pick([...FINDINGS.slice(0, 1), '*'])] }, deny: 'No.' }],
    exceptions: [
      {
        finding: chance.pick(FINDINGS.slice(0, chance.once(4) ? 2 : 1)),
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

const APPROVALS: readonly ((chance: Chance) => Partial<ApprovalEntry>)[] = [
  ({ pick }) => ({ permission: pick(['maintain', 'admin'] as const) }),
  () => ({ stale: 'change_digest' }),
  ({ pick }) => ({ head_age: pick(['3m', '4m', '5m']) }),
  ({ pick }) => ({ count: pick([1, 2, 3]) }),
];

const approvalsOf: Template = {
  policy: (chance) => {
    const { count = 1, ...part } = chance.pick(APPROVALS)(chance);
    const { permission: _permission, ...shared } = part;
    // Said of the entry, or once for all of them.
    const isShared = chance.once(2);
    const approvals = [isShared ? tidy({ count, permission: part.permission }) : { count, ...part }];
    return { rules: [{ id: 'r0', require: { approvals, ...(isShared ? shared : {}) } }] };
  },
  ask: (chance, { facts, ...rest }) => {
    const reviews = chance.some(PEOPLE.slice(1), 1, 3).map((user) => ({
      ...approval(chance, user),
      commit_id: chance.once(2) ? EARLIER : HEAD,
    }));
    const levels = PEOPLE.map(({ login }) => [login, chance.pick(['write', 'maintain', 'admin'])]);
    const heads_seen = { [HEAD]: '2026-11-21T10:57:00Z', [EARLIER]: '2026-11-21T10:56:00Z' };
    const change_digests = { [EARLIER]: chance.once(2) ? digestOf(rest.classified) : 'sha256:other' };
    const permissions = Object.fromEntries(levels) as Pointed['facts']['permissions'];
    return { ...rest, facts: { ...facts, reviews, permissions, heads_seen, change_digests } };
  },
};

const checks: Template = {
  policy: ({ pick }) => ({ rules: [{ id: 'r0', require: { checks: [pick(CHECKS)] } }] }),
  ask: (chance, { facts, ...rest }) => {
    const run = {
      ...chance.pick(CHECKS),
      head_sha: chance.once(6) ? EARLIER : HEAD,
      status: 'completed',
      conclusion: chance.once(6) ? 'neutral' : 'success',
      started_at: null,
    };
    return { ...rest, facts: { ...facts, checks: [run] } };
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

/** Below a floor with a target of its own: in whose account and with whose role. */
const targets: Template = {
  policy: () => ({ deploy: { central: tidy({ ...target('prod', ''), executor: undefined }) } }),
  below: ({ pick, once }) => {
    const account = once(4) ? '000022223333' : '111122223333';
    const role = pick(['prod', 'PROD', 'own', 'own']);
    const own = { ...target('prod', ''), role: `arn:aws:iam::${account}:role/${role}`, executor: undefined };
    return {
      deploy: { [pick(['central', 'own', 'own'])]: tidy(own) },
      accounts: {
        '111122223333': { [pick(['revoker_role', 'boundary_arn'])]: `arn:aws:iam::${account}:role/r` },
      },
    };
  },
  ask: (_chance, fine) => fine,
};

const glass: Template = {
  policy: (chance) => ({
    rules: [{ id: 'r0', require: { approvals: [{ count: 2 }] } }],
    break_glass: tidy({
      by: chance.some(PEOPLE_WORDS, 2, 4),
      max: chance.once(2) ? chance.pick(['10m', '45m']) : undefined,
      review_within: chance.once(2) ? chance.pick(['1h', '24h']) : undefined,
    }),
  }),
  ask: (chance, { facts, ...rest }) => {
    if (chance.once(4)) return { ...rest, facts: inEmergency(chance, facts) };
    const ago = (minutes: number): string =>
      new Date(Date.parse('2026-11-21T12:00:00Z') - minutes * 60_000).toISOString();
    const use = { by: chance.pick(PEOPLE.slice(1)), reason: 'It burns.', head: HEAD, reviewed: true };
    const now = { ...use, at: ago(chance.pick([5, 9, 10, 29, 30, 44, 45])) };
    const before = {
      ...use,
      at: ago(chance.pick([59, 61, 1_439, 1_441, 4_319, 4_321])),
      reviewed: chance.once(2),
    };
    return { ...rest, facts: { ...facts, break_glass: chance.once(2) ? [before, now] : [now] } };
  },
};

export const TEMPLATES: readonly Template[] = [
  ...AGENT_TEMPLATES,
  exceptions,
  resourceOwners,
  owners,
  groups,
  authors,
  windows,
  approvalsOf,
  checks,
  tiers,
  targets,
  glass,
];
