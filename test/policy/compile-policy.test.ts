// Layers: what adds, what takes the stricter side, and what cannot be decided with.
import { describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../src/model/policy-source.ts';
import { accountsOf, compilePolicy, landscapeOf, policyNeeds, targetsOf } from '../../src/policy/index.ts';
import type { CompiledPolicy } from '../../src/policy/index.ts';
import { BARE, approval, change, decide, facts, layers, open } from './given.ts';

function compiled(repository: string | null, floor: string | null = null): CompiledPolicy {
  const result = compilePolicy(layers(repository, floor));
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.policy;
}
const problems = (repository: string, floor: string | null = null) => {
  const result = compilePolicy(layers(repository, floor));
  return result.kind === 'ok'
    ? []
    : result.problems.map(({ code, source, problem }) => [
        code,
        `${source}:${problem.line}:${problem.column}`,
        problem.code,
      ]);
};

describe('choices take the stricter side', () => {
  test.each([
    [null, null, 'observe'],
    ['mode: observe', null, 'observe'],
    ['version: 1', null, 'enforce'],
    ['mode: observe', 'mode: observe', 'observe'],
    ['mode: observe', 'mode: enforce', 'enforce'],
    ['mode: observe', 'version: 1', 'enforce'],
    [null, 'mode: observe', 'observe'],
  ])('mode: %j under %j', (repository, floor, expected) => {
    expect(compiled(repository, floor).mode).toBe(expected);
  });

  test.each([
    [null, null, 'standard'],
    ['version: 1', null, 'standard'],
    ['baseline: none', null, 'none'],
    ['baseline: none', 'version: 1', 'none'],
    ['baseline: none', 'baseline: light', 'light'],
    ['baseline: standard', 'baseline: light', 'standard'],
    ['version: 1', 'baseline: light', 'standard'],
    [null, 'baseline: light', 'light'],
  ])('baseline: %j under %j', (repository, floor, expected) => {
    expect(compiled(repository, floor).baseline).toBe(expected);
  });

  test('environments of one name merge', () => {
    const repository =
      'environments: { prod: { tier: low, baseline: none, data: a, match: { paths: ["a/**"] } }, dev: { baseline: none } }';
    const floor =
      'baseline: light\nenvironments: { prod: { tier: critical, data: b, match: { paths: ["a/**", "b/**"], accounts: [111122223333] } } }';
    const match = { paths: ['a/**', 'b/**'], namespaces: [], workspaces: [], accounts: ['111122223333'] };
    const none = { paths: [], namespaces: [], workspaces: [], accounts: [] };
    expect(compiled(repository, floor).environments).toEqual([
      { name: 'prod', tier: 'critical', baseline: 'light', refusesUnread: true, data: ['b', 'a'], match },
      { name: 'dev', tier: 'elevated', baseline: 'light', refusesUnread: true, data: [], match: none },
    ]);
  });

  test.each([
    ['actors: { unlabelled: agent }', null, ['agent', 'deny']],
    ['actors: { unlabelled: human }', 'actors: { unlabelled: agent }', ['agent', 'deny']],
    ['actors: { unknown_bots: agent }', null, ['human', 'agent']],
    ['actors: { unknown_bots: agent }', 'actors: { unknown_bots: deny }', ['human', 'deny']],
    ['actors: { unknown_bots: agent }', 'version: 1', ['human', 'agent']],
  ])('actors: %j under %j', (repository, floor, expected) => {
    const { unlabelled, unknownBots } = compiled(repository, floor);
    expect([unlabelled, unknownBots]).toEqual(expected);
  });

  test('where there is a floor, its paths are the whole list', () => {
    const repository = 'paths: { ignore: ["vendor/**"], inert: ["docs/**"] }';
    expect(landscapeOf(compilePolicy(layers(repository)))).toMatchObject({
      ignore: ['vendor/**'],
      inert: ['docs/**'],
    });
    expect(landscapeOf(compilePolicy(layers(repository, 'paths: { ignore: [] }')))).toMatchObject({
      ignore: [],
      inert: [],
    });
    expect(landscapeOf(compilePolicy(layers(repository, 'paths: { inert: ["docs/**"] }')))).toMatchObject({
      ignore: [],
      inert: ['docs/**'],
    });
  });
});

test('rules of all layers add, those of the floor under their own name', () => {
  const rule = 'rules: [{ id: r, deny: no }]';
  expect(open(decide({ policy: `${BARE}${rule}\n`, floor: rule }))).toEqual(['DENIED floor/r', 'DENIED r']);
  expect(
    open(decide({ policy: BARE, floor: 'rules: [{ id: r, require: { approvals: [{ count: 1 }] } }]' })),
  ).toEqual(['APPROVALS_MISSING floor/r']);
});

describe('no policy to decide with', () => {
  const decideFloor = (floor: PolicyFile, repository: PolicyFile = { kind: 'absent' }) =>
    decide({ result: compilePolicy({ floor, repository }), facts: facts({ reviews: [approval('bob')] }) });

  test.each([true, false])('a floor that cannot be read refuses (seen before: %s)', (seenBefore) => {
    const decision = decideFloor({
      kind: 'unavailable',
      source: 'acme/.github:aigov.yml',
      why: '502',
      seenBefore,
    });
    expect([decision.outcome, open(decision)]).toEqual(['blocked', ['FLOOR_UNAVAILABLE floor/policy']]);
  });

  test('a repository policy that cannot be read, or is no regular file', () => {
    const unavailable = { kind: 'unavailable', source: 'x', why: '502', seenBefore: false } as const;
    expect(open(decideFloor({ kind: 'absent' }, unavailable))).toEqual(['FACTS_INCOMPLETE policy']);
    const link = { kind: 'not-regular', source: '.aigov.yml', why: 'a symbolic link' } as const;
    const decision = decideFloor({ kind: 'absent' }, link);
    expect(decision.reasons[0]).toMatchObject({
      code: 'POLICY_INVALID',
      message: '.aigov.yml:1:1 the policy is not a regular file: a symbolic link',
    });
    expect(open(decideFloor(link))).toEqual(['POLICY_INVALID floor/policy']);
  });

  test('every problem of every layer is listed', () => {
    expect(problems('a: 1\nb: 2', 'c: 3')).toEqual([
      ['POLICY_INVALID', 'floor.yml:1:1', 'unknown-key'],
      ['POLICY_INVALID', '.aigov.yml:1:1', 'unknown-key'],
      ['POLICY_INVALID', '.aigov.yml:2:1', 'unknown-key'],
    ]);
  });

  test('an invalid policy has nothing to offer', () => {
    const result = compilePolicy(layers('a: 1'));
    expect([
      policyNeeds(result, NOTHING),
      targetsOf(result),
      accountsOf(result),
      landscapeOf(result),
    ]).toEqual([
      { teams: [], users: [], levels: false, headAges: false, keys: false },
      [],
      [],
      { environments: [], ignore: [], inert: [], hasDeploy: false, deployRoles: [], guards: [] },
    ]);
  });
});

describe('references', () => {
  const rule = (when: string) => `rules:\n  - id: r\n    when: ${when}\n    deny: no\n`;
  test('environments of rules and targets must exist in some layer; the floor need not know them', () => {
    expect(problems(rule('{ environments: [prdo] }'))).toEqual([
      ['POLICY_INVALID', '.aigov.yml:3:28', 'unknown-environment'],
    ]);
    expect(problems(rule('{ any: [{ not: { only: { all: [{ environments: [x] }] } } }] }'))).toHaveLength(1);
    expect(problems(rule('{ environments: [prod] }'), 'environments: { prod: {} }')).toEqual([]);
    expect(problems('version: 1', rule('{ environments: [prod] }'))).toEqual([]);
  });

  test('rule ids differ', () => {
    expect(problems('rules: [{ id: a, deny: x }, { id: a, deny: y }]')).toEqual([
      ['POLICY_INVALID', '.aigov.yml:1:31', 'duplicate-rule'],
    ]);
  });
});

describe('deploy', () => {
  const target = (extra = '', account = '"111122223333"') => `environments: { prod: {} }
deploy:
  prod: { environment: prod, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: ${account}, role: "arn:aws:iam::111122223333:role/deploy", region: eu-west-1${extra} }
accounts: { "111122223333": { revoker_role: "arn:aws:iam::111122223333:role/r" } }
`;
  test('defaults are filled', () => {
    const result = compilePolicy(layers(target()));
    expect(targetsOf(result)).toEqual([
      {
        name: 'prod',
        environment: 'prod',
        githubEnvironment: null,
        workflow: '.github/workflows/deploy.yml',
        ref: 'refs/heads/main',
        account: '111122223333',
        role: 'arn:aws:iam::111122223333:role/deploy',
        region: 'eu-west-1',
        sessionSeconds: 1200,
        windowSeconds: 14_400,
        narrowing: 'preferred',
        policyArns: [],
        executor: null,
      },
    ]);
    expect(accountsOf(result)).toEqual([
      {
        account: '111122223333',
        revokerRole: 'arn:aws:iam::111122223333:role/r',
        boundaryArn: null,
        externalId: null,
      },
    ]);
    expect(landscapeOf(result).hasDeploy).toBe(true);
  });

  test('stated values; the floor holds where both name a target', () => {
    const stated = target(
      ', session: 5m, window: 24h, narrowing: required, github_environment: production, policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]',
    );
    const [first, ...rest] = targetsOf(compilePolicy(layers(target(), stated)));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      sessionSeconds: 300,
      windowSeconds: 86_400,
      narrowing: 'required',
      githubEnvironment: 'production',
      policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    });
    expect(targetsOf(compilePolicy(layers(target(', github_environment: none'))))[0]?.githubEnvironment).toBe(
      null,
    );
  });

  test('no target of a repository has the role of another target of its floor', () => {
    const own = target().replace('  prod: {', '  mine: {');
    expect(compilePolicy(layers(target(), target())).kind).toBe('ok');
    expect(compilePolicy(layers(own)).kind).toBe('ok');
    expect(compilePolicy(layers(own.replace('role/deploy', 'role/other'), target())).kind).toBe('ok');
    const borrowed = compilePolicy(layers(own, target()));
    expect(borrowed.kind === 'invalid' && borrowed.problems.map(({ problem }) => problem.code)).toEqual([
      'role-of-layer-above',
    ]);
  });

  test('an account without quotes keeps its digits; a role of another account is an error', () => {
    expect(targetsOf(compilePolicy(layers(target('', '111122223333'))))[0]?.account).toBe('111122223333');
    expect(problems(target('', '"999922223333"'))).toEqual([
      ['POLICY_INVALID', '.aigov.yml:3:117', 'account-mismatch'],
    ]);
  });

  test.each([
    ['revoker_role', 'arn:aws:iam::111122223333:role/r', 'arn:aws:iam::999922223333:role/r'],
    ['boundary_arn', 'arn:aws:iam::111122223333:policy/b', 'arn:aws:iam::999922223333:policy/b'],
    ['boundary_arn', 'arn:aws:iam::111122223333:policy/b', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ])('%s in another account could end no session, so that it is an error', (key, own, other) => {
    const policy = (arn: string): string => `version: 1\naccounts: { "111122223333": { ${key}: "${arn}" } }`;
    expect(problems(policy(own))).toEqual([]);
    expect(problems(policy(other)).map(([code, , problem]) => [code, problem])).toEqual([
      ['POLICY_INVALID', 'account-mismatch'],
    ]);
  });

  test.each([
    ['workflow: .github/workflows/deploy.yml', 'workflow: .github/workflows/deploy.yml@refs/heads/main'],
    ['workflow: acme/ci/.github/workflows/d.yml@refs/tags/v1', 'workflow: acme/ci/.github/workflows/d.yml'],
    ['ref: refs/heads/main', 'ref: refs/tags/main'],
  ])('what a token can say is taken (%s), and what none can say is an error (%s)', (taken, refused) => {
    const [key = ''] = taken.split(':');
    const policy = (line: string): string => target().replace(new RegExp(`${key}: [^,]+`), line);
    expect(problems(policy(taken))).toEqual([]);
    expect(problems(policy(refused)).map(([, , problem]) => problem)).toEqual(['invalid-value']);
  });
});

