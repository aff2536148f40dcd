// The Matching paragraph of the design: one row per key, allow and deny one field apart.
import { describe, expect, test } from 'vitest';
import type { Change, Classified, Finding } from '../../../src/model/change.ts';
import type { Facts } from '../../../src/model/facts.ts';
import {
  BARE,
  agentFacts,
  change,
  classified,
  commit,
  COPILOT,
  decide,
  facts,
  finding,
  open,
  pull,
  smallChange,
  user,
} from '../given.ts';

const denies = (
  when: string,
  changes: readonly Change[] = [change()],
  known: Facts = facts(),
  actors = '',
): boolean =>
  open(
    decide({
      policy: `${BARE}${actors}rules: [{ id: r, when: ${when}, deny: no }]\n`,
      facts: known,
      changes,
    }),
  ).includes('DENIED r');

const attributes = (path: string): Partial<Change> => ({
  attributes: [{ path, line: 13, before: 'a', after: 'b', sensitive: false }],
});

describe('change-scoped keys', () => {
  test.each<[string, Partial<Change>, Partial<Change>]>([
    ['{ kinds: [dns, identity] }', {}, { kinds: ['dns'].slice(1) as [] }],
    ['{ actions: [delete, replace] }', { action: 'replace' }, { action: 'update' }],
    ['{ actions: [unknown] }', { action: 'unknown' }, {}],
    ['{ findings: [public-ingress] }', { findings: ['public-ingress'] }, { findings: ['public'] }],
    ['{ findings: ["iam-*"] }', { findings: ['iam-wildcard'] }, { findings: ['exec-on-apply'] }],
    ['{ environments: [prod] }', {}, { environment: null }],
    ['{ data: [restricted] }', {}, { environment: 'staging' }],
    ['{ tier: [critical] }', {}, { tier: 'elevated' }],
    ['{ tier_at_least: elevated }', { tier: 'elevated' }, { tier: 'low' }],
    ['{ formats: [terraform] }', {}, { format: 'kubernetes' }],
    ['{ paths: ["envs/prod/**"] }', { file: 'ENVS/prod/x.tf' }, { file: 'envs/staging/x.tf' }],
    ['{ paths: ["envs/prod/**"] }', { file: 'x.tf', previousFile: 'envs/prod/x.tf' }, { file: 'x.tf' }],
    ['{ not_paths: ["envs/**"] }', { file: 'Envs/x.tf' }, { file: 'envs/x.tf' }],
    [
      '{ not_paths: ["envs/**"] }',
      { file: 'envs/x.tf', previousFile: 'y.tf' },
      { file: 'envs/x.tf', previousFile: 'envs/y.tf' },
    ],
    ['{ resource_types: ["aws_iam_*"] }', {}, { type: 'aws_sqs_queue' }],
    ['{ resource_types: ["*"] }', {}, { type: null }],
    ['{ addresses: ["aws_iam_role.*"] }', {}, { address: 'aws_lb.x' }],
    ['{ attributes: [assume_role_policy] }', attributes('assume_role_policy'), attributes('tags')],
    ['{ attributes: [policy] }', attributes('policy.Statement[0].Action'), attributes('policy_arn')],
    [
      '{ attributes: ["ingress.*.cidr_blocks"] }',
      attributes('ingress[2].cidr_blocks[0]'),
      attributes('ingress[2].description'),
    ],
    ['{ attributes: ["ingress.**"] }', attributes('Ingress[0].from_port'), attributes('egress[0].from_port')],
    ['{ not: { attributes: ["tags", "tags_all"] } }', attributes('name'), attributes('tags.Name')],
    ['{ not: { kinds: [dns] } }', {}, { kinds: ['dns'] }],
    ['{ not: { paths: ["docs/**"] } }', { file: 'Docs/x.tf' }, { file: 'docs/x.tf' }],
    [
      '{ not: { paths: ["docs/**"] } }',
      { file: 'docs/x.tf', previousFile: 'y.tf' },
      { file: 'docs/x.tf', previousFile: 'docs/y.tf' },
    ],
    ['{ not: { not: { paths: ["docs/**"] } } }', { file: 'Docs/x.tf' }, { file: 'x.tf' }],
    ['{ any: [{ kinds: [dns] }, { tier: [critical] }] }', {}, { tier: 'low' }],
    ['{ all: [{ kinds: [identity] }, { tier: [critical] }] }', {}, { tier: 'low' }],
    ['{ kinds: identity, tier: critical }', {}, { kinds: ['dns'] }],
  ])('%s', (when, yes, no) => {
    expect([denies(when, [change(yes)]), denies(when, [change(no)])]).toEqual([true, false]);
  });

  test('one and the same change must satisfy all keys', () => {
    const when = '{ kinds: [identity], environments: [prod] }';
    const apart = [change({ environment: 'staging' }), change({ kinds: ['dns'] })];
    expect([denies(when, apart), denies(when, [...apart, change()])]).toEqual([false, true]);
  });

  test('only: at least one change, and all of them', () => {
    const when = '{ only: { kinds: [identity] } }';
    expect([
      denies(when, []),
      denies(when, [change(), change()]),
      denies(when, [change(), smallChange()]),
    ]).toEqual([false, true, false]);
  });

  test('no change, no match; without when, every pull request', () => {
    expect([
      denies('{ kinds: [identity] }', []),
      denies('{ not: { kinds: [identity] } }', []),
      denies('{}', []),
    ]).toEqual([false, false, true]);
    expect(open(decide({ policy: `${BARE}rules: [{ id: r, deny: no }]\n`, changes: [] }))).toEqual([
      'DENIED r',
    ]);
  });
});

