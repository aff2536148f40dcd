// `aigov agents`: grants of a policy beside the uses that a real ledger holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherLocal } from '../../src/adapters/git/index.ts';
import { createParserPool } from '../../src/adapters/parsers/index.ts';
import { openStore } from '../../src/adapters/store/index.ts';
import { parseFacts } from '../../src/policy/index.ts';
import { decide } from '../../src/steps/decide.ts';
import { readDiff, WANTED } from '../../src/steps/read-diff.ts';
import { recordDecision } from '../../src/steps/record-decision.ts';
import { AGENT, HUMAN, goOutside, resource, type Outside } from '../acceptance/outside.ts';

const POLICY = `version: 1
environments:
  prod: { tier: critical, match: { paths: ["prod/**"] } }
  staging: { tier: elevated, match: { paths: ["staging/**"] } }
  dev: { tier: low, match: { paths: ["dev/**"] } }
actors:
  agents:
    copilot:
      identities: [{ github: 198982749 }]
      owner: "@acme/platform"
      environments: [prod, staging]
      deny_kinds: [secrets]
      tools: [terraform, gh, "mcp__*"]
      recertify_by: 2027-03-31
    idle: { identities: [{ github: 77 }], environments: [dev] }
`;
const machine = (folder: string, ami: string) => ({
  [`${folder}/a.tf`]: resource('aws_instance', 'a', `ami = "${ami}"`),
});
const declaring = (...tools: readonly string[]) => ({
  ...AGENT,
  pull_request: { ...AGENT.pull_request, body: `\`\`\`aigov\ntools: ${JSON.stringify(tools)}\n\`\`\`` },
});
/** Each a pull request of its own: when it was decided, what it changes, and its facts. */
const HISTORY = [
  { day: '2026-06-01', files: machine('prod', '1'), facts: declaring('terraform', 'cu\u202erl') },
  { day: '2026-10-20', files: machine('staging', '1'), facts: declaring('terraform', 'mcp__plan') },
  { day: '2026-11-01', files: machine('dev', '1'), facts: AGENT },
  { day: '2026-11-02', files: machine('prod', '2'), facts: HUMAN },
  {
    day: '2026-11-03',
    files: machine('dev', '2'),
    facts: { ...HUMAN, pull_request: { ...HUMAN.pull_request, head_branch: 'devin/1-fix' } },
  },
];

type Rows = readonly {
  readonly name: string;
  readonly granted: boolean;
  readonly last_used: string | null;
  readonly unused: boolean;
}[];
type Document = {
  readonly now: string;
  readonly repositories: readonly {
    readonly repository: string | null;
    readonly policy: string | null;
    readonly agents: readonly {
      readonly name: string;
      readonly pulls: number;
      readonly sessions: number;
      readonly environments: Rows;
      readonly kinds: Rows;
      readonly tools: Rows;
    }[];
  }[];
};

let outside: Outside;
let data: string;

beforeAll(async () => {
  outside = goOutside();
  data = mkdtempSync(join(tmpdir(), 'aigov-agents-'));
  let at = 0;
  const store = await openStore({ dataDir: data, clock: () => at });
  const readers = createParserPool();
  let base = outside.repo.commit({ '.aigov.yml': POLICY });
  for (const [index, { day, files, facts: document }] of HISTORY.entries()) {
    at = Date.parse(`${day}T12:00:00Z`);
    const head = outside.repo.commit(files);
    const facts = parseFacts(document);
    if (facts.kind !== 'ok') throw new Error('facts');
    const places = { repo: outside.repo.dir, policyPath: null, floorPath: null };
    const gathered = await gatherLocal({ ...places, base, head, facts: facts.facts, ...WANTED });
    const diff = await readDiff({ files: gathered.files, around: gathered.around, readers });
    const { decision } = decide({ gathered, diff });
    const subject = { repository: { id: 1, owner: 'acme', name: 'infra' }, pull: index + 1 };
    await recordDecision(store.ledger, { subject, gathered, diff, decision });
    base = head;
  }
  const about = { repository: 'acme/infra', repositoryId: 1, head: null };
  const session = { type: 'session.issued', actor: 'aigov', data: {} } as const;
  await store.ledger.append('repository:1', [
    { ...session, subject: { ...about, pull: 2 } },
    { ...session, subject: { ...about, pull: 2 } },
    { ...session, subject: { ...about, pull: 4 } },
  ]);
  await readers.close();
  await store.close();
});
afterAll(() => {
  outside.close();
  rmSync(data, { recursive: true, force: true });
});