test('needs: teams and users of owners, approvals and authors', () => {
  const policy =
    'owners: ["@acme/b", zoe]\nrules: [{ id: r, when: { not: { authors: ["@acme/c"] }, any: [{ authors: [yan] }] }, require: { approvals: [{ count: 1, from: ["@acme/a", "@bob"] }, { count: 1 }] } }]';
  expect(policyNeeds(compilePolicy(layers(policy)), NOTHING)).toEqual({
    teams: ['@acme/a', '@acme/b', '@acme/c'],
    users: ['bob', 'yan', 'zoe'],
    levels: false,
    headAges: false,
    keys: false,
  });
});

test('needs: the owners that words stand for, and the permissions of reviewers', () => {
  const needs = (approval: string) =>
    policyNeeds(
      compilePolicy(
        layers(`actors: { agents: { copilot: { identities: [{ github: 1 }], owner: "@acme/agents" } } }
resource_owners: [{ paths: ["net/**"], owners: ["@acme/network"] }]
rules: [{ id: r, require: { approvals: [{ count: 1, ${approval} }] } }]
`),
      ),
      {
        paths: ['net/a.tf'],
        codeOwners: [
          { pattern: '/net/', owners: ['@acme/net-code', '@carol', 'a@acme.test'] },
          { pattern: '/dns/', owners: ['@acme/dns'] },
        ],
      },
    );
  const none = { teams: [], users: [], levels: false, headAges: false, keys: false };
  expect([
    needs('from: [code_owners]'),
    needs('from: [resource_owners]'),
    needs('from: [agents_owner]'),
    needs('permission: write'),
    needs('permission: maintain'),
  ]).toEqual([
    { ...none, teams: ['@acme/net-code'], users: ['carol'] },
    { ...none, teams: ['@acme/network'] },
    { ...none, teams: ['@acme/agents'] },
    none,
    { ...none, levels: true, headAges: false },
  ]);
});