describe('severity of findings', () => {
  const ranked = (id: string, severity: Finding['severity']) =>
    classified([change({ findings: [id] })], { findings: [finding({ id, severity })] });
  const denied = (when: string, given: Classified): boolean =>
    open(
      decide({ policy: `${BARE}rules: [{ id: r, when: ${when}, deny: no }]\n`, classified: given }),
    ).includes('DENIED r');

  test('a finding of the severity or above', () => {
    const when = '{ severity_at_least: medium }';
    expect([
      denied(when, ranked('public-ingress', 'high')),
      denied(when, ranked('public-ingress', 'medium')),
      denied(when, ranked('public-ingress', 'low')),
      denied(when, classified([change()])),
    ]).toEqual([true, true, false, false]);
  });

  test('name and severity hold for one and the same finding', () => {
    const when = '{ findings: [public-ingress], severity_at_least: high }';
    const mixed = (ingress: Finding['severity'], other: Finding['severity']) =>
      classified([change({ findings: ['public-ingress', 'iam-wildcard'] })], {
        findings: [finding({ severity: ingress }), finding({ id: 'iam-wildcard', severity: other })],
      });
    expect([denied(when, mixed('high', 'low')), denied(when, mixed('low', 'high'))]).toEqual([true, false]);
  });

  test('of several findings of one name the gravest counts, and what nobody lists counts as high', () => {
    const twice = classified([change({ findings: ['public-ingress'] })], {
      findings: [finding({ severity: 'low' }), finding({ severity: 'high' })],
    });
    const unlisted = classified([change({ findings: ['public-ingress'] })]);
    const when = '{ severity_at_least: high }';
    expect([denied(when, twice), denied(when, unlisted)]).toEqual([true, true]);
  });

  test('an excepted finding is not seen', () => {
    const excepted = `${BARE}exceptions: [{ finding: public-ingress, addresses: ["aws_iam_role.ci"], reason: r, by: b, expires: 2027-01-31 }]
rules: [{ id: r, when: { severity_at_least: high }, deny: no }]
`;
    expect(open(decide({ policy: excepted, classified: ranked('public-ingress', 'high') }))).toEqual([]);
  });

  test('a file that cannot be read has a high one', () => {
    const unread = classified([], {
      unreadable: [
        { file: 'a.tf', line: 1, why: 'parse-error', message: 'm', environments: [null], tier: 'critical' },
      ],
    });
    expect(denied('{ severity_at_least: high }', unread)).toBe(true);
  });
});

