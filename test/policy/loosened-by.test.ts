// What a policy edit gives away: one field differs between base and head, and the words and the line say which.
import { describe, expect, it } from 'vitest';
import { loosenedBy } from '../../src/policy/index.ts';
import fc from '../properties.ts';

const FILE = '.aigov.yml';
const POLICY = `version: 1
mode: enforce
baseline: standard
owners: ["@acme/platform"]
paths: { ignore: ["vendor/**"], inert: ["docs/**"] }
environments:
  prod:
    tier: critical
    data: restricted
    match: { paths: ["envs/prod/**"], accounts: ["111122223333"] }
  staging: { baseline: light, match: { paths: ["envs/staging/**"] } }
actors:
  agents:
    copilot:
      identities: [{ github: 198982749 }]
      autonomy: supervised
      environments: [staging]
      deny_kinds: [secrets]
      tools: [terraform]
      recertify_by: 2027-03-31
  unlabelled: agent
rules:
  - id: identity-prod
    when: { kinds: [identity], environments: [prod] }
    require:
      approvals:
        - { count: 2, from: ["@acme/security"], permission: admin }
      checks: [{ name: plan, app_id: 15368 }]
      assurance: authenticated
  - id: no-data-loss
    when: { findings: [data-store-destroyed] }
    deny: Not by pull request.
exceptions:
  - { finding: public-ingress, addresses: ["aws_lb.public"], reason: web, by: carol, expires: 2027-01-31 }
break_glass: { by: ["@acme/oncall"], max: 45m }
accounts:
  "111122223333": { revoker_role: arn:aws:iam::111122223333:role/revoker }
deploy:
  prod:
    environment: prod
    workflow: .github/workflows/deploy.yml
    ref: refs/heads/main
    account: "111122223333"
    role: arn:aws:iam::111122223333:role/deploy
    region: eu-west-1
    session: 20m
    narrowing: required
resource_owners: [{ paths: ["net/**"], owners: ["@acme/net"] }]
extends: ["acme/policies//base.yml"]
`;

function edit(find: string, replace: string): readonly string[] {
  if (!POLICY.includes(find)) throw new Error(`the policy has no ${find}`);
  return loosenedBy({ file: FILE, before: POLICY, after: POLICY.replace(find, replace) }).map(
    ({ line, severity, message }) => `${line} ${severity}: ${message}`,
  );
}