const NOTHING = { paths: [], codeOwners: null };

describe('exceptions', () => {
  const found = change({ findings: ['public-ingress'], address: 'aws_lb.public' });
  const rule = 'rules: [{ id: r, when: { findings: [public-ingress] }, deny: no }]\n';
  const exception = (part = '') =>
    `exceptions: [{ finding: public-ingress, addresses: ["aws_lb.public"], reason: web, by: carol, expires: 2026-11-22${part} }]\n`;
  const outcome = (
    policy: string,
    floor: string | null = null,
    now: string | null = '2026-11-21T12:00:00Z',
    changes = [found],
  ) => decide({ policy: `${BARE}${policy}`, floor, facts: facts({ now }), changes });

  test('in force: the rule is excused and the card shows it', () => {
    const decision = outcome(rule + exception());
    expect([decision.outcome, decision.exceptions]).toEqual([
      'pass',
      [
        {
          finding: 'public-ingress',
          address: 'aws_lb.public',
          reason: 'web',
          by: 'carol',
          expires: '2026-11-22',
        },
      ],
    ]);
  });

  test.each([
    ['expired', outcome(rule + exception(), null, '2026-11-22T00:00:00Z')],
    ['no clock', outcome(rule + exception(), null, null)],
    [
      'another address',
      outcome(rule + exception(), null, undefined, [{ ...found, address: 'aws_lb.other' }]),
    ],
    ['another case', outcome(rule + exception(), null, undefined, [{ ...found, address: 'AWS_LB.public' }])],
    [
      'another finding',
      outcome(rule + exception(), null, undefined, [
        { ...found, findings: ['public-ingress', 'x'] },
        { ...found, file: 'b.tf', address: 'aws_lb.b' },
      ]),
    ],
    ['a rule of the floor', outcome(exception(), rule)],
  ])('not: %s', (_, decision) => {
    expect(decision.outcome).toBe('blocked');
  });

  test('an exception of the floor excuses from both layers', () => {
    expect(outcome(rule, rule + exception()).outcome).toBe('pass');
  });
});