test('a computed block may hold what a glob of attributes names: requirements apply, a denial does not', () => {
  const computed = (path: string) =>
    change({
      attributes: [{ path, line: 1, before: [], after: { expression: 'var.rules' }, sensitive: false }],
    });
  const rule = (what: string, path: string) =>
    open(
      decide({
        policy: `${BARE}rules: [{ id: r, when: { attributes: ["ingress.*.cidr_blocks"] }, ${what} }]\n`,
        changes: [computed(path)],
      }),
    );
  expect([
    rule('require: { approvals: [{ count: 1 }] }', 'ingress'),
    rule('require: { approvals: [{ count: 1 }] }', 'egress'),
    rule('deny: no', 'ingress'),
  ]).toEqual([['APPROVALS_MISSING r'], [], []]);
});

describe('pull-request-scoped keys', () => {
  const opened = (part: Parameters<typeof pull>[1]) => facts({ pull_request: pull(user('dora', 40), part) });
  const label = (by: string | null) => opened({ labels: [{ name: 'Urgent', by }] });
  const purpose = (word: string | null) =>
    agentFacts({
      provenance: {
        prompt_digest: null,
        tools_digest: null,
        plan_digest: null,
        purpose: word,
        signed_by: null,
      },
    });
  const AGENT =
    'actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod], autonomy: autonomous } } }\n';
  // A known name that nothing proves.
  const claimed = facts({ commits: [commit({ author: COPILOT })], agents_seen: ['copilot'] });
  test.each<[string, Facts, Facts]>([
    ['{ actor: [agent, mixed] }', agentFacts(), facts()],
    ['{ agents: [copilot] }', agentFacts(), facts()],
    ['{ autonomy: [autonomous] }', agentFacts(), facts()],
    [
      '{ assurance: [signed] }',
      agentFacts({ commits: [commit({ author: COPILOT, verified: true })] }),
      agentFacts(),
    ],
    ['{ first_time: true }', agentFacts({ agents_seen: [] }), agentFacts({ agents_seen: ['copilot'] })],
    ['{ first_time: true }', agentFacts(), facts()],
    ['{ first_time: true }', agentFacts({ agents_seen: ['codex'] }), facts({ agents_seen: [] })],
    ['{ first_time: true }', claimed, agentFacts({ agents_seen: ['copilot'] })],
    ['{ first_time: false }', agentFacts({ agents_seen: ['copilot'] }), agentFacts({ agents_seen: [] })],
    [
      '{ not: { first_time: true } }',
      agentFacts({ agents_seen: ['copilot'] }),
      agentFacts({ agents_seen: [] }),
    ],
    ['{ draft: true }', opened({ draft: true }), opened({ draft: false })],
    ['{ draft: false }', opened({ draft: false }), opened({ draft: true })],
    ['{ draft: true }', opened({ draft: null }), opened({ draft: false })],
    ['{ not: { draft: true } }', opened({ draft: null }), opened({ draft: true })],
    ['{ fork: true }', opened({ fork: true }), opened({ fork: false })],
    ['{ fork: true }', opened({ fork: null }), opened({ fork: false })],
    ['{ during: { days: [sat] } }', facts(), facts({ now: '2026-11-20T12:00:00Z' })],
    ['{ during: { days: [mon] } }', facts({ now: null }), facts()],
    ['{ not: { during: { days: [sat] } } }', facts({ now: null }), facts()],
    ['{ purpose: [migration] }', purpose('migration'), purpose('other')],
    ['{ purpose: [migration] }', purpose(null), facts()],
    ['{ branches: [main] }', facts(), opened({ base_branch: 'other' })],
    ['{ branches: [main] }', opened({ base_branch: null }), opened({ base_branch: 'other' })],
    ['{ branches: ["hotfix/**"] }', opened({ head_branch: 'hotfix/1' }), facts()],
    ['{ not: { branches: [dev] } }', opened({ head_branch: 'dev' }), opened({ base_branch: 'dev' })],
    ['{ labels: [urgent] }', label('bob'), label('mallory')],
    ['{ labels: [urgent] }', facts({ pull_request: null }), label(null)],
    ['{ authors: [Dora] }', facts(), facts({ pull_request: pull(user('bob')) })],
    [
      '{ authors: ["@acme/devs"] }',
      facts({ teams: { '@acme/devs': ['dora'] } }),
      facts({ teams: { '@acme/devs': [] } }),
    ],
    ['{ authors: ["@acme/devs"] }', facts({ teams: {} }), facts({ teams: { '@acme/devs': [] } })],
    [
      '{ not: { authors: ["@acme/devs"] } }',
      facts({ teams: {} }),
      facts({ teams: { '@acme/devs': ['dora'] } }),
    ],
    [
      '{ not: { authors: [zoe] } }',
      facts({ pull_request: null }),
      facts({ pull_request: pull(user('zoe')) }),
    ],
    ['{ repositories: ["acme/*"] }', facts(), facts({ repository: { id: 1, full_name: 'other/infra' } })],
    [
      '{ repositories: ["acme/*"] }',
      facts({ repository: null }),
      facts({ repository: { id: 1, full_name: 'x/y' } }),
    ],
  ])('%s', (when, yes, no) => {
    expect([denies(when, [change()], yes, AGENT), denies(when, [change()], no, AGENT)]).toEqual([
      true,
      false,
    ]);
  });

  test('counts', () => {
    const two = [change(), change({ startLine: 30, action: 'delete', file: 'b.tf' })];
    expect([denies('{ changes_over: 1 }', two), denies('{ changes_over: 2 }', two)]).toEqual([true, false]);
    expect([denies('{ files_over: 1 }', two), denies('{ files_over: 2 }', two)]).toEqual([true, false]);
    expect([denies('{ deletes_over: 0 }', two), denies('{ deletes_over: 1 }', two)]).toEqual([true, false]);
    const twice = [change(), change({ environment: 'staging' })];
    expect(denies('{ changes_over: 1 }', twice)).toBe(false);
  });
});

