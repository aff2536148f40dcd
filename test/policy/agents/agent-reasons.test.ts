// The Agents paragraph of the design: limits of listed agents, and unknown bots.
import { describe, expect, test } from 'vitest';
import {
  BARE,
  COPILOT,
  agentFacts,
  change,
  classified,
  commit,
  decide,
  facts,
  open,
  pull,
  reason,
  smallChange,
  user,
} from '../given.ts';

const policy = (limits: string): string =>
  `${BARE}actors: { agents: { copilot: { identities: [{ github: 198982749 }], owner: "@acme/platform", ${limits} } } }\n`;
const result = (limits: string, changes = [change()], known = agentFacts()): readonly string[] =>
  open(decide({ policy: policy(limits), facts: known, changes }));

describe('environments', () => {
  const file = { type: null, kinds: ['governance'], environment: null, file: 'AGENTS.md' } as const;
  test.each<[string, string, Partial<ReturnType<typeof change>>, readonly string[]]>([
    ['listed', 'environments: [prod]', {}, []],
    ['another', 'environments: [staging]', {}, ['AGENT_ENVIRONMENT actors.agents.copilot']],
    ['none listed', '', {}, ['AGENT_ENVIRONMENT actors.agents.copilot']],
    [
      'infrastructure of no environment',
      'environments: [prod]',
      { environment: null },
      ['AGENT_ENVIRONMENT actors.agents.copilot'],
    ],
    [
      'a build service of no environment',
      'environments: [prod]',
      { environment: null, kinds: ['pipeline'], type: 'aws_codebuild_project' },
      ['AGENT_ENVIRONMENT actors.agents.copilot'],
    ],
    ['a governance file', '', file, []],
    ['a workflow', '', { ...file, kinds: ['pipeline'], opaque: true }, []],
    ['a plain file', '', { ...file, kinds: ['other'], tier: 'low' }, []],
    [
      'an opaque manifest',
      '',
      { ...file, kinds: ['other'], opaque: true },
      ['AGENT_ENVIRONMENT actors.agents.copilot', 'UNREADABLE_REFUSED baseline'],
    ],
    ['no change of meaning', '', { tier: 'none' }, []],
  ])('%s', (_, limits, part, expected) => {
    expect(result(limits, [change(part)])).toEqual(expected);
  });

  test('an unreadable file is outside too', () => {
    const unreadable = [
      { file: 'a.tf', line: 1, why: 'x', message: 'x', environments: [], tier: 'critical' as const },
    ];
    const decision = decide({
      policy: policy('environments: [prod]'),
      facts: agentFacts(),
      classified: classified([], { unreadable }),
    });
    expect(open(decision)).toContain('AGENT_ENVIRONMENT actors.agents.copilot');
  });

  test('the message names what is reached and where', () => {
    const decision = decide({ policy: policy('environments: [staging]'), facts: agentFacts() });
    expect(reason(decision, 'actors.agents.copilot').message).toBe(
      'copilot may change staging, but this reaches prod (envs/prod/iam.tf).',
    );
  });

  test('entries of both layers bind', () => {
    const floor =
      'version: 1\nactors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [staging] } } }\n';
    expect(open(decide({ policy: policy('environments: [prod]'), floor, facts: agentFacts() }))).toEqual([
      'AGENT_ENVIRONMENT actors.agents.copilot',
    ]);
  });

  test('limits bind wherever the listed agent took part', () => {
    const parts = [
      facts({ commits: [commit({ author: COPILOT })] }),
      facts({ pushers: [COPILOT] }),
      facts({ pull_request: pull(user('dora'), { head_branch: 'copilot/fix' }) }),
    ];
    for (const known of parts)
      expect(result('environments: [staging]', [change()], known)).toEqual([
        'AGENT_ENVIRONMENT actors.agents.copilot',
      ]);
    expect(result('environments: [staging]', [change()], facts())).toEqual([]);
  });
});

test('an advisory agent may reach no environment', () => {
  expect(result('autonomy: advisory, environments: [prod]')).toEqual([
    'AGENT_ADVISORY actors.agents.copilot',
  ]);
  expect(result('autonomy: supervised, environments: [prod]')).toEqual([]);
  expect(result('autonomy: advisory', [change({ tier: 'none' })])).toEqual([]);
});

