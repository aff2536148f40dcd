// Each lint: a policy that it warns of, and the same one with a single difference that it does not.
import { describe, expect, test } from 'vitest';
import { LINTS } from '../../../src/policy/lint/registry.ts';
import { PROBLEM_CODES } from '../../../src/policy/problem-codes.ts';
import type { Surroundings } from '../../../src/policy/index.ts';
import { check } from './given.ts';

const HEAD =
  'version: 1\nenvironments:\n  prod: { tier: critical, data: restricted, match: { paths: ["envs/prod/**"] } }\n';
const rule = (parts: string): string => `${HEAD}rules:\n  - { id: r, ${parts} }\n`;
const agent = (parts: string): string =>
  `${HEAD}actors:\n  agents:\n    bot: { identities: [{ github: 1 }], ${parts} }\n`;
const exception = (parts: string): string =>
  `${HEAD}exceptions:\n  - { finding: public-ingress, addresses: ["aws_lb.*"], reason: web, by: carol, ${parts} }\n`;
const target = (head: string): string =>
  `${head}deploy:\n  prod: { environment: prod, workflow: .github/workflows/deploy.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/deploy", region: eu-west-1 }\n`;
const owned = (second: string): string =>
  `${HEAD}resource_owners:\n  - { paths: ["db/**"], owners: ["@acme/data"] }\n  - { paths: ["${second}"], owners: ["@acme/platform"] }\n`;

const people = (part: Partial<NonNullable<Surroundings['people']>> = {}): Partial<Surroundings> => ({
  people: {
    teams: { '@acme/security': ['Bob', 'carol'], '@acme/guests': ['eve', 'finn'] },
    permissions: { bob: 'write', carol: 'read', eve: 'read', finn: 'read' },
    asked: null,
    accounts: { carol: 5 },
    ...part,
  },
});
const at = (now: string): Partial<Surroundings> => ({ now });
const tree = (...paths: readonly string[]): Partial<Surroundings> => ({ tree: ['envs/prod/a.tf', ...paths] });

type Row = readonly [
  code: string,
  warned: readonly [text: string, known?: Partial<Surroundings>],
  message: string,
  place: string,
  quiet: readonly [text: string, known?: Partial<Surroundings>],
];