describe('instances that change alike count one by one', () => {
  const many = change({
    address: 'module.a.aws_db_instance.x',
    action: 'delete',
    alike: ['module.b.aws_db_instance.x', 'module.c.aws_db_instance.x'],
  });

  test('in numbers', () => {
    expect([denies('{ deletes_over: 2 }', [many]), denies('{ deletes_over: 3 }', [many])]).toEqual([
      true,
      false,
    ]);
    expect([denies('{ changes_over: 2 }', [many]), denies('{ changes_over: 3 }', [many])]).toEqual([
      true,
      false,
    ]);
  });

  test('by their addresses', () => {
    expect(denies('{ addresses: ["module.c.*"] }', [many])).toBe(true);
    expect(denies('{ addresses: ["module.d.*"] }', [many])).toBe(false);
    expect(denies('{ not: { addresses: ["module.a.*"] } }', [many])).toBe(true);
  });

  test('and in the document they stand together', () => {
    const { changes } = decide({ policy: BARE, changes: [many] });
    expect(changes.map(({ address, alike }) => [address, alike])).toEqual([[many.address, many.alike]]);
  });

  test('an exception for one excuses none of the others', () => {
    const found = { ...many, findings: ['data-store-destroyed'] };
    const policy = `${BARE}exceptions: [{ finding: data-store-destroyed, addresses: ["module.a.*"], reason: r, by: b, expires: 2027-01-31 }]
rules: [{ id: r, when: { findings: [data-store-destroyed] }, deny: no }]
`;
    const outcome = (changes: readonly Change[]): string =>
      decide({ policy, changes, facts: facts({ now: '2026-11-21T12:00:00Z' }) }).outcome;
    const { alike: _alike, ...alone } = found;
    expect([outcome([found]), outcome([alone])]).toEqual(['blocked', 'pass']);
  });
});

