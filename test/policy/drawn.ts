// Policies, facts and diffs by chance, over few words, so that rules and changes meet often. Used by layer.test.ts.
import type { Diff, Mark, ParsedChange, ResourceState } from '../../src/model/change.ts';
import type { Facts } from '../../src/model/facts.ts';
import {
  ACTIONS,
  ACTOR_CLASSES,
  ASSURANCES,
  AUTONOMIES,
  BASELINES,
  KINDS,
  TIERS,
} from '../../src/model/words.ts';
import fc from '../properties.ts';
import { approval, commit, facts, pull, user, COPILOT, HEAD } from './given.ts';

const PEOPLE = ['alice', 'bob', 'carol', 'erin'];
const TEAMS = ['@acme/security', '@acme/platform'];
const FILES = ['envs/prod/a.tf', 'envs/staging/b.tf', 'lib/c.tf'];
const GLOBS = ['envs/prod/**', 'envs/**', 'lib/*', '**/*.tf', '**'];
const FINDINGS = ['secret-in-diff', 'data-store-destroyed', 'unreadable-file', '*'];
const TYPES = ['aws_iam_role', 'aws_db_instance', 'aws_sqs_queue', 'aws_unheard_of'];
export const BOT = { login: 'x[bot]', id: 9, type: 'Bot' };

/** A record whose keys are sometimes not there at all. */
function partly<T extends { readonly [key: string]: fc.Arbitrary<unknown> }>(parts: T, minimum = 0) {
  return fc
    .record(parts, { requiredKeys: [] })
    .filter((value) => Object.keys(value).length >= minimum) as fc.Arbitrary<{
    readonly [key: string]: unknown;
  }>;
}

const some = <T>(values: readonly T[], maxLength = 2) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(maxLength, values.length) });

const plainWhen = partly({
  kinds: some(KINDS),
  actions: some(ACTIONS),
  findings: some(FINDINGS, 1),
  environments: some(['prod', 'staging'], 1),
  data: some(['restricted', 'public'], 1),
  tier: some(TIERS),
  tier_at_least: fc.constantFrom(...TIERS),
  paths: some(GLOBS, 1),
  not_paths: some(GLOBS, 1),
  resource_types: some(['aws_iam_*', 'aws_db_instance', '*'], 1),
  actor: some(ACTOR_CLASSES),
  agents: some(['copilot', 'helper'], 1),
  autonomy: some(AUTONOMIES, 1),
  assurance: some(ASSURANCES),
  authors: some([...PEOPLE, ...TEAMS], 1),
  labels: fc.constant(['risky']),
  draft: fc.boolean(),
  changes_over: fc.nat(2),
  deletes_over: fc.nat(1),
}).map((when) => Object.fromEntries(Object.entries(when).slice(0, 2)));
const when = fc.oneof(
  { weight: 3, arbitrary: plainWhen },
  plainWhen.map((not) => ({ not })),
  plainWhen.map((only) => ({ only })),
  fc.tuple(plainWhen, plainWhen).map((any) => ({ any })),
  fc.tuple(plainWhen, plainWhen).map(([not, inner]) => ({ all: [{ not }, inner] })),
);

const approvals = fc.array(
  fc.record(
    {
      count: fc.integer({ min: 1, max: 2 }),
      from: some([...TEAMS, ...PEOPLE, 'code_owners', 'resource_owners', 'agents_owner']),
      permission: fc.constantFrom('write', 'maintain', 'admin'),
    },
    { requiredKeys: ['count'] },
  ),
  { minLength: 1, maxLength: 2 },
);
const body = fc.oneof(
  fc.constant({ deny: 'No.' }),
  fc.constantFrom(...TIERS).map((tier) => ({ tier })),
  approvals.map((all) => ({ require: { approvals: all } })),
  fc.constantFrom(...ASSURANCES).map((assurance) => ({ require: { assurance } })),
  fc.constant({ require: { checks: [{ name: 'plan', app_id: 1 }], provenance: ['plan'] } }),
  fc.constant({ require: { signed_commits: true } }),
);
export const rule = fc.tuple(when, body).map(([condition, effect]) => ({ when: condition, ...effect }));
const rules = (prefix: string) =>
  fc
    .array(rule, { maxLength: 2 })
    .map((all) => all.map((each, index) => ({ id: `${prefix}${index}`, ...each })));