const ROWS: readonly Row[] = [
  [
    'agent-any-tool',
    [agent('environments: [prod], tools: ["*"]')],
    '"*" lets the agent "bot" use any tool',
    '6:71',
    [agent('environments: [prod], tools: ["mcp__*"]')],
  ],
  [
    'agent-expired',
    [agent('environments: [prod], recertify_by: 2026-11-20'), at('2026-11-21T00:00:00Z')],
    'the certification of the agent "bot" ended on 2026-11-20: its changes are blocked',
    '6:63',
    [agent('environments: [prod], recertify_by: 2027-11-21'), at('2026-11-21T00:00:00Z')],
  ],
  [
    'agent-expires-soon',
    [agent('environments: [prod], recertify_by: 2026-12-20'), at('2026-11-21T00:00:00Z')],
    'the certification of the agent "bot" ends on 2026-12-20',
    '6:63',
    [agent('environments: [prod], recertify_by: 2026-12-22'), at('2026-11-21T00:00:00Z')],
  ],
  [
    'agent-reaches-nothing',
    [agent('environments: []')],
    'the agent "bot" may reach nothing: it lists no "environments"',
    '6:5',
    [agent('environments: [prod]')],
  ],
  [
    'agent-reaches-nothing',
    [agent('environments: [prod], autonomy: advisory')],
    'the agent "bot" may reach nothing: "advisory" takes away the "environments" that it lists',
    '6:5',
    [agent('environments: [prod], autonomy: supervised')],
  ],
  [
    'agent-reaches-nothing',
    [agent('roles: [author]')],
    'the agent "bot" may reach nothing: it lists no "environments"',
    '6:5',
    [agent('roles: [validator]')],
  ],
  [
    'agent-unknown-environment',
    [agent('environments: [prod, prd]')],
    'no environment is called "prd"; did you mean "prod"?',
    '6:62',
    [agent('environments: [prod, prod]')],
  ],
  [
    'approvals-impossible',
    [rule('require: { approvals: [{ count: 3, from: ["@acme/security"] }] }'), people()],
    '3 people are asked for, and there are 2',
    '5:37',
    [rule('require: { approvals: [{ count: 1, from: ["@acme/security"] }] }'), people()],
  ],
  [
    'approvals-impossible',
    [
      rule(
        'require: { approvals: [{ count: 2, from: [{ login: carol, id: 5 }, { login: CAROL, id: 5 }] }] }',
      ),
    ],
    '2 people are asked for, and there is one',
    '5:37',
    [
      rule(
        'require: { approvals: [{ count: 2, from: [{ login: carol, id: 5 }, { login: bob, id: 6 }, { login: eve, id: 7 }] }] }',
      ),
    ],
  ],
  [
    'approvals-impossible',
    [
      rule(
        'require: { approvals: [{ count: 2, from: [{ login: carol, id: 5 }, { login: bob, id: 6 }] }, { count: 1, from: [{ login: carol, id: 5 }] }] }',
      ),
    ],
    'the entries ask for 3 different people together, and there are 2',
    '5:25',
    [
      rule(
        'require: { approvals: [{ count: 2, from: [{ login: carol, id: 5 }, { login: bob, id: 6 }, { login: eve, id: 7 }] }, { count: 1, from: [{ login: carol, id: 5 }, { login: dora, id: 8 }] }] }',
      ),
    ],
  ],
  [
    'approvals-without-spare',
    [rule('require: { approvals: [{ count: 2, from: ["@acme/security"] }] }'), people()],
    'all 2 named people are needed: what one of them changes can never be approved',
    '5:37',
    [
      rule('when: { actor: [agent] }, require: { approvals: [{ count: 2, from: ["@acme/security"] }] }'),
      people(),
    ],
  ],
  [
    'approvals-without-spare',
    [rule('require: { approvals: [{ count: 1, from: [{ login: carol, id: 5 }] }] }')],
    'only "carol" can approve this: what they change themselves can never be approved',
    '5:37',
    [rule('require: { approvals: [{ count: 1, from: [{ login: carol, id: 5 }, "@acme/security"] }] }')],
  ],
  [
    'approvals-without-spare',
    [
      rule(
        'require: { approvals: [{ count: 1, from: [{ login: carol, id: 5 }, { login: bob, id: 6 }] }, { count: 1, from: [{ login: bob, id: 6 }, { login: carol, id: 5 }] }] }',
      ),
    ],
    'all 2 named people are needed: what one of them changes can never be approved',
    '5:25',
    [
      rule(
        'require: { approvals: [{ count: 1, from: [{ login: carol, id: 5 }, { login: bob, id: 6 }] }, { count: 1, from: [{ login: eve, id: 7 }, { login: carol, id: 5 }] }] }',
      ),
    ],
  ],
  [
    'approvals-without-spare',
    [`${HEAD}owners: [{ login: carol, id: 5 }]\n`],
    '"carol" is the only owner: nobody can approve what they change of the policy',
    '4:1',
    [`${HEAD}owners: [{ login: carol, id: 5 }, { login: bob, id: 6 }]\n`],
  ],
  [
    'bare-login',
    [`${HEAD}owners: [Carol, "@acme/security"]\n`, people()],
    '"Carol" is whoever has this login; write { login: Carol, id: 5 }',
    '4:10',
    [`${HEAD}owners: [{ login: carol, id: 5 }, "@acme/security"]\n`, people()],
  ],
  [
    'environment-unmatched',
    ['version: 1\nenvironments: { prod: { tier: critical, match: {} } }\n'],
    'no change is ever in "prod": it has no "match"',
    '2:17',
    ['version: 1\nenvironments: { prod: { tier: critical, match: { workspaces: [prod] } } }\n'],
  ],
  [
    'exception-expired',
    [exception('expires: 2026-11-21'), at('2026-11-21T00:00:00Z')],
    'the exception for "public-ingress" ended on 2026-11-21',
    '5:81',
    [exception('expires: 2026-11-21'), at('2026-11-20T23:59:59Z')],
  ],
  [
    'exception-unused',
    [exception('expires: 2027-01-01'), { found: [{ finding: 'public-ingress', address: 'aws_alb.web' }] }],
    'the change that was looked at has no "public-ingress" on aws_lb.*',
    '5:5',
    [exception('expires: 2027-01-01'), { found: [{ finding: 'public-ingress', address: 'aws_lb.web' }] }],
  ],
  [
    'glob-matches-nothing',
    [rule('when: { paths: ["envs/prod/*.tofu"] }, deny: no'), tree('modules/a.tf')],
    '"envs/prod/*.tofu" matches no file of the repository',
    '5:30',
    [rule('when: { paths: ["envs/prod/*.tofu"] }, deny: no'), tree('envs/prod/b.tofu')],
  ],
  [
    'glob-matches-nothing',
    [`${HEAD}paths: { inert: ["Docs/**"] }\n`, tree('docs/a.md')],
    '"Docs/**" matches no file of the repository; files differ from it in upper and lower case, which counts here',
    '4:18',
    [`${HEAD}paths: { inert: ["Docs/**"] }\n`, tree('Docs/a.md')],
  ],
  [
    'glob-names-folder',
    [rule('when: { paths: ["envs/dev"] }, deny: no')],
    '"envs/dev" is a file of that name; for what is in the folder write "envs/dev/**"',
    '5:30',
    [
      rule(
        'when: { paths: ["envs/dev/**", "docker/Dockerfile", "Makefile", ".github", "a/b.tf", "x/*"] }, deny: no',
      ),
    ],
  ],
  [
    'ignores-everything',
    ['version: 1\npaths: { ignore: ["vendor/**", "**"] }\n'],
    '"paths.ignore" takes away every file: almost nothing is ever decided',
    '2:32',
    ['version: 1\npaths: { ignore: ["vendor/**", "docs/**"] }\n'],
  ],
  [
    'ignores-everything',
    [`${HEAD}paths: { ignore: ["**/*.{tf,md}"] }\n`],
    '"paths.ignore" takes away every file that ends in .tf: infrastructure in them is never decided',
    '4:19',
    [`${HEAD}paths: { ignore: ["*/*.{tf,md}"] }\n`],
  ],
  [
    'ignores-everything',
    [`${HEAD}paths: { ignore: ["*.yml", "*/**/*.yml"] }\n`],
    '"paths.ignore" takes away every file that ends in .yml: infrastructure in them is never decided',
    '4:10',
    [`${HEAD}paths: { ignore: ["*/**/*.yml"] }\n`],
  ],
  [
    'ignores-everything',
    [`${HEAD}paths: { inert: ["**/*"] }\n`],
    '"paths.inert" names every file: what an agent changes of the code that deploy jobs run never counts',
    '4:18',
    [`${HEAD}paths: { inert: ["**/*.md"] }\n`],
  ],
  [
    'ignores-everything',
    [`${HEAD}paths: { ignore: ["e*/**"] }\n`, tree('.github/workflows/a.yml', 'README.md')],
    '"paths.ignore" takes away all 1 files of the repository that could hold infrastructure',
    '4:10',
    [`${HEAD}paths: { ignore: ["e*/**"] }\n`, tree('modules/a.tf')],
  ],
  [
    'never-matches',
    [rule('when: { during: { days: [sat], from: 2026-12-21, until: 2026-12-23 } }, deny: no')],
    'the rule "r" can never match: its window is never open',
    '5:22',
    [rule('when: { during: { days: [wed], from: 2026-12-21, until: 2026-12-23 } }, deny: no')],
  ],
  [
    'never-matches',
    [
      rule('when: { environments: [prod], all: [{ environments: [dev] }] }, deny: no').replace(
        'rules:',
        '  dev: { match: { workspaces: [dev] } }\nrules:',
      ),
    ],
    'the rule "r" can never match: "environments" asks for dev, and beside it for prod',
    '6:52',
    [
      rule('when: { environments: [prod], all: [{ environments: [prod] }] }, deny: no').replace(
        'rules:',
        '  dev: { match: { workspaces: [dev] } }\nrules:',
      ),
    ],
  ],
  [
    'never-matches',
    [rule('when: { during: { until: 2026-11-01 } }, deny: no'), at('2026-11-21T00:00:00Z')],
    'the rule "r" can never match: the last of its windows ended with 2026-11-01',
    '5:22',
    [rule('when: { during: { until: 2026-11-20 } }, deny: no'), at('2026-11-21T00:00:00Z')],
  ],
  [
    'no-version',
    ['owners: ["@a/b"]\n'],
    'write "version: 1" first',
    '1:1',
    ['version: 1\nowners: ["@a/b"]\n'],
  ],
  [
    'other-policy-file',
    [HEAD, tree('.github/.aigov.yml')],
    '".github/.aigov.yml" is never read as a policy',
    '1:1',
    [HEAD, tree('.aigov.yml', 'aigov.yml', 'docs/.aigov.yml')],
  ],
  [
    'owners-repeated',
    [owned('db/**')],
    '"db/**" is in entry 1 as well: both must approve',
    '6:15',
    [owned('db/schema/**')],
  ],
  [
    'paths-ignored',
    [`${rule('when: { paths: ["vendor/lib/**"] }, deny: no')}paths: { ignore: ["vendor/**"] }\n`],
    '"paths.ignore" takes away all that is named here ("vendor/**")',
    '5:22',
    [`${rule('when: { paths: ["vendor/lib/**", "lib/**"] }, deny: no')}paths: { ignore: ["vendor/**"] }\n`],
  ],
  [
    'never-matches',
    [rule('when: { repositories: [infra, "infra-*"] }, deny: no')],
    'the rule "r" can never match: a repository is named "owner/name"',
    '5:22',
    [rule('when: { repositories: [infra, "acme/infra-*"] }, deny: no')],
  ],
  [
    'never-matches',
    [rule('when: { branches: [refs/heads/main] }, deny: no')],
    'the rule "r" can never match: a branch is named without "refs/heads/"',
    '5:22',
    [rule('when: { branches: [main] }, deny: no')],
  ],
  [
    'glob-is-text',
    [rule('deny: d, when: { paths: ["!envs/dev/**"] }')],
    '"!envs/dev/**" means files whose names begin with "!", and leaves nothing out',
    '5:39',
    [rule('deny: d, when: { paths: ["!(envs)/dev/**"] }')],
  ],
  [
    'glob-is-text',
    [rule('deny: d, when: { paths: ["envs/{dev,test/**"] }')],
    '"{" is never closed in "envs/{dev,test/**", and is a letter there',
    '5:39',
    [rule('deny: d, when: { paths: ["envs/{dev,test}/**"] }')],
  ],
  [
    'glob-is-text',
    [rule('deny: d, when: { addresses: ["aws_instance.web[*]"] }')],
    '"[*]" in "aws_instance.web[*]" is a set of signs that holds "*" alone; for any index write "*" in its place',
    '5:43',
    [rule('deny: d, when: { addresses: ["aws_instance.web*", "aws_instance.web[0]"] }')],
  ],
  [
    'owner-word',
    [rule('require: { approvals: [{ count: 1, from: [codeowners, "@acme/security"] }] }')],
    '"codeowners" is a login here; did you mean the word "code_owners"?',
    '5:56',
    [rule('require: { approvals: [{ count: 1, from: [code_owners, "@acme/security"] }] }')],
  ],
  [
    'owner-word',
    [rule('require: { approvals: [{ count: 1, from: [resource_owners] }] }')],
    'no policy says who "resource_owners" are, so anybody with write access may approve',
    '5:56',
    [
      owned('envs/**').concat(
        'rules: [{ id: r, require: { approvals: [{ count: 1, from: [resource_owners] }] } }]\n',
      ),
    ],
  ],
  [
    'requirement-without-effect',
    [rule('require: { assurance: unknown }')],
    '"unknown" is met by everybody',
    '5:25',
    [rule('require: { assurance: declared }')],
  ],
  ['requirement-without-effect', [rule('tier: none')], '"none" raises no tier', '5:14', [rule('tier: low')]],
  [
    'automation-is-agent',
    [agent('environments: [prod]').replace('actors:\n', 'actors:\n  automation: [{ github: 1 }]\n')],
    'account 1 is the agent "bot", and counts as that',
    '5:16',
    [agent('environments: [prod]').replace('actors:\n', 'actors:\n  automation: [{ github: 2 }]\n')],
  ],
  [
    'automation-is-agent',
    [`${HEAD}actors: { automation: [{ github: 198982749 }] }\n`],
    'account 198982749 is the agent "copilot", and counts as that',
    '4:24',
    [`${HEAD}actors: { automation: [{ github: 49699333 }] }\n`],
  ],
  [
    'condition-without-effect',
    [rule('when: { not: { any: [{ purpose: ["incident-*"] }] } }, deny: no')],
    '"purpose" takes no change out of a rule, so this "not" holds whatever was declared',
    '5:37',
    [rule('when: { not: { not: { purpose: ["incident-*"] } } }, deny: no')],
  ],
  [
    'requirement-without-effect',
    [rule('when: { actor: [human] }, require: { provenance: [prompt] }')],
    '"provenance" binds agents only, and this rule matches human',
    '5:51',
    [rule('when: { actor: [human, agent] }, require: { provenance: [prompt] }')],
  ],
  [
    'requirement-without-effect',
    [rule('require: { checks: [{ name: plan, app_id: 1 }], head_age: 1h }')],
    '"head_age" is about the approvals of this rule, and it asks for none',
    '5:62',
    [rule('require: { approvals: [{ count: 1 }], head_age: 1h }')],
  ],
  [
    'rule-repeated',
    [
      `${rule('when: { kinds: [dns] }, deny: no')}  - { deny: no, when: { kinds: dns }, mode: enforce, id: s }\n`,
    ],
    'the rule "s" says the same as "r"',
    '6:5',
    [
      `${rule('when: { kinds: [dns] }, deny: no')}  - { deny: no, when: { kinds: dns }, mode: observe, id: s }\n`,
    ],
  ],
  [
    'rule-repeated',
    [
      `${rule('when: { kinds: [dns, network] }, deny: no')}  - { id: s, when: { kinds: [network, dns] }, deny: no }\n`,
    ],
    'the rule "s" says the same as "r"',
    '6:5',
    [
      `${rule('when: { kinds: [dns, network] }, deny: no')}  - { id: s, when: { kinds: [network] }, deny: no }\n`,
    ],
  ],
  [
    'stage-without-target',
    [rule('require: { deployed: { environment: prod } }')],
    'no deploy target is for "prod", so nothing is ever known to have been deployed there',
    '5:37',
    [target(rule('require: { deployed: { environment: prod } }'))],
  ],
  [
    'target-unguarded',
    [target(`${HEAD}baseline: light\n`)],
    'no rule and no standard baseline holds back what is deployed to "prod" through "prod"',
    '6:11',
    [target(`${HEAD}baseline: standard\n`)],
  ],
  [
    'target-unguarded',
    [target(`${rule('mode: observe, deny: no')}baseline: none\n`)],
    'no rule and no standard baseline holds back what is deployed to "prod" through "prod"',
    '8:11',
    [target(`${rule('mode: enforce, deny: no')}baseline: none\n`)],
  ],
  [
    'team-without-write',
    [`${HEAD}owners: ["@acme/guests"]\n`, people()],
    'nobody in "@acme/guests" has write access to the repository',
    '4:10',
    [`${HEAD}owners: ["@acme/guests"]\n`, people({ permissions: { eve: 'maintain' } })],
  ],
  [
    'unknown-agent',
    [rule('when: { agents: [copilott] }, deny: no')],
    'no agent is called "copilott"; did you mean "copilot"?',
    '5:31',
    [rule('when: { agents: [copilot] }, deny: no')],
  ],
  [
    'unknown-data',
    [rule('when: { data: [restrcted] }, deny: no')],
    'no environment has the data word "restrcted"; did you mean "restricted"?',
    '5:29',
    [rule('when: { data: [restricted] }, deny: no')],
  ],
  [
    'unknown-finding',
    [rule('when: { any: [{ findings: [public-ingres] }] }, deny: no')],
    'no finding is called "public-ingres"; did you mean "public-ingress"?',
    '5:41',
    [rule('when: { any: [{ findings: [public-ingress] }] }, deny: no')],
  ],
  [
    'unknown-finding',
    [exception('expires: 2027-01-01').replace('public-ingress', 'public-exit')],
    'no finding is called "public-exit"',
    '5:7',
    [exception('expires: 2027-01-01')],
  ],
  [
    'unknown-format',
    [rule('when: { formats: [terrafrom] }, deny: no')],
    'no format is called "terrafrom"; did you mean "terraform"?',
    '5:32',
    [rule('when: { formats: [terraform, terraform-input, dockerfile] }, deny: no')],
  ],
  [
    'unknown-team',
    [`${HEAD}owners: ["@acme/securty"]\n`, people()],
    'no team "@acme/securty" is known; did you mean "@acme/security"?',
    '4:10',
    [`${HEAD}owners: ["@ACME/security"]\n`, people()],
  ],
  [
    'unknown-team',
    [`${HEAD}owners: ["@acme/securty"]\n`, people({ asked: ['@acme/Securty'] })],
    'no team "@acme/securty" is known; did you mean "@acme/security"?',
    '4:10',
    [`${HEAD}owners: ["@acme/securty"]\n`, people({ asked: ['@acme/security'] })],
  ],
  [
    'unknown-type',
    [rule('when: { resource_types: [aws_iam_rol] }, deny: no')],
    'no known resource type matches "aws_iam_rol"; did you mean "aws_iam_role"?',
    '5:39',
    [rule('when: { resource_types: [aws_iam_role*, acme_thing, "AWS::IAM::Role"] }, deny: no')],
  ],
];