describe('loosenedBy', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'mode',
      'mode: enforce',
      'mode: observe',
      ['2 high: The policy only observes: nothing is blocked any more.'],
    ],
    [
      'baseline',
      'baseline: standard',
      'baseline: none',
      ['3 high: The baseline everywhere else goes from standard to none: fewer approvals are asked for.'],
    ],
    [
      'an owner more',
      '["@acme/platform"]',
      '["@acme/platform", dave]',
      ['4 medium: dave may now approve changes of governance files.'],
    ],
    [
      'no owner',
      'owners: ["@acme/platform"]\n',
      '',
      ['1 high: No owner has to approve changes of governance files any more.'],
    ],
    [
      'an ignored folder',
      '["vendor/**"]',
      '["vendor/**", "envs/**"]',
      ['5 high: Changes under envs/** are not looked at any more.'],
    ],
    ['tier', 'tier: critical', 'tier: low', ['8 high: The tier of prod goes from critical to low.']],
    [
      'a path of an environment',
      '["envs/prod/**"]',
      '["envs/prod/eu/**"]',
      ['10 high: envs/prod/** no longer belongs to prod.'],
    ],
    [
      'a path for a milder environment',
      '["envs/staging/**"]',
      '["envs/staging/**", "modules/**"]',
      [
        '11 medium: modules/** now belongs to staging, whose tier is elevated and baseline is light; what belongs to no environment has critical and standard.',
      ],
    ],
    [
      'a layer',
      'extends: ["acme/policies//base.yml"]',
      'extends: ["acme/policies//Base.yml"]',
      ['49 high: acme/policies//base.yml no longer adds to this policy.'],
    ],
    [
      'an environment',
      '  staging: { baseline: light, match: { paths: ["envs/staging/**"] } }\n',
      '',
      ['6 high: The environment staging is gone: its tier, baseline and rules apply to nothing.'],
    ],
    [
      'reach of an agent',
      'environments: [staging]',
      'environments: [staging, prod]',
      ['17 high: Agent copilot may now reach prod.'],
    ],
    [
      'kinds of an agent',
      'deny_kinds: [secrets]',
      'deny_kinds: [dns]',
      ['18 high: Agent copilot may now change secrets.'],
    ],
    [
      'autonomy',
      'autonomy: supervised',
      'autonomy: autonomous',
      ['16 high: Agent copilot goes from supervised to autonomous.'],
    ],
    ['tools', '      tools: [terraform]\n', '', ['14 medium: Agent copilot may now use any tool.']],
    [
      'certification',
      'recertify_by: 2027-03-31',
      'recertify_by: 2028-03-31',
      ['20 medium: Agent copilot is certified until 2028-03-31 instead of 2027-03-31.'],
    ],
    [
      'unlabelled',
      'unlabelled: agent',
      'unlabelled: human',
      ['21 high: Pull requests without a sign of an agent count as human again.'],
    ],
    [
      'count',
      'count: 2',
      'count: 1',
      ['27 high: Rule identity-prod needs 1 instead of 2 of @acme/security.'],
    ],
    [
      'from',
      'from: ["@acme/security"]',
      'from: ["@acme/security", "@acme/all"]',
      ['27 high: Rule identity-prod can now be approved by @acme/all.'],
    ],
    [
      'permission',
      ', permission: admin',
      '',
      ['27 high: Rule identity-prod can now be approved with the permission write instead of admin.'],
    ],
    [
      'paths of resource owners',
      'net/**',
      'net/a/**',
      ['48 high: Resource owners of net/** are no longer only @acme/net, or no longer any.'],
    ],
    [
      'more resource owners',
      '["@acme/net"]',
      '["@acme/net", erin]',
      ['48 high: Resource owners of net/** are no longer only @acme/net, or no longer any.'],
    ],
    [
      'a check',
      '      checks: [{ name: plan, app_id: 15368 }]\n',
      '',
      ['25 high: Rule identity-prod no longer needs the check plan of app 15368.'],
    ],
    [
      'assurance',
      'assurance: authenticated',
      'assurance: declared',
      ['29 high: Rule identity-prod no longer needs the assurance authenticated.'],
    ],
    [
      'when',
      'environments: [prod] }\n    require',
      'environments: [staging] }\n    require',
      [
        '24 medium: Rule identity-prod applies to other changes than before; look whether it leaves some out.',
      ],
    ],
    [
      'a rule',
      '  - id: no-data-loss\n    when: { findings: [data-store-destroyed] }\n    deny: Not by pull request.\n',
      '',
      ['22 high: Rule no-data-loss is gone.'],
    ],
    [
      'a rule that weakens under another name',
      '  - id: no-data-loss\n    when: { findings: [data-store-destroyed] }\n',
      '  - id: data-loss\n    when: { findings: [data-store-replaced] }\n',
      ['22 high: Rule no-data-loss is gone.'],
    ],
    ['a rule that only gets another name', '  - id: no-data-loss\n', '  - id: data-loss\n', []],
    [
      'an exception',
      '["aws_lb.public"]',
      '["aws_lb.public", "aws_lb.*"]',
      ['34 high: The finding public-ingress is excepted on aws_lb.* until 2027-01-31.'],
    ],
    [
      'the end of an exception',
      'expires: 2027-01-31',
      'expires: 2028-01-31',
      ['34 high: The finding public-ingress is excepted on aws_lb.public until 2028-01-31.'],
    ],
    ['break glass', '["@acme/oncall"]', '["@acme/oncall", erin]', ['35 high: erin may now break glass.']],
    [
      'glass open longer',
      'max: 45m',
      'max: 90m',
      ['35 medium: Broken glass stays open for 90m instead of 45m.'],
    ],
    [
      'revocation',
      ' revoker_role: arn:aws:iam::111122223333:role/revoker ',
      '',
      ['37 high: Sessions in account 111122223333 are revoked through another revoker_role, or not at all.'],
    ],
    ['role', 'role/deploy', 'role/admin', ['44 high: Target prod has another role.']],
    ['session', 'session: 20m', 'session: 1h', ['46 medium: Sessions of prod live for 1h instead of 20m.']],
    [
      'narrowing',
      'narrowing: required',
      'narrowing: off',
      ['47 high: Sessions of prod are narrowed less: off instead of required.'],
    ],
  ])('%s', (_name, find, replace, expected) => {
    expect(edit(find, replace)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['a comment', 'version: 1', '# words\nversion: 1'],
    ['a path for the strictest environment', '["envs/prod/**"]', '["envs/prod/**", "modules/**"]'],
    ['a higher tier', 'tier: critical', 'tier: critical # highest'],
    ['more approvals', 'count: 2', 'count: 3'],
    ['more paths of resource owners', '["net/**"]', '["net/**", "dns/**"]'],
    ['a shorter session', 'session: 20m', 'session: 10m'],
    ['an exception less', '["aws_lb.public"]', '["aws_lb.public"]'],
    ['an earlier end', 'expires: 2027-01-31', 'expires: 2026-12-31'],
    ['fewer environments for an agent', 'environments: [staging]', 'environments: []'],
    ['another rule', 'rules:\n', 'rules:\n  - { id: more, deny: No. }\n'],
    ['a text that is no policy', 'version: 1', 'version: 2'],
    [
      'a layer under another spelling, and one more',
      '["acme/policies//base.yml"]',
      '["Acme/Policies//base.yml", "acme/policies//more.yml"]',
    ],
  ])('nothing by %s', (_name, find, replace) => {
    expect(edit(find, replace)).toEqual([]);
  });

  it('says that a deleted policy gives away everything, and that a first one gives away nothing', () => {
    const [mark] = loosenedBy({ file: FILE, before: POLICY, after: null });
    expect(mark).toMatchObject({ rule: 'policy-loosened', line: 1, severity: 'high' });
    expect(mark?.message).toMatch(/^The policy is deleted/);
    expect(loosenedBy({ file: FILE, before: null, after: POLICY })).toEqual([]);
  });

  it('is total, and names lines inside the head', () => {
    fc.assert(
      fc.property(fc.nat(POLICY.length), fc.string({ maxLength: 20 }), fc.nat(30), (at, text, cut) => {
        const after = POLICY.slice(0, at) + text + POLICY.slice(at + cut);
        const lines = after.split('\n').length;
        for (const { line } of loosenedBy({ file: FILE, before: POLICY, after }))
          expect(line >= 1 && line <= lines).toBe(true);
      }),
    );
  });
});

it('the baseline of an environment is the one of the file where it says nothing', () => {
  const told = (before: string, after: string) =>
    loosenedBy({ file: '.aigov.yml', before, after }).map(({ line, message }) => `${line} ${message}`);
  const file = (baseline: string, own: string) =>
    `baseline: ${baseline}\nenvironments:\n  prod: { match: { paths: ["prod/**"] }${own} }\n`;
  expect(told(file('none', ', baseline: standard'), file('none', ''))).toEqual([
    '3 The baseline in prod goes from standard to none: fewer approvals are asked for.',
  ]);
  expect(told(file('none', ', baseline: light'), file('light', ''))).toEqual([
    '1 The baseline everywhere else goes from none to light: what cannot be read may be approved, and was refused.',
  ]);
  expect(told(file('light', ', baseline: standard'), file('standard', ''))).toEqual([]);
  expect(told('baseline: standard\n', file('standard', ', baseline: light'))).toEqual([
    '3 prod/** now belongs to prod, whose baseline is light; what belongs to no environment has standard.',
  ]);
});
