// What Cedar policies do to a decision: they deny, they ask for approvals, and nothing else; what cannot be evaluated refuses.
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { OUTCOMES } from '../../../src/model/words.ts';
import { compilePolicy, explainRules, policyNeeds, resolveActor } from '../../../src/policy/index.ts';
import fc from '../../properties.ts';
import {
  HEAD,
  BASE,
  agentFacts,
  approval,
  change,
  classified,
  decide,
  facts,
  finding,
  open,
  pull,
  reason,
  smallChange,
  user,
} from '../given.ts';
import { cedarLayers, part } from './given.ts';

const ENVIRONMENTS =
  'version: 1\nbaseline: none\npolicies: [".aigov/*.cedar"]\nenvironments:\n  prod: { tier: critical, data: restricted }\n  staging: { tier: low }\n';

function decided(text: string, given: Parameters<typeof decide>[0] = {}) {
  return decide({ ...given, result: compilePolicy(cedarLayers([part(text)], ENVIRONMENTS)) });
}

const onChange = (condition: string, annotations = ''): string =>
  `@id("rule") ${annotations} forbid (principal, action == Action::"change", resource) when { ${condition} };`;
const onPull = (condition: string, annotations = ''): string =>
  `@id("rule") ${annotations} forbid (principal, action == Action::"merge", resource) when { ${condition} };`;

test('a forbid denies what it matches, with its sentence and the change; what it does not match it leaves alone', () => {
  const policy = onChange(
    'resource.kinds.contains("identity") && resource.environment == "prod"',
    '@deny("Not here.")',
  );
  const denied = decided(policy);
  expect(denied.outcome).toBe('blocked');
  expect(reason(denied, 'rule')).toMatchObject({
    code: 'DENIED',
    message: 'Not here. (identity change, aws_iam_role.ci, prod)',
  });
  expect(decided(policy, { changes: [change({ environment: 'staging' })] }).outcome).toBe('pass');
});

test.each(['ingress.0.cidr_blocks', 'metadata.labels.app/name'])(
  'the attribute %s is named with dots',
  (name) => {
    const attribute = (path: string) => ({ path, line: 1, before: null, after: 'x', sensitive: false });
    const policy = onChange(`resource.attributes.contains("${name}")`);
    const outcome = (...paths: readonly string[]) =>
      decided(policy, { changes: [change({ attributes: paths.map(attribute) })] }).outcome;
    expect(outcome('ingress[0].cidr_blocks', 'metadata.labels["app/name"]')).toBe('blocked');
    expect(outcome('ingress[1].cidr_blocks', 'metadata.labels["app/other"]')).toBe('pass');
  },
);

test.each(['changes', 'deletes'])(
  'how many %s there are is not known where a file was not understood',
  (name) => {
    const policy = onPull(`context.${name} > 5`);
    const outcome = (opaque: boolean) =>
      decided(policy, {
        changes: [change({ type: null, opaque, kinds: ['compute'], environment: 'staging' })],
      })
        .reasons.filter(({ rule, satisfied }) => rule === 'rule' && !satisfied)
        .map(({ code }) => code);
    expect(outcome(false)).toEqual([]);
    expect(outcome(true)).toEqual(['DENIED']);
  },
);

test('a forbid that asks is filled by the people it names, as any rule', () => {
  const policy = onChange('resource.environment == "prod"', '@require("1:@acme/security")');
  const missing = decided(policy);
  expect(missing.outcome).toBe('needs_review');
  expect(reason(missing, 'rule')).toMatchObject({
    code: 'APPROVALS_MISSING',
    need: { count: 1, from: ['@acme/security'] },
  });
  expect(decided(policy, { facts: facts({ reviews: [approval('bob')] }) }).outcome).toBe('pass');
  const stranger = facts({ reviews: [approval('zoe')], permissions: { zoe: 'write' } });
  expect(decided(policy, { facts: stranger }).outcome).toBe('needs_review');
});

test('an agent nobody asked for needs one more, as under any rule', () => {
  const policy = onChange('true', '@require("1")');
  expect(reason(decided(policy, { facts: agentFacts({ delegator: null }) }), 'rule').need).toMatchObject({
    count: 2,
  });
});

test('on trial it holds nothing and is shown', () => {
  const { outcome, observed } = decided(onChange('true', '@mode("observe")'));
  expect({ outcome, observed: observed?.map(({ code, rule }) => `${code} ${rule}`) }).toEqual({
    outcome: 'pass',
    observed: ['DENIED rule'],
  });
});

test('every change is asked about, and the pull request once', () => {
  const changes = [smallChange(), change({ environment: 'staging' }), change()];
  expect(open(decided(onChange('resource.environment == "prod"'), { changes }))).toEqual(['DENIED rule']);
  expect(open(decided(onPull('context.changes == 2'), { changes }))).toEqual(['DENIED rule']);
  expect(open(decided(onPull('context.changes == 2'), { changes: [] }))).toEqual([]);
  expect(reason(decided(onPull('true'), { changes: [] }), 'rule').message).toBe(
    'The Cedar policy rule forbids this.',
  );
});