const resourceOwners = fc.array(
  fc.record({ paths: some(GLOBS, 1), owners: some([...TEAMS, ...PEOPLE], 1) }),
  { minLength: 1, maxLength: 1 },
);
const exceptions = fc.array(
  fc.record({
    finding: fc.constantFrom('secret-in-diff', 'data-store-destroyed'),
    addresses: fc.constant(['**']),
    reason: fc.constant('x'),
    by: fc.constant('carol'),
    expires: fc.constantFrom('2027-01-31', '2020-01-31'),
  }),
  { minLength: 1, maxLength: 1 },
);
const environment = (name: string) =>
  fc.record(
    {
      tier: fc.constantFrom('low', 'elevated', 'critical'),
      baseline: fc.constantFrom(...BASELINES),
      data: fc.constantFrom('restricted', 'public'),
      match: fc.constant({ paths: [`envs/${name}/**`] }),
    },
    { requiredKeys: ['match'] },
  );
const agent = fc.record(
  {
    identities: fc.constantFrom([{ github: COPILOT.id }], [{ github: 40 }]),
    autonomy: fc.constantFrom(...AUTONOMIES),
    environments: fc.subarray(['prod', 'staging']),
    deny_kinds: some(KINDS),
    owner: fc.constantFrom('alice', TEAMS[0]),
  },
  { requiredKeys: ['identities', 'environments'] },
);

/** What any layer may say. */
export const adding = (prefix: string) => ({
  mode: fc.constantFrom('enforce', 'observe'),
  baseline: fc.constantFrom(...BASELINES),
  owners: some([...TEAMS, ...PEOPLE]),
  resource_owners: resourceOwners,
  exceptions,
  rules: rules(prefix),
});
/** An extended layer. */
export const extendedDocument = (prefix: string) => partly(adding(prefix));
/** Floor or repository. */
export const mainDocument = (prefix: string) =>
  partly({
    ...adding(prefix),
    rules: rules(prefix),
    paths: partly({ ignore: some(GLOBS, 1), inert: some(GLOBS, 1) }),
    environments: fc.record({ prod: environment('prod'), staging: environment('staging') }),
    actors: partly({
      agents: fc.record({ copilot: agent, helper: agent }, { requiredKeys: [] }),
      automation: fc.constant([{ github: BOT.id }]),
      unlabelled: fc.constantFrom('human', 'agent'),
      unknown_bots: fc.constantFrom('deny', 'agent'),
    }),
  });

/** A floor that chose itself what it may leave to the repository: baselines, and where things belong. */
export const statingFloor = fc
  .tuple(
    mainDocument('f'),
    fc.constantFrom(...BASELINES),
    fc.record({ prod: environment('prod'), staging: environment('staging') }),
    fc.constantFrom('deny', 'agent'),
  )
  .map(([document, baseline, environments, bots]) => ({
    ...document,
    baseline,
    environments,
    actors: { ...(document['actors'] as object | undefined), unknown_bots: bots },
  }));
/** All that a repository may say without choosing what such a floor left to it: which bots are automation. */
export const repositoryBelow = partly({
  ...adding('r'),
  paths: partly({ ignore: some(GLOBS, 1), inert: some(GLOBS, 1) }),
  environments: fc.record({
    prod: fc.record(
      {
        tier: fc.constantFrom('low', 'elevated', 'critical'),
        baseline: fc.constantFrom(...BASELINES),
        data: fc.constantFrom('restricted', 'public'),
        match: fc.constant({ paths: ['envs/prod/**'] }),
      },
      { requiredKeys: ['match'] },
    ),
  }),
  actors: partly({
    unknown_bots: fc.constantFrom('deny', 'agent'),
    unlabelled: fc.constantFrom('human', 'agent'),
    agents: fc.record({
      listed: fc.record({
        identities: fc.constantFrom([{ github: 40 }], [{ github: 41 }]),
        environments: fc.constant(['prod', 'staging']),
      }),
    }),
  }),
});

