// `require.deployed`: the same change, successfully, long enough ago, in the environment that the rule names.
import { describe, expect, test } from 'vitest';
import type { DeploymentFact } from '../../../src/model/facts.ts';
import { BARE, change, decide, facts, open, reason } from '../given.ts';

const rule = (deployed: string, when = 'environments: [prod]'): string =>
  `${BARE}rules: [{ id: r, when: { ${when} }, require: { deployed: { environment: staging, ${deployed} } } }]\n`;
const PLAIN = rule('same: change_digest');
const DAY = rule('for: 24h, same: change_digest');

/** The reason itself says which digest it looks for. */
const DIGEST = String(reason(decide({ policy: PLAIN }), 'r').need?.['change']);
const staging = (part: Partial<DeploymentFact> = {}): DeploymentFact => ({
  environment: 'staging',
  change_digest: DIGEST,
  at: '2026-11-20T12:00:00Z',
  status: 'success',
  ...part,
});
const given = (deployments: readonly DeploymentFact[], now: string | null = '2026-11-21T12:00:00Z') =>
  facts({ deployments, now });

describe('the same change', () => {
  test.each<[string, readonly DeploymentFact[], boolean]>([
    ['deployed', [staging()], true],
    ['deployed at an unknown time', [staging({ at: null })], true],
    ['deployed elsewhere', [staging({ environment: 'prod' })], false],
    ['another one', [staging({ change_digest: 'sha256:0' })], false],
    ['failed', [staging({ status: 'failure' })], false],
    ['an unknown result', [staging({ status: 'unknown' })], false],
    ['never', [], false],
  ])('%s', (_, deployments, satisfied) => {
    const decision = decide({ policy: PLAIN, facts: given(deployments) });
    expect(reason(decision, 'r')).toMatchObject({
      code: 'NOT_DEPLOYED_YET',
      satisfied,
      need: { deployed: { environment: 'staging' }, place: 'prod' },
    });
    expect(decision.outcome).toBe(satisfied ? 'pass' : 'needs_review');
  });

  test('nobody knows', () => {
    expect(reason(decide({ policy: PLAIN, facts: facts() }), 'r')).toMatchObject({
      satisfied: false,
      message: 'The change to prod has not been deployed to staging yet in the same form.',
    });
  });

  test('everything that changes there counts, also what the rule does not name', () => {
    const policy = rule('same: change_digest', 'environments: [prod], kinds: [identity]');
    const more = change({ address: 'aws_sqs_queue.x', type: 'aws_sqs_queue', kinds: ['other'] });
    const asked = (changes: readonly ReturnType<typeof change>[]) =>
      open(decide({ policy, facts: given([staging()]), changes }));
    expect([asked([change()]), asked([change(), more])]).toEqual([[], ['NOT_DEPLOYED_YET r']]);
  });
});

describe('for', () => {
  test.each<[string, readonly DeploymentFact[], string | null, boolean]>([
    ['to the second', [staging()], '2026-11-21T12:00:00Z', true],
    ['a second early', [staging()], '2026-11-21T11:59:59Z', false],
    ['no time of the deployment', [staging({ at: null })], '2026-11-21T12:00:00Z', false],
    ['no time now', [staging()], null, false],
    [
      'the first of two counts',
      [staging(), staging({ at: '2026-11-21T11:00:00Z' })],
      '2026-11-21T12:00:00Z',
      true,
    ],
  ])('%s', (_, deployments, now, satisfied) => {
    expect(reason(decide({ policy: DAY, facts: given(deployments, now) }), 'r').satisfied).toBe(satisfied);
  });

  test('says until when', () => {
    const decision = decide({ policy: DAY, facts: given([staging()], '2026-11-21T11:00:00Z') });
    expect(reason(decision, 'r')).toMatchObject({
      message:
        'The change to prod has been deployed to staging and must have run there for 24h: until 2026-11-21T12:00:00.000Z.',
      remediation: 'Wait until then.',
    });
  });
});

describe('of whom it is asked', () => {
  const EVERYTHING = rule('same: change_digest', 'actor: [human]');
  test.each<[string, Parameters<typeof change>[0], readonly string[]]>([
    ['a change to production', {}, ['NOT_DEPLOYED_YET r']],
    ['a change outside of all environments', { environment: null }, ['NOT_DEPLOYED_YET r']],
    ['a change without meaning outside of all', { environment: null, tier: 'none' }, []],
    ['the change to staging itself', { environment: 'staging' }, []],
  ])('%s', (_, part, expected) => {
    expect(open(decide({ policy: EVERYTHING, changes: [change(part)] }))).toEqual(expected);
  });
});