describe('what was not understood', () => {
  const unreadable = [
    {
      file: 'envs/prod/a.tf',
      line: 1,
      why: 'x',
      message: 'x',
      environments: ['prod'],
      tier: 'critical' as const,
    },
  ];
  const reasons = (when: string, effect: string) =>
    open(
      decide({
        policy: `${BARE}rules: [{ id: r, when: ${when}, ${effect} }]\n`,
        classified: classified([], { unreadable }),
      }),
    );
  const ASK = 'require: { approvals: [{ count: 1 }] }';

  test('asks whenever it could match, and is not denied on a guess', () => {
    expect(reasons('{ kinds: [identity], environments: [prod] }', ASK)).toContain('APPROVALS_MISSING r');
    expect(reasons('{ kinds: [identity], environments: [staging] }', ASK)).not.toContain(
      'APPROVALS_MISSING r',
    );
    expect(reasons('{ only: { kinds: [identity] } }', ASK)).toContain('APPROVALS_MISSING r');
    expect(reasons('{ not: { kinds: [identity] } }', ASK)).toContain('APPROVALS_MISSING r');
    expect(reasons('{ findings: [data-store-destroyed] }', 'deny: no')).not.toContain('DENIED r');
    expect(reasons('{ actions: [delete] }', 'deny: no')).not.toContain('DENIED r');
    expect(reasons('{ environments: [prod], paths: ["**/a.tf"] }', 'deny: no')).toContain('DENIED r');
  });

  test('an opaque file of unknown kind likewise', () => {
    const opaque = change({ opaque: true, kinds: ['compute'], type: null });
    const policy = (effect: string) => `${BARE}rules: [{ id: r, when: { kinds: [identity] }, ${effect} }]\n`;
    expect(open(decide({ policy: policy(ASK), changes: [opaque] }))).toContain('APPROVALS_MISSING r');
    expect(open(decide({ policy: policy('deny: no'), changes: [opaque] }))).not.toContain('DENIED r');
  });
});

describe('what nobody could read may be more than is known', () => {
  const unreadable = [
    {
      file: 'envs/prod/iam.tf',
      line: 1,
      why: 'parse-error',
      message: 'It cannot be read.',
      environments: ['prod'],
      tier: 'critical' as const,
    },
  ];
  const asks = (when: string, given: Classified): boolean =>
    open(
      decide({
        policy: `${BARE}rules: [{ id: r, when: ${when}, require: { assurance: signed } }]\n`,
        facts: agentFacts(),
        classified: given,
      }),
    ).includes('ASSURANCE_LOW r');

  test.each(['{ changes_over: 5 }', '{ deletes_over: 0 }'])('%s', (when) => {
    expect(asks(when, classified([], { unreadable }))).toBe(true);
    expect(asks(when, classified([change()]))).toBe(false);
  });

  test('a file that only people understand may delete', () => {
    const opaque = { type: null, opaque: true, kinds: ['other' as const] };
    expect(asks('{ actions: [delete] }', classified([change(opaque)]))).toBe(true);
    expect(asks('{ actions: [delete] }', classified([change({ ...opaque, opaque: false })]))).toBe(false);
  });

  test('an unknown action may be a deletion', () => {
    expect(asks('{ deletes_over: 0 }', classified([change({ action: 'unknown' })]))).toBe(true);
    expect(asks('{ deletes_over: 0 }', classified([change({ action: 'update' })]))).toBe(false);
  });
});

test('a repository does not free an agent from the rules of its floor by listing it as autonomous', () => {
  const agents = (autonomy: string): string =>
    `actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod], autonomy: ${autonomy} } } }\n`;
  const rule = 'rules: [{ id: r, when: { not: { autonomy: [autonomous] } }, deny: no }]\n';
  const refused = (listed: string): boolean =>
    open(
      decide({
        policy: `${BARE}${agents('autonomous')}`,
        floor: `version: 1\n${listed}${rule}`,
        facts: agentFacts(),
        changes: [change()],
      }),
    ).includes('DENIED floor/r');
  expect(refused('')).toBe(true);
  expect(refused(agents('autonomous'))).toBe(false);
});