test.each<[string, string, Partial<Change>?, Partial<Facts>?]>([
  ['format', 'resource.format == "terraform"'],
  ['old name', 'resource.paths.contains("old.tf")', { previousFile: 'old.tf' }],
  ['address', 'resource.address like "aws_iam_role.*"'],
  ['type', 'resource.type == "aws_iam_role"'],
  ['action', 'resource.action == "delete"', { action: 'delete' }],
  ['data', 'resource.data.contains("restricted")'],
  ['tier', 'resource.tier == "critical" && resource.tierLevel == 3'],
  ['findings', 'resource.findings.contains("iam-wildcard")', { findings: ['iam-wildcard'] }],
  [
    'attributes',
    'resource.attributes.contains("a.b")',
    { attributes: [{ path: 'a.b', line: 1, before: null, after: 'x', sensitive: false }] },
  ],
  ['no environment', 'resource.environment == ""', { environment: null }],
  ['class', 'principal.class == "human" && principal.delegator == ""'],
  ['login', 'principal.login == "dora"'],
  ['time', 'context.now > datetime("2026-11-21T11:59:59Z")'],
  [
    'repository',
    'context.repository == "acme/infra" && context.baseBranch == "main" && context.headBranch == "change"',
  ],
  ['draft', 'context.draft', {}, { pull_request: pull(user('dora'), { draft: true }) }],
  ['fork', 'context.fork', {}, { pull_request: pull(user('dora'), { fork: true }) }],
  [
    'label',
    'context.labels.contains("x")',
    {},
    { pull_request: pull(user('dora'), { labels: [{ name: 'x', by: 'bob' }] }) },
  ],
  [
    'all kinds',
    'context.kinds.contains("identity") && context.environments.contains("prod") && context.tierLevel == 3',
  ],
  ['counts', 'context.changes == 1 && context.files == 1 && context.deletes == 0'],
  [
    'approvals',
    'context.approvals == 1 && context.approvers.contains("bob")',
    {},
    { reviews: [approval('bob')] },
  ],
  [
    'an approval of another head',
    'context.approvals == 0',
    {},
    { reviews: [approval('bob', { commit_id: BASE })] },
  ],
  [
    'checks',
    'context.checks == ["plan@5"]',
    {},
    {
      checks: [
        {
          name: 'plan',
          app_id: 5,
          head_sha: HEAD,
          status: 'completed',
          conclusion: 'success',
          started_at: null,
        },
      ],
    },
  ],
  [
    'a check that failed',
    'context.checks.isEmpty()',
    {},
    {
      checks: [
        {
          name: 'plan',
          app_id: 5,
          head_sha: HEAD,
          status: 'completed',
          conclusion: 'failure',
          started_at: null,
        },
      ],
    },
  ],
  [
    'provenance',
    'context.provenance.contains("purpose")',
    {},
    {
      provenance: {
        prompt_digest: null,
        tools_digest: null,
        plan_digest: null,
        purpose: 'p',
        signed_by: null,
      },
    },
  ],
])('sees: %s', (_name, condition, part_ = {}, known = {}) => {
  const policy = onChange(condition);
  expect(open(decided(policy, { changes: [change(part_)], facts: facts(known) }))).toEqual(['DENIED rule']);
  const negated = onChange(`!(${condition})`);
  expect(open(decided(negated, { changes: [change(part_)], facts: facts(known) }))).toEqual([]);
});

test('sees who the agent is and who asked it', () => {
  const policy = onChange(
    'principal.class == "agent" && principal.delegator == "alice" && principal.agents.contains("copilot")',
  );
  expect(open(decided(policy, { facts: agentFacts() }))).toEqual(['DENIED rule']);
  expect(open(decided(policy))).toEqual([]);
});

test.each<[string, string, Partial<Facts>]>([
  ['the time', 'context.now < datetime("2020-01-01")', { now: null }],
  ['a time that is none', 'context.now < datetime("2020-01-01")', { now: 'soon' }],
  ['the draft state', 'context.draft', { pull_request: null }],
  ['labels', 'context.labels.contains("x")', { pull_request: null }],
  ['the author', 'principal.login == "x"', { pull_request: null }],
  [
    'the delegator of an agent',
    'principal.delegator == "x"',
    { pull_request: pull({ login: 'Copilot', id: 198982749, type: 'Bot' }) },
  ],
  ['the repository', 'context.repository == "x"', { repository: null }],
])('what is not known refuses where a policy reads it: %s', (_name, condition, unknown) => {
  const blind = decided(onPull(condition), { facts: facts(unknown), changes: [smallChange()] });
  expect(open(blind)).toContain('DENIED rule');
  expect(reason(blind, 'rule').message).toMatch(
    /^The Cedar policy rule could not be evaluated for the pull request: /,
  );
  // The same policy over the same facts, but known.
  expect(
    open(
      decided(onPull(condition), {
        facts: condition.includes('delegator') ? agentFacts() : facts(),
        changes: [smallChange()],
      }),
    ),
  ).toEqual([]);
});