describe('roles', () => {
  const words = ['AGENT_ADVISORY actors.agents.copilot'];
  test.each([
    ['author is the default', 'environments: [prod]', []],
    ['author among others', 'environments: [prod], roles: [executor, author]', []],
    ['a validator', 'environments: [prod], roles: [validator]', words],
    ['an executor', 'environments: [prod], roles: [executor]', words],
  ])('%s', (_, limits, expected) => {
    expect(result(limits)).toEqual(expected);
  });

  test('whatever it wrote, and wherever it took part', () => {
    const file = change({ type: null, kinds: ['governance'], environment: null, file: 'AGENTS.md' });
    expect(result('roles: [validator]', [file])).toEqual(words);
    expect(result('roles: [validator]', [change({ tier: 'none' })])).toEqual([]);
    expect(result('roles: [validator]', [change()], facts({ pushers: [COPILOT] }))).toEqual(words);
    expect(result('roles: [validator]', [change()], facts())).toEqual([]);
    expect(
      reason(decide({ policy: policy('roles: [validator]'), facts: agentFacts() }), 'actors.agents.copilot')
        .message,
    ).toBe('copilot may not write changes: it is listed as validator.');
  });
});

test('denied kinds, governance files included', () => {
  expect(result('environments: [prod], deny_kinds: [identity]')).toEqual([
    'AGENT_KIND actors.agents.copilot',
  ]);
  expect(result('environments: [prod], deny_kinds: [secrets]')).toEqual([]);
  expect(
    result('deny_kinds: [governance]', [change({ kinds: ['governance'], type: null, environment: null })]),
  ).toEqual(['AGENT_KIND actors.agents.copilot']);
});

describe('recertification', () => {
  const limits = 'environments: [prod], recertify_by: 2026-11-21';
  test.each([
    ['2026-11-21T23:59:59Z', []],
    ['2026-11-22T00:00:00Z', ['AGENT_EXPIRED actors.agents.copilot']],
    ['2026-11-21T23:00:00-02:00', ['AGENT_EXPIRED actors.agents.copilot']],
    [null, ['AGENT_EXPIRED actors.agents.copilot']],
  ])('at %s', (now, expected) => {
    expect(result(limits, [change()], agentFacts({ now }))).toEqual(expected);
  });

  test('a moment instead of a day; changes without meaning are let through', () => {
    expect(result('environments: [prod], recertify_by: "2026-11-21T11:00:00Z"')).toEqual([
      'AGENT_EXPIRED actors.agents.copilot',
    ]);
    expect(result('environments: [prod], recertify_by: 2020-01-01', [change({ tier: 'none' })])).toEqual([]);
  });
});

describe('unknown bots', () => {
  const bot = { login: 'strange[bot]', id: 77, type: 'Bot' };
  const known = facts({ pull_request: pull(bot) });

  test('are refused with the stanza that registers them', () => {
    const decision = decide({ policy: BARE, facts: known });
    expect([decision.outcome, decision.actor.class]).toEqual(['blocked', 'unknown_bot']);
    expect(reason(decision, 'actors.unknown_bots')).toMatchObject({
      code: 'UNKNOWN_BOT',
      remediation:
        'List it in the policy: "actors: { automation: [{ github: 77 }] }", or under "actors.agents" with its limits.',
    });
  });

  test.each([
    ['listed as automation', `${BARE}actors: { automation: [{ github: 77 }] }\n`, []],
    [
      'other id listed',
      `${BARE}actors: { automation: [{ github: 78 }] }\n`,
      ['UNKNOWN_BOT actors.unknown_bots'],
    ],
    ['counted as agent', `${BARE}actors: { unknown_bots: agent }\n`, []],
  ])('%s', (_, text, expected) => {
    expect(open(decide({ policy: text, facts: known }))).toEqual(expected);
  });

  test('without infrastructure content they pass', () => {
    expect(open(decide({ policy: BARE, facts: known, changes: [change({ tier: 'none' })] }))).toEqual([]);
    expect(open(decide({ policy: BARE, facts: known, changes: [] }))).toEqual([]);
    expect(open(decide({ policy: BARE, facts: known, changes: [smallChange()] }))).toEqual([
      'UNKNOWN_BOT actors.unknown_bots',
    ]);
  });
});
