// The decision as a whole: outcome, document, digests, and the properties that hold for every input.
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/model/canonical.ts';
import { KINDS, OUTCOMES, TIERS } from '../../src/model/words.ts';
import { decisionSchema, evaluate, resolveActor, compilePolicy } from '../../src/policy/index.ts';
import fc from '../properties.ts';
import {
  BARE,
  BASE,
  COPILOT,
  ENVIRONMENTS,
  HEAD,
  agentFacts,
  approval,
  change,
  classified,
  commit,
  decide,
  facts,
  finding,
  layers,
  open,
  pull,
  reason,
  smallChange,
  user,
} from './given.ts';

const RULES = `${ENVIRONMENTS}
actors: { agents: { copilot: { identities: [{ github: 198982749 }], environments: [prod, staging] } } }
rules:
  - id: identity-prod
    when: { kinds: [identity], environments: [prod] }
    require: { approvals: [{ count: 2, from: ["@acme/security"] }] }
`;

describe('the story', () => {
  test('the delegator does not count, two others do', () => {
    const alice = approval('alice');
    const withAlice = {
      ...agentFacts(),
      permissions: { alice: 'write', bob: 'write', carol: 'write' },
    } as const;
    const teams = { '@acme/security': ['alice', 'bob', 'carol'] };
    const first = decide({ policy: RULES, facts: { ...withAlice, teams, reviews: [alice] } });
    expect(first.outcome).toBe('needs_review');
    expect(reason(first, 'identity-prod')).toEqual({
      code: 'APPROVALS_MISSING',
      rule: 'identity-prod',
      satisfied: false,
      fixable_by: 'human',
      need: { count: 2, from: ['@acme/security'] },
      have: { counted: [], ignored: [{ login: 'alice', why: 'delegator' }] },
      message:
        '2 of @acme/security must approve (identity change, aws_iam_role.ci, prod): 0 of 2; not counted: alice (delegator).',
      remediation: 'Ask 2 more of @acme/security to approve the current head.',
    });
    const second = decide({
      policy: RULES,
      facts: { ...withAlice, teams, reviews: [alice, approval('bob'), approval('carol')] },
    });
    expect([second.outcome, open(second)]).toEqual(['pass', []]);
    const pushed = [approval('bob', { commit_id: 'd'.repeat(40) }), approval('carol')];
    const third = decide({ policy: RULES, facts: { ...withAlice, teams, reviews: pushed } });
    expect(reason(third, 'identity-prod').have).toEqual({
      counted: ['carol'],
      ignored: [{ login: 'bob', why: 'stale_head' }],
    });
  });
});

describe('the document', () => {
  test('is whole, sorted and fits its schema', () => {
    const changes = [smallChange({ startLine: 9 }), change(), smallChange()];
    const decision = decide({
      policy: RULES,
      facts: agentFacts(),
      classified: classified(changes, { findings: [finding()] }),
    });
    expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
    expect(Object.keys(decision)).toEqual([
      'schema',
      'outcome',
      'mode',
      'tier',
      'base',
      'head',
      'policy',
      'actor',
      'changes',
      'findings',
      'unreadable',
      'reasons',
      'exceptions',
      'retryable',
      'changeDigest',
      'decisionDigest',
    ]);
    expect(decision.changes.map(({ file, startLine }) => [file, startLine])).toEqual([
      ['envs/prod/iam.tf', 12],
      ['envs/staging/queue.tf', 9],
      ['envs/staging/queue.tf', 12],
    ]);
    const { decisionDigest, ...rest } = decision;
    expect(decisionDigest).toBe(digestOf(rest));
    expect([decision.tier, decision.mode, decision.base, decision.head]).toEqual([
      'critical',
      'enforce',
      BASE,
      HEAD,
    ]);
  });

  test('the change digest ignores lines, tiers and findings, and sees everything else', () => {
    const digest = (part: Parameters<typeof change>[0], blob = 'c') =>
      decide({
        classified: classified([change(part)], {
          files: [
            {
              path: 'envs/prod/iam.tf',
              previousPath: null,
              status: 'modified',
              format: 'terraform',
              blob,
              previousBlob: 'b',
            },
          ],
        }),
      }).changeDigest;
    const same = digest({});
    expect([digest({ startLine: 99, tier: 'low', findings: ['x'] }), digest({}, 'e')]).toEqual([same, same]);
    const attribute = { path: 'a', line: 1, before: 1, after: 2, sensitive: false };
    const others = [
      digest({ address: 'x' }),
      digest({ action: 'delete' }),
      digest({ environment: null }),
      digest({ attributes: [attribute] }),
      digest({ opaque: true }),
      digest({ opaque: true }, 'e'),
    ];
    expect(new Set([same, ...others]).size).toBe(7);
  });

  test('retryable only when something can be fixed without a human', () => {
    expect(decide({ policy: RULES }).retryable).toBe(false);
    const policy = `${BARE}rules: [{ id: plan, require: { checks: [{ name: plan, app_id: 1 }] } }]`;
    expect(decide({ policy }).retryable).toBe(true);
    expect(decide({ policy: BARE }).retryable).toBe(false);
  });
});