describe.each(ROWS)('%s', (code, [text, known], message, place, [clean, knownThere]) => {
  test(`warns: ${message}`, () => {
    const found = check(text, known);
    expect(found.map((one) => [one.code, one.severity, one.message, `${one.line}:${one.column}`])).toEqual([
      [code, 'warning', message, place],
    ]);
  });

  test('is quiet where one thing is different', () => {
    expect(check(clean, knownThere)).toEqual([]);
  });
});

test('each lint has a name of its own, an entry in the list of codes and a row here', () => {
  const codes = LINTS.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].toSorted());
  expect(codes.filter((code) => PROBLEM_CODES[code].severity !== 'warning')).toEqual([]);
  // What stands under a floor has a test of its own, below.
  expect([...new Set([...ROWS.map(([code]) => code), 'paths-without-effect'])].toSorted()).toEqual(codes);
});

test('nothing is said about what is not known', () => {
  const text = `${rule('when: { paths: ["x/**"], during: { until: 2020-01-01 } }, require: { approvals: [{ count: 9, from: ["@acme/x"] }] }')}owners: ["@acme/gone"]\n`;
  expect(check(text)).toEqual([]);
});

test('paths under a floor have no effect, and in the floor they have', () => {
  const own = `${HEAD}paths: { ignore: ["vendor/**"] }\n`;
  expect(
    check(own, {}, 'version: 1\n').map(({ code, message, line, column }) => [code, message, line, column]),
  ).toEqual([
    [
      'paths-without-effect',
      '"paths.ignore" has no effect under a floor, which alone says what is looked away from',
      4,
      10,
    ],
  ]);
  expect(check(own)).toEqual([]);
  expect(check(HEAD, {}, 'version: 1\npaths: { ignore: ["vendor/**"] }\n')).toEqual([]);
});