const run = async (...args: readonly string[]) => await outside.run('agents', '--data-dir', data, ...args);
const listing = async (...args: readonly string[]) => {
  const { out, err } = await run('--format', 'json', ...args);
  if (err !== '') throw new Error(err);
  return JSON.parse(out) as Document;
};
const rowsOf = (rows: Rows = []): readonly string[] =>
  rows.map(({ name, granted, last_used: last, unused }) =>
    [
      name,
      granted ? 'granted' : 'not granted',
      last?.slice(0, 10) ?? 'never',
      ...(unused ? ['unused'] : []),
    ].join(', '),
  );

describe('over a ledger', () => {
  test('what was granted, what was used, and when', async () => {
    const { now, repositories } = await listing();
    const [{ repository, policy, agents } = { repository: null, policy: null, agents: [] }] = repositories;
    expect([now.slice(0, 10), repository, policy?.replace(/@[0-9a-f]{40}/, '@base')]).toEqual([
      '2026-11-03',
      'acme/infra',
      'acme/infra@base:.aigov.yml',
    ]);
    expect(agents.map(({ name, pulls, sessions }) => [name, pulls, sessions])).toEqual([
      ['copilot', 3, 2],
      ['idle', 0, 0],
      ['devin', 1, 0],
    ]);
    const [copilot, idle, devin] = agents;
    expect(rowsOf(copilot?.environments)).toEqual([
      'prod, granted, 2026-06-01, unused',
      'staging, granted, 2026-10-20',
      'dev, not granted, 2026-11-01',
    ]);
    expect(rowsOf(copilot?.tools)).toEqual([
      'terraform, granted, 2026-10-20',
      'gh, granted, never, unused',
      'mcp__*, granted, 2026-10-20',
      'cu\u202erl, not granted, 2026-06-01',
    ]);
    expect(rowsOf(copilot?.kinds).filter((row) => !row.includes('unused'))).toEqual([
      'compute, granted, 2026-11-01',
    ]);
    expect(rowsOf(idle?.environments)).toEqual(['dev, granted, never, unused']);
    expect(rowsOf(devin?.environments)).toEqual(['dev, not granted, 2026-11-03']);
  });

  test('a longer time, and another now', async () => {
    const environments = async (...args: readonly string[]) =>
      rowsOf((await listing(...args)).repositories[0]?.agents[0]?.environments).slice(0, 2);
    expect(await environments('--days', '365')).toEqual([
      'prod, granted, 2026-06-01',
      'staging, granted, 2026-10-20',
    ]);
    expect(await environments('--now', '2027-03-01T00:00:00Z')).toEqual([
      'prod, granted, 2026-06-01, unused',
      'staging, granted, 2026-10-20, unused',
    ]);
  });

  test('another policy is asked about the same uses', async () => {
    const policy = outside.file(
      'new.yml',
      POLICY.replace('environments: [prod, staging]', 'environments: [dev]'),
    );
    const { repositories } = await listing('--policy', policy);
    expect(rowsOf(repositories[0]?.agents[0]?.environments)).toEqual([
      'dev, granted, 2026-11-01',
      'prod, not granted, 2026-06-01',
      'staging, not granted, 2026-10-20',
    ]);
  });

  test('for people', async () => {
    const { out } = await run('--now', '2027-04-01T00:00:00Z');
    expect(out.replace(/@[0-9a-f]{40}/, '@base')).toMatchInlineSnapshot(`
      "acme/infra: policy acme/infra@base:.aigov.yml, ledger of 2026-06-01 to 2026-11-03; unused means not since 2027-01-01

      copilot  supervised, author, owner @acme/platform, EXPIRED on 2027-03-31
        used          3 pull requests, 2 sessions, last seen 2026-11-01
        environments  prod     UNUSED: last on 2026-06-01
                      staging  UNUSED: last on 2026-10-20
                      dev      used 2026-11-01, NOT GRANTED
        kinds         all granted but secrets
                      UNUSED: identity, network, firewall, dns, encryption, data_store, compute, pipeline, observability, governance, other
        tools         terraform  UNUSED: last on 2026-10-20
                      gh         UNUSED: never
                      mcp__*     UNUSED: last on 2026-10-20
                      cu[U+202E]rl      used 2026-06-01, NOT GRANTED

      idle  supervised, author
        used          never
        environments  dev  UNUSED: never
        kinds         all granted

      Not in the policy, so no limits bind them:
      devin
        used          1 pull request, 0 sessions, last seen 2026-11-03
        environments  dev  used 2026-11-03
        kinds         used compute
      "
    `);
  });
});

test.each([
  [['--days', 'many'], '--days takes a number of days, such as 90'],
  [['--now', 'soon'], '--now takes a time such as 2026-11-01T00:00:00Z'],
  [['copilot'], 'unexpected word "copilot"'],
])('%j is refused', async (args, message) => {
  expect(await run(...args)).toMatchObject({ code: 2, err: `aigov: ${message}\n` });
});