describe('around the changes', () => {
  test('no policy and no floor: the baseline, in observe', () => {
    const decision = decide({});
    expect([decision.mode, decision.outcome, open(decision)]).toEqual([
      'observe',
      'needs_review',
      ['APPROVALS_MISSING baseline'],
    ]);
    expect(decision.policy).toEqual({ source: null, sha256: null, floor: null });
  });

  test('each incomplete fact is named', () => {
    const incomplete = [
      { what: 'commits', why: 'more than 250' },
      { what: 'reviews', why: '502' },
    ];
    const decision = decide({ policy: BARE, facts: facts({ incomplete }) });
    expect([decision.outcome, open(decision)]).toEqual([
      'blocked',
      ['FACTS_INCOMPLETE facts', 'FACTS_INCOMPLETE facts'],
    ]);
    expect(reason(decision, 'facts').message).toBe('commits could not be read in full: more than 250.');
  });

  test('an invalid policy names file, line and column', () => {
    const decision = decide({ policy: 'version: 1\nrulez: []\n' });
    expect([decision.outcome, decision.mode]).toEqual(['blocked', 'enforce']);
    expect(reason(decision, 'policy')).toMatchObject({
      code: 'POLICY_INVALID',
      message: '.aigov.yml:2:1 unknown key "rulez"; did you mean "rules"?',
    });
  });

  test('a scope that does not fit', () => {
    const scope = { target: 'prod', level: 4, fits: true };
    expect(open(decide({ policy: BARE, scopes: [scope] }))).toEqual([]);
    expect(open(decide({ policy: BARE, scopes: [{ ...scope, fits: false }] }))).toEqual([
      'SCOPE_DOES_NOT_FIT deploy.prod',
    ]);
  });

  test('changes requested by a writer stand, whatever their commit', () => {
    const objection = approval('bob', { state: 'CHANGES_REQUESTED', commit_id: 'd'.repeat(40) });
    const given = (part: object) =>
      open(decide({ policy: BARE, facts: facts({ reviews: [objection], ...part }) }));
    expect(given({})).toEqual(['CHANGES_REQUESTED reviews']);
    expect(given({ permissions: {} })).toEqual(['CHANGES_REQUESTED reviews']);
    expect(given({ permissions: { bob: 'read' } })).toEqual([]);
    expect(given({ reviews: [{ ...objection, user: { login: 'bot', id: 3, type: 'Bot' } }] })).toEqual([]);
    expect(given({ reviews: [objection, approval('bob')] })).toEqual([]);
    expect(given({ reviews: [objection, { ...objection, state: 'DISMISSED' }] })).toEqual([]);
  });

  test('an input that cannot be worked with is refused, not thrown', () => {
    const broken = classified([change({ address: '\ud800' })]);
    const decision = decide({ policy: BARE, classified: broken });
    expect([decision.outcome, open(decision)]).toEqual(['blocked', ['FACTS_INCOMPLETE engine']]);
    expect(decisionSchema.safeParse(decision).success).toBe(true);
    const nothing = evaluate({
      policy: compilePolicy(layers(BARE)),
      base: BASE,
      head: HEAD,
    } as unknown as Parameters<typeof evaluate>[0]);
    expect(nothing.outcome).toBe('blocked');
  });
});