test('a rule of the floor is not repeated below it', () => {
  const floor = 'version: 1\nrules: [{ id: f, when: { kinds: [dns] }, deny: no }]\n';
  const messages = check(rule('when: { kinds: [dns] }, deny: no'), {}, floor).map(({ message }) => message);
  expect(messages).toEqual(['the rule "r" says the same as "f" of a layer above']);
  expect(check(rule('when: { kinds: [network] }, deny: no'), {}, floor)).toEqual([]);
});

test('a floor is not asked about what only its repositories know', () => {
  const floor =
    'version: 1\nrules: [{ id: f, when: { environments: [prd], data: [x], paths: ["x/**"] }, deny: no }]\nenvironments: { shared: {} }\n';
  expect(check(HEAD, tree(), floor)).toEqual([]);
});

test('POL-18: a glob that can never match is an error, and one that matches nothing is told', () => {
  const codes = (glob: string) =>
    check(rule(`when: { paths: [${JSON.stringify(glob)}] }, deny: no`), tree()).map(({ code }) => code);
  expect(['/envs/**', './envs/**', 'envs/', 'envs\\\\prod\\\\*.tf', 'envs/prod/** '].map(codes)).toEqual([
    ['glob'],
    ['glob'],
    ['glob'],
    ['glob'],
    ['glob'],
  ]);
  expect(codes('envs/prod')).toEqual(['glob-matches-nothing']);
  expect(codes('envs/prod/**')).toEqual([]);
});