const state = (path: string, value: string): ResourceState => ({
  [path]: { value, line: 3, sensitive: false },
});
const parsedChange = fc
  .record({
    file: fc.constantFrom(...FILES, 'AGENTS.md'),
    type: fc.constantFrom(...TYPES),
    action: fc.constantFrom('create', 'update', 'delete', 'replace', 'unknown'),
    opaque: fc.boolean(),
    name: fc.constantFrom('a', 'b'),
  })
  .map(({ file, type, action, opaque, name }): ParsedChange => {
    const governs = file === 'AGENTS.md';
    const plain = opaque || governs;
    return {
      format: governs ? 'governance' : plain ? 'opaque' : 'terraform',
      file,
      previousFile: null,
      startLine: 1,
      endLine: 9,
      address: plain ? file : `${type}.${name}`,
      type: plain ? null : type,
      action: action as ParsedChange['action'],
      attributes: plain ? [] : [{ path: 'x', line: 3, before: 'a', after: 'b', sensitive: false }],
      usedIn: [],
      opaque,
      before: plain || action === 'create' ? null : state('x', 'a'),
      after: plain || action === 'delete' ? null : state('x', 'b'),
    };
  });
const mark = fc.constantFrom(...FILES).map((file): Mark => ({
  rule: 'secret-in-diff',
  file,
  line: 3,
  message: 'A key.',
  severity: 'high',
  confidence: 'high',
}));
export const drawnDiff: fc.Arbitrary<Diff> = fc
  .record({
    changes: fc.uniqueArray(parsedChange, { maxLength: 3, selector: ({ file, address }) => file + address }),
    marks: fc.array(mark, { maxLength: 1 }),
    unreadable: fc.array(fc.constantFrom(...FILES), { maxLength: 1 }),
  })
  .map(({ changes, marks, unreadable }) => {
    const named = [...changes, ...marks, ...unreadable.map((file) => ({ file }))].map(({ file }) => file);
    return {
      changes,
      marks,
      unreadable: unreadable.map((file) => ({ file, line: 1, why: 'parse-error', message: 'No.' })),
      files: [...new Set(named)].map((path) => ({
        path,
        previousPath: null,
        status: 'modified' as const,
        format: changes.find(({ file }) => file === path)?.format ?? 'terraform',
        blob: 'c'.repeat(40),
        previousBlob: 'b'.repeat(40),
      })),
      aroundGap: null,
    };
  });

export const drawnFacts: fc.Arbitrary<Facts> = fc
  .record({
    author: fc.constantFrom(null, COPILOT, BOT, user('dora', 40), user('zoe', 41)),
    approvers: fc.subarray([...PEOPLE, 'dora']),
    objector: fc.constantFrom(null, null, null, 'erin'),
    delegator: fc.constantFrom(null, 'alice'),
    verified: fc.boolean(),
    signals: fc.boolean(),
    now: fc.constantFrom(null, '2026-11-21T12:00:00Z'),
    owners: fc.constantFrom(null, [], [{ pattern: '*', owners: ['@acme/security'] }]),
    draft: fc.boolean(),
    labelled: fc.boolean(),
    checked: fc.boolean(),
  })
  .map((drawn) =>
    facts({
      now: drawn.now,
      pull_request: pull(drawn.author, {
        draft: drawn.draft,
        labels: drawn.labelled ? [{ name: 'risky', by: 'bob' }] : [],
      }),
      delegator: drawn.delegator,
      pushers: drawn.signals && drawn.author !== null ? [drawn.author] : null,
      permissions: { alice: 'write', bob: 'write', carol: 'admin', erin: 'maintain', dora: 'write' },
      teams: { '@acme/security': ['bob', 'carol'], '@acme/platform': ['alice', 'bob', 'erin'] },
      code_owners: drawn.owners,
      commits: [commit({ author: drawn.author, committer: drawn.author, verified: drawn.verified })],
      reviews: [
        ...drawn.approvers.map((login) => approval(login)),
        ...(drawn.objector === null ? [] : [approval(drawn.objector, { state: 'CHANGES_REQUESTED' })]),
      ],
      checks: drawn.checked
        ? [
            {
              name: 'plan',
              app_id: 1,
              head_sha: HEAD,
              status: 'completed',
              conclusion: 'success',
              started_at: null,
            },
          ]
        : [],
      provenance: drawn.signals
        ? { prompt_digest: null, tools_digest: null, plan_digest: 'sha256:x', purpose: 'x', signed_by: null }
        : null,
    }),
  );