const anyChange = fc.record({
  file: fc.constantFrom('envs/prod/a.tf', 'envs/staging/b.tf', 'AGENTS.md'),
  kinds: fc.subarray([...KINDS], { minLength: 1 }),
  tier: fc.constantFrom(...TIERS),
  environment: fc.constantFrom('prod', 'staging', null),
  opaque: fc.boolean(),
  action: fc.constantFrom('create' as const, 'delete' as const, 'unknown' as const),
});
const anyFacts = fc.record({
  author: fc.constantFrom(null, COPILOT, user('dora', 40), { login: 'x[bot]', id: 9, type: 'Bot' }),
  approvers: fc.subarray(['alice', 'bob', 'carol', 'erin', 'dora']),
  delegator: fc.constantFrom(null, 'alice'),
  verified: fc.boolean(),
});
const when = fc.constantFrom(
  '',
  'kinds: [identity]',
  'environments: [prod]',
  'actor: [agent]',
  'not: { kinds: [identity] }',
  'only: { tier: [low] }',
  'purpose: [x]',
);
const rule = fc.tuple(
  when,
  fc.constantFrom(
    'deny: no',
    'tier: critical',
    'require: { approvals: [{ count: 2 }] }',
    'require: { assurance: signed, provenance: [plan] }',
  ),
);
const ruleText = (rules: readonly (readonly [string, string])[]): string =>
  rules
    .map(([condition, effect], index) => `  - { id: r${index}, when: { ${condition} }, ${effect} }\n`)
    .join('');
const question = fc.record({
  changes: fc.array(anyChange, { maxLength: 3 }),
  people: anyFacts,
  rules: fc.array(rule, { maxLength: 3 }),
  baseline: fc.constantFrom('none', 'light', 'standard'),
});
type Asked = typeof question extends fc.Arbitrary<infer T> ? T : never;

function ask(
  { changes, people, rules, baseline }: Asked,
  extra: { readonly rules?: readonly (readonly [string, string])[]; readonly floor?: string } = {},
) {
  const all = [...rules, ...(extra.rules ?? [])];
  const policy = `${ENVIRONMENTS.replaceAll(', baseline: light', '')}baseline: ${baseline}\n${all.length === 0 ? '' : `rules:\n${ruleText(all)}`}`;
  const permissions = { alice: 'write', bob: 'write', carol: 'write', erin: 'write', dora: 'write' } as const;
  const given = facts({
    pull_request: pull(people.author),
    delegator: people.delegator,
    permissions,
    commits: [commit({ author: people.author, verified: people.verified })],
    reviews: people.approvers.map((login) => approval(login)),
  });
  return decide({
    policy,
    floor: extra.floor ?? null,
    facts: given,
    changes: changes.map((part) => change(part)),
  });
}

describe('for every input', () => {
  const rank = (outcome: (typeof OUTCOMES)[number]) => OUTCOMES.indexOf(outcome);

  test('a further rule never makes the outcome better', () => {
    fc.assert(
      fc.property(question, rule, (asked, further) => {
        expect(rank(ask(asked, { rules: [further] }).outcome)).toBeGreaterThanOrEqual(
          rank(ask(asked).outcome),
        );
      }),
    );
  });

  test('a floor never makes the outcome better', () => {
    fc.assert(
      fc.property(
        question,
        fc.array(rule, { maxLength: 2 }),
        fc.constantFrom('', 'baseline: light\n', 'baseline: none\n', 'owners: [zoe]\n'),
        (asked, rules, head) => {
          const floor = `version: 1\n${head}${rules.length === 0 ? '' : `rules:\n${ruleText(rules)}`}`;
          expect(rank(ask(asked, { floor }).outcome)).toBeGreaterThanOrEqual(rank(ask(asked).outcome));
        },
      ),
    );
  });

  test('the same frozen input gives the same document, and the document fits its schema', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const known = deepFreeze(agentFacts({ reviews: [approval('bob')] }));
        const input = deepFreeze(classified(asked.changes.map((part) => change(part))));
        const policy = compilePolicy(layers(RULES));
        const actor = resolveActor(policy, known);
        const run = () =>
          evaluate({ policy, facts: known, actor, classified: input, base: BASE, head: HEAD, scopes: [] });
        expect(run()).toEqual(run());
        expect(decisionSchema.safeParse(run()).success).toBe(true);
        expect(run().reasons.some(({ rule: name }) => name === 'engine')).toBe(false);
      }),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