test('a file that was not understood refuses where a policy reads what is in it, and can be asked for', () => {
  const unreadable = [
    {
      file: 'envs/prod/x.tf',
      line: 1,
      why: 'parse-error' as const,
      message: 'no',
      tier: 'critical' as const,
      environments: ['prod'],
    },
  ];
  const subject = classified([], { unreadable, files: [] });
  const blind = decided(onChange('resource.kinds.contains("dns")'), { classified: subject });
  expect(reason(blind, 'rule')).toMatchObject({
    code: 'DENIED',
    message: expect.stringMatching(
      /^The Cedar policy rule could not be evaluated for envs\/prod\/x.tf in prod: .*`kinds`/,
    ),
  });
  const asking = onChange(
    'resource.unread || resource.kinds.contains("dns")',
    '@require("2:@acme/security")',
  );
  expect(open(decided(asking, { classified: subject }))).toContain('APPROVALS_MISSING rule');
  expect(
    open(decided(onChange('!resource.unread && resource.kinds.contains("dns")'), { classified: subject })),
  ).not.toContain('DENIED rule');
});

test('on trial, what cannot be evaluated holds nothing either', () => {
  const { reasons, observed } = decided(onPull('context.draft', '@mode("observe")'), {
    facts: facts({ pull_request: null }),
    changes: [],
  });
  expect(reasons.map(({ rule }) => rule)).not.toContain('rule');
  expect(observed?.map(({ code }) => code)).toEqual(['DENIED']);
});

test('more changes than Cedar is asked about refuse', () => {
  const many = Array.from({ length: LIMITS.cedarChanges + 1 }, (_, index) =>
    smallChange({ address: `a.b${index}` }),
  );
  const whole = decided(onChange('false || resource.format == "x"'), { changes: many });
  expect(open(whole)).toEqual(['DENIED policies']);
});

test('an exception of the repository takes a finding away from its own policies, not from those of the floor', () => {
  const policy = onChange('resource.findings.contains("public-ingress")');
  const exception = `${ENVIRONMENTS}exceptions: [{ finding: public-ingress, addresses: ["*"], reason: web, by: carol, expires: 2027-01-01 }]\n`;
  const seen = classified([change({ findings: ['public-ingress'] })], { findings: [finding()] });
  const own = cedarLayers([part(policy)], exception);
  expect(open(decide({ result: compilePolicy(own), classified: seen }))).toEqual([]);
  const floor = cedarLayers([part(policy)]).repository;
  const below = {
    floor,
    repository: { kind: 'file' as const, source: 'repo', text: exception.replace(/policies.*\n/, '') },
  };
  expect(open(decide({ result: compilePolicy(below), classified: seen }))).toEqual(['DENIED floor/rule']);
});

test('teams and people that a policy asks for are needed like those of any rule', () => {
  const result = compilePolicy(cedarLayers([part(onChange('true', '@require("1:@acme/x,carol")'))]));
  expect(policyNeeds(result, { paths: [], codeOwners: null })).toMatchObject({
    teams: ['@acme/x'],
    users: ['carol'],
  });
});

test('an explanation names the place of the policy and what it matches', () => {
  const policy = compilePolicy(cedarLayers([part(onChange('resource.environment == "prod"'))]));
  const known = facts();
  const trace = explainRules({
    policy,
    facts: known,
    actor: resolveActor(policy, known),
    classified: classified([change()]),
    base: BASE,
    head: HEAD,
    scopes: [],
  });
  expect(trace).toMatchObject([
    {
      rule: 'rule',
      match: 'yes',
      cedar: 'acme/infra@base:.aigov/rules.cedar:1:1',
      hits: [{ what: 'aws_iam_role.ci' }],
      misses: [],
    },
  ]);
});

test('whatever a policy says, adding it never makes an outcome easier', () => {
  const conditions = fc.constantFrom(
    'true',
    'false',
    'context.draft',
    'context.approvals < 2',
    'context.labels.contains("x")',
    'context.now < datetime("2020-01-01")',
    '1 + 9223372036854775807 == 1',
  );
  const annotations = fc.constantFrom('', '@require("1:@acme/security")', '@deny("No.")', '@mode("observe")');
  const known = fc.constantFrom(
    facts(),
    agentFacts(),
    facts({ pull_request: null, now: null }),
    facts({ reviews: [approval('bob'), approval('carol')] }),
  );
  fc.assert(
    fc.property(conditions, annotations, known, fc.boolean(), (condition, annotation, world, perChange) => {
      const text = perChange ? onChange(condition, annotation) : onPull(condition, annotation);
      const bare = ENVIRONMENTS.replace(/policies.*\n/, '').replace('none', 'standard');
      const without = decide({ policy: bare, facts: world });
      const withIt = decide({
        result: compilePolicy(cedarLayers([part(text)], ENVIRONMENTS.replace('none', 'standard'))),
        facts: world,
      });
      expect(OUTCOMES.indexOf(withIt.outcome)).toBeGreaterThanOrEqual(OUTCOMES.indexOf(without.outcome));
    }),
  );
});
