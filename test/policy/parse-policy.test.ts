// Policy texts: what parses, and how each mistake is named with its place.
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import fc from '../properties.ts';

const brief = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed.kind === 'ok'
    ? 'ok'
    : parsed.problems.map(({ code, line, column, path }) => [code, line, column, path]);
};
const messages = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed.kind === 'ok' ? [] : parsed.problems.map(({ message }) => message);
};

/** Every key of the design once. */
export const WHOLE = `# yaml-language-server: $schema=./schemas/aigov.schema.json
version: 1
mode: enforce
baseline: standard
owners: ["@acme/platform"]
paths: { ignore: ["vendor/**", "testdata/**"], inert: ["docs/**", "**/*.md"] }

environments:
  prod:
    tier: critical
    data: restricted
    match: { paths: ["envs/prod/**"], namespaces: ["prod-*"], workspaces: ["prod"], accounts: ["111122223333"] }
  staging: { tier: elevated, baseline: light, match: { paths: ["envs/staging/**"] } }

actors:
  agents:
    copilot:
      identities: [{ github: 198982749 }]
      owner: "@acme/platform"
      roles: [author]
      autonomy: supervised
      environments: [prod, staging]
      deny_kinds: [secrets]
      tools: ["terraform", "gh"]
      recertify_by: 2027-03-31
  automation: [{ github: 49699333, name: dependabot }]
  unlabelled: human
  unknown_bots: deny

rules:
  - id: identity-prod
    when: { kinds: [identity], environments: [prod] }
    require:
      approvals:
        - { count: 2, from: ["@acme/security"] }
        - { count: 1, from: ["@acme/platform", "carol"] }
      checks: [{ name: terraform-plan, app_id: 15368 }]
  - id: agents-explain-themselves
    when: { actor: [agent, mixed], tier_at_least: elevated }
    require: { provenance: [prompt, plan], assurance: authenticated }
  - id: no-data-loss
    when: { findings: [data-store-destroyed], environments: [prod] }
    deny: Data stores in prod are not destroyed by pull request.
  - id: staging-first
    when: { environments: [prod], actor: [agent] }
    require: { deployed: { environment: staging, for: 24h, same: change_digest } }

exceptions:
  - { finding: public-ingress, addresses: ["aws_lb.public"], reason: public web tier, by: carol, expires: 2027-01-31 }

separation: { author_may_validate: false, validator_may_execute: false }
break_glass: { by: ["@acme/oncall"], max: 45m, review_within: 72h }
accounts:
  "111122223333": { revoker_role: arn:aws:iam::111122223333:role/aigov-revoker, boundary_arn: arn:aws:iam::111122223333:policy/aigov-revocations }
deploy:
  prod:
    environment: prod
    github_environment: production
    workflow: .github/workflows/deploy.yml
    ref: refs/heads/main
    account: "111122223333"
    role: arn:aws:iam::111122223333:role/deploy
    region: eu-west-1
    session: 20m
    window: 4h
    narrowing: preferred
    policy_arns: []
    read: { role: arn:aws:iam::111122223333:role/plan }
policies: [".aigov/*.cedar"]
`;

test('the whole of the contract parses', () => {
  expect(brief(WHOLE)).toBe('ok');
});