describe('what the author writes takes nothing out of a rule', () => {
  const known = (purpose: string | null): Facts =>
    facts({
      provenance: { prompt_digest: null, tools_digest: null, plan_digest: null, purpose, signed_by: null },
    });

  test.each(['actor: [agent, mixed]', 'agents: [copilot]', 'assurance: [declared]'])(
    'the name of an agent: %s',
    (key) => {
      const named = facts({ pull_request: pull(user('dora', 40), { head_branch: 'copilot/x' }) });
      expect(denies(`{ ${key} }`, [change()], named)).toBe(true);
      expect(denies(`{ not: { ${key} } }`, [change()], named)).toBe(true);
    },
  );

  test('an agent that its id tells is one', () => {
    expect(denies('{ not: { actor: [agent, mixed] } }', [change()], agentFacts())).toBe(false);
  });

  test('a declared purpose', () => {
    expect(denies('{ purpose: [incident] }', [change()], known('incident'))).toBe(true);
    expect(denies('{ purpose: [incident] }', [change()], known('upgrade'))).toBe(false);
    expect(denies('{ not: { purpose: [incident] } }', [change()], known('incident'))).toBe(true);
  });

  const listed =
    'actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod], autonomy: autonomous } } }\n';
  const trailer = facts({
    commits: [
      commit({ message: 'x\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>' }),
    ],
  });
  const branch = facts({ pull_request: pull(user('dora', 40), { head_branch: 'copilot/x' }) });
  test.each([
    '{ agents: [copilot] }',
    '{ autonomy: [autonomous] }',
    '{ actor: [agent, mixed] }',
    '{ any: [{ actor: [mixed] }] }',
  ])('the name of an agent: not %s', (excluded) => {
    const rule = `{ not: ${excluded} }`;
    expect(denies(rule, [change()], trailer, listed)).toBe(true);
    expect(denies(rule, [change()], branch, listed)).toBe(true);
    // Nobody knows the author.
    expect(denies(rule, [change()], facts({ pull_request: null }), listed)).toBe(true);
  });

  test('the id of an agent does, where no other agent is named', () => {
    const copilots = agentFacts();
    expect(denies('{ not: { agents: [copilot] } }', [change()], copilots, listed)).toBe(false);
    expect(denies('{ not: { autonomy: [autonomous] } }', [change()], copilots, listed)).toBe(false);
    expect(denies('{ not: { actor: [agent] } }', [change()], copilots, listed)).toBe(false);
    const beside = agentFacts({
      commits: [commit({ message: 'x\n\nCo-authored-by: Claude <noreply@anthropic.com>' })],
    });
    expect(denies('{ not: { agents: [copilot] } }', [change()], beside, listed)).toBe(true);
    expect(denies('{ not: { autonomy: [autonomous] } }', [change()], beside, listed)).toBe(true);
    expect(denies('{ not: { agents: [copilot, claude] } }', [change()], beside, listed)).toBe(false);
  });

  test('a trailer does not carry a person out of a rule about people', () => {
    expect(denies('{ actor: [human] }', [change()], trailer, listed)).toBe(true);
    expect(denies('{ assurance: [authenticated] }', [change()], trailer, listed)).toBe(true);
    expect(denies('{ actor: [automation] }', [change()], trailer, listed)).toBe(false);
    const known = { ...trailer, agents_seen: [] };
    expect(denies('{ first_time: false }', [change()], known, listed)).toBe(true);
    expect(denies('{ not: { first_time: true } }', [change()], known, listed)).toBe(true);
    expect(denies('{ first_time: false }', [change()], agentFacts({ agents_seen: [] }), listed)).toBe(false);
    const pushed = facts({ pushers: [COPILOT] });
    expect(denies('{ actor: [human] }', [change()], pushed, listed)).toBe(false);
    const dependabot = facts({
      ...trailer,
      pull_request: pull({ login: 'd[bot]', id: 49699333, type: 'Bot' }),
    });
    const automation = 'actors: { automation: [{ github: 49699333 }] }\n';
    expect(denies('{ actor: [automation] }', [change()], dependabot, automation)).toBe(true);
    expect(denies('{ actor: [human] }', [change()], dependabot, automation)).toBe(false);
  });
});