describe('tiers', () => {
  const raise = (extra = '') =>
    `${BARE}rules:\n  - { id: up, when: { paths: ["envs/**"] }, tier: critical }\n${extra}`;
  const low = change({ tier: 'low', kinds: ['other'] });

  test('a rule raises and never lowers', () => {
    const decision = decide({ policy: raise(), changes: [low] });
    expect([decision.tier, decision.changes[0]?.tier]).toEqual(['critical', 'critical']);
    expect(decide({ policy: `${BARE}rules: [{ id: down, tier: low }]\n`, changes: [change()] }).tier).toBe(
      'critical',
    );
  });

  test('other rules see the raised tier, whatever their order, and none loses the tier as found', () => {
    const rules =
      '  - { id: first, when: { tier_at_least: critical }, deny: a }\n  - { id: found, when: { tier: [low] }, deny: b }\n  - { id: mid, when: { not: { tier: [critical] } }, deny: c }\n';
    expect(open(decide({ policy: raise(rules), changes: [low] }))).toEqual([
      'DENIED first',
      'DENIED found',
      'DENIED mid',
    ]);
  });

  test('a rule can build on what another raised', () => {
    const chain = `${BARE}rules:\n  - { id: two, when: { tier_at_least: elevated }, tier: critical }\n  - { id: one, when: { kinds: [other] }, tier: elevated }\n`;
    expect(decide({ policy: chain, changes: [low] }).tier).toBe('critical');
  });
});