describe('mistakes', () => {
  test.each([
    ['version: 1\nrulez: []', 'unknown-key', 2, 1, 'rulez'],
    [
      'rules:\n - id: x\n   when: {kindz: [identity]}\n   deny: no',
      'unknown-key',
      3,
      11,
      'rules[0].when.kindz',
    ],
    ['environments: { prod: { teir: low } }', 'unknown-key', 1, 25, 'environments.prod.teir'],
    [
      'rules: [{ id: x, deny: y, when: { any: [{ pats: [a] }] } }]',
      'unknown-key',
      1,
      43,
      'rules[0].when.any[0].pats',
    ],
    ['environments: { __proto__: {} }', 'unknown-key', 1, 17, ''],
    ['version: 1\n"version": 1', 'duplicate-key', 2, 1, ''],
    ['version: 2', 'invalid-value', 1, 1, 'version'],
    ['version: "1"', 'invalid-value', 1, 1, 'version'],
    ['rules: [{ id: x, deny: y, when: { paths: ["/a"] } }]', 'glob', 1, 43, 'rules[0].when.paths[0]'],
    ['rules: [{ id: x, deny: y, when: { paths: ["a/"] } }]', 'glob', 1, 43, 'rules[0].when.paths[0]'],
    ['rules: [{ id: x, deny: y, when: { kinds: [] } }]', 'invalid-value', 1, 35, 'rules[0].when.kinds'],
    ['rules: [{ id: x, deny: y, when: { kinds: [iam] } }]', 'invalid-value', 1, 43, 'rules[0].when.kinds[0]'],
    ['rules: [{ id: x, deny: " " }]', 'invalid-value', 1, 18, 'rules[0].deny'],
    ['rules: [{ id: x }]', 'invalid-value', 1, 9, 'rules[0]'],
    ['rules: [{ id: x, require: {} }]', 'invalid-value', 1, 18, 'rules[0].require'],
    ['rules: [{ id: x, require: { stale: head } }]', 'invalid-value', 1, 18, 'rules[0].require'],
    ['rules: [{ deny: y }]', 'missing-key', 1, 9, 'rules[0].id'],
    ['rules: [{ id: a b, deny: y }]', 'invalid-value', 1, 11, 'rules[0].id'],
    [
      'rules: [{ id: x, require: { checks: [{ name: plan }] } }]',
      'missing-key',
      1,
      38,
      'rules[0].require.checks[0].app_id',
    ],
    [
      'rules: [{ id: x, require: { approvals: [{ count: 0 }] } }]',
      'invalid-value',
      1,
      43,
      'rules[0].require.approvals[0].count',
    ],
    ['rules: {}', 'wrong-type', 1, 1, 'rules'],
    ['environments: { "a b": {} }', 'invalid-name', 1, 17, 'environments.a b'],
    ['environments: { a: { tier: none } }', 'invalid-value', 1, 22, 'environments.a.tier'],
    [
      'actors: { agents: { a: { identities: [{}] } } }',
      'invalid-value',
      1,
      39,
      'actors.agents.a.identities[0]',
    ],
    [
      'actors: { agents: { a: { identities: [{ github: 1 }], recertify_by: 2027-02-30 } } }',
      'invalid-value',
      1,
      55,
      'actors.agents.a.recertify_by',
    ],
    ['break_glass: { by: [a], max: 45 }', 'wrong-type', 1, 25, 'break_glass.max'],
    ['break_glass: { by: [a], max: 45x }', 'invalid-value', 1, 25, 'break_glass.max'],
    ['break_glass: { by: [a], max: 13h }', 'invalid-value', 1, 25, 'break_glass.max'],
    ['- a', 'wrong-type', 1, 1, ''],
    ['', 'empty', 1, 1, ''],
    ['# nothing\n', 'empty', 1, 1, ''],
    ['version: 1\n---\nversion: 1', 'multiple-documents', 3, 1, ''],
    ['version: 1\n  mode: x', 'syntax', 2, 7, ''],
    ['mode: !x enforce', 'tag', 1, 10, ''],
  ])('%j', (text, ...expected) => {
    expect(brief(text)).toEqual([expected]);
  });

  test('words', () => {
    expect(messages('rulez: []\nzzz: 1')).toEqual([
      'unknown key "rulez"; did you mean "rules"?',
      'unknown key "zzz"; known keys: version, extends, mode, baseline, owners, paths, environments, actors, rules, resource_owners, exceptions, separation, break_glass, accounts, deploy, policies',
    ]);
    expect(messages('rules: [{ id: r, deny: d, when: { kinds: identiy, tier: [critcal, zzzzz] } }]')).toEqual(
      [
        expect.stringMatching(/one of identity, .* is expected; did you mean "identity"\?$/),
        '"rules[0].when.tier[0]": one of none, low, elevated, critical is expected; did you mean "critical"?',
        '"rules[0].when.tier[1]": one of none, low, elevated, critical is expected',
      ],
    );
    expect(messages('environments: { a: { match: { accounts: [1] } } }')).toEqual([
      '"environments.a.match.accounts[0]": an AWS account id has 12 digits; write it in quotes',
    ]);
  });

  test.each([
    ['version: "1"', '"version" can only be 1, without quotes'],
    ['version: 2', '"version" can only be 1'],
    ['rules: [{ id: r, deny: "" }]', '"rules[0].deny" must not be empty'],
    ['rules: [{ id: r, deny: d, when: { kinds: [] } }]', '"rules[0].when.kinds" must not be empty'],
    [
      'rules: [{ id: r, require: { approvals: [{ count: 0 }] } }]',
      '"rules[0].require.approvals[0].count" must be 1 or more',
    ],
    [
      'rules: [{ id: r, require: { approvals: [{ count: 21 }] } }]',
      '"rules[0].require.approvals[0].count" must be 20 or less',
    ],
    [
      'accounts: { "111122223333": { external_id: x } }',
      '"accounts.111122223333.external_id" must have 2 characters or more',
    ],
  ])('limits in words: %s', (text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  test.each([
    ['rules: [{ id: r, deny: d, when: { authors: [code_owners] } }]', 'rules[0].when.authors[0]'],
    ['break_glass: { by: code_owners }', 'break_glass.by'],
    ['resource_owners: [{ paths: ["a/**"], owners: [resource_owners] }]', 'resource_owners[0].owners[0]'],
    [
      'actors: { agents: { a: { identities: [{ github: 1 }], owner: agents_owner } } }',
      'actors.agents.a.owner',
    ],
  ])('a word for owners means nobody there: %s', (text, path) => {
    expect(messages(text)).toEqual([
      expect.stringMatching(/ is a word for "approvals" and "owners"; name a team or a person here$/),
    ]);
    expect(messages(text)[0]).toContain(path);
    const named = text.replace(/code_owners|\[resource_owners\]|agents_owner/, (word) =>
      word.startsWith('[') ? '[carol]' : 'carol',
    );
    expect(messages(named)).toEqual([]);
  });

  test('a word for owners stands for people where approvals are asked for', () => {
    expect(
      messages(
        'owners: [code_owners]\nrules: [{ id: r, require: { approvals: [{ count: 1, from: agents_owner }] } }]',
      ),
    ).toEqual([]);
  });

  test('anchors and aliases', () => {
    expect(brief('owners: &a [x]\nrules: [{ id: x, deny: y, when: { authors: *a } }]')).toEqual([
      ['alias', 1, 12, ''],
      ['alias', 2, 44, ''],
    ]);
  });

  test('too large', () => {
    expect(brief(`# ${'x'.repeat(LIMITS.policyBytes)}`)).toEqual([['too-large', 1, 1, '']]);
  });
});

test('never throws: any text, and the whole policy with any piece cut out or doubled', () => {
  const cut = fc.record({
    at: fc.nat(WHOLE.length),
    length: fc.nat(40),
    paste: fc.constantFrom('', '{', '- ', '\n', '"', ': ', '&a ', '\ud800'),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        cut.map(({ at, length, paste }) => WHOLE.slice(0, at) + paste + WHOLE.slice(at + length)),
      ),
      (text) => {
        expect(['ok', 'invalid']).toContain(parsePolicy(text).kind);
      },
    ),
    { numRuns: 500 },
  );
});

describe('what stands there instead, and how it is mended', () => {
  const rule = (text: string): string => `version: 1\nrules: [{ id: a, deny: x, ${text} }]`;
  test.each([
    [
      'environments:\n  - prod',
      '"environments" must be a map, and is a list; write "name:" where it has "- name"',
    ],
    [
      'rules:\n  a: { deny: x }',
      '"rules" must be a list, and is a map; write "- " before each of its entries',
    ],
    ['rules:', '"rules" must be a list, and nothing stands there; write its value or remove the key'],
    ['hello', 'the policy must be a map, and is "hello"'],
    [
      rule('require: { approvals: [{ count: "2" }] }'),
      '"rules[0].require.approvals[0].count" must be a number, without quotes',
    ],
    [
      rule('require: { approvals: [{ count: 2.0 }] }'),
      '"rules[0].require.approvals[0].count" must be a number in plain digits, and is 2.0',
    ],
    [
      rule('require: { approvals: [{ count: two }] }'),
      '"rules[0].require.approvals[0].count" must be a number, and is "two"',
    ],
    [
      rule('require: { approvals: [{ count: 1.5 }] }'),
      '"rules[0].require.approvals[0].count" must be a whole number, and is "1.5"',
    ],
    [
      rule('when: { during: { days: [mon], zone: Europe/Berln } }'),
      '"rules[0].when.during[0].zone": "Europe/Berln" is no IANA time zone; did you mean "Europe/Berlin"?',
    ],
    [rule('<<: { tier: low }'), 'merge keys ("<<") are not allowed in a policy; write the keys out'],
    ['owners: [@acme/platform]', 'write "@acme/platform" in quotes: YAML lets no text begin with "@"'],
    ['owners: @acme/platform # of us', 'write "@acme/platform" in quotes: YAML lets no text begin with "@"'],
  ])('%s', (text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  test('another mistake on a line that names a team in a comment or in quotes is told as it is', () => {
    expect(messages('owners: ["@acme/a" "@acme/b"] # @acme/c')).not.toContainEqual(
      expect.stringContaining('in quotes'),
    );
  });

  test('one value for a list has its own place', () => {
    expect(brief('rules:\n  - id: a\n    deny: x\n    when: { during: { zone: Mars } }')).toContainEqual([
      'invalid-value',
      4,
      23,
      'rules[0].when.during[0].zone',
    ]);
  });

  test('what a rule lacks is not told where it is misspelt in it', () => {
    expect(brief('rules:\n  - id: a\n    requires: {}')).toEqual([
      ['unknown-key', 3, 5, 'rules[0].requires'],
    ]);
    expect(brief('rules:\n  - id: a')).toEqual([['invalid-value', 2, 5, 'rules[0]']]);
  });
});
