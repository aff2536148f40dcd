// Which known ways to every other right a change completes.
import { describe, expect, it, test } from 'vitest';
import { ESCALATION_SETS } from '../../../../src/classify/iam/growth/escalation-sets.ts';
import { compareDocuments, completedEscalations } from '../../../../src/classify/iam/growth/index.ts';
import { policy } from './policy.ts';
import type { JsonPolicy } from './policy.ts';

function sets(before: JsonPolicy, after: JsonPolicy): readonly string[] {
  return completedEscalations([policy('identity', before)], [policy('identity', after)]).map(({ actions }) =>
    actions.join(' + '),
  );
}

const ALL = { Resource: '*' };

describe('completed escalations', () => {
  it('IAM-03: PassRole beside the rights to create and call a function', () => {
    const before = policy('identity', { Action: ['lambda:CreateFunction'], ...ALL });
    const after = policy('identity', [
      { Action: 'lambda:CreateFunction', ...ALL },
      { Action: 'lambda:InvokeFunction', ...ALL },
      { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app' },
    ]);
    expect(completedEscalations([before], [after])).toEqual([
      {
        ids: [
          'lambda-001',
          'cs-PassExistingRoleToNewLambdaThenInvoke',
          'iv-privesc15-PassExistingRoleToNewLambdaThenInvoke',
        ],
        actions: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
        added: ['iam:PassRole', 'lambda:InvokeFunction'],
        category: 'new-passrole',
        line: 3,
        sentence:
          'iam:PassRole and lambda:InvokeFunction, with lambda:CreateFunction that it had already, are together a known way to every other right',
      },
    ]);
  });

  it('IAM-03: PassRole alone completes nothing', () => {
    expect(sets([], { Action: 'iam:PassRole', ...ALL })).toEqual([]);
  });

  it('IAM-03: a set that was complete is not complete again', () => {
    const both = { Action: ['iam:PassRole', 'ec2:RunInstances'], ...ALL };
    expect(sets(both, [both, { Action: 'sqs:SendMessage', ...ALL }])).toEqual([]);
  });

  it('IAM-03: a set around a complete one says nothing more', () => {
    const smaller = { Action: ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'], ...ALL };
    expect(sets(smaller, [smaller, { Action: 'ecs:CreateCluster', ...ALL }])).toEqual([]);
  });

  test.each(
    [
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'AttachRolePolicy',
      'UpdateAssumeRolePolicy',
      'CreateAccessKey',
      'PutRolePolicy',
    ].map((name) => `iam:${name}`),
  )('IAM-05: %s', (action) => {
    expect(sets([], { Action: action, ...ALL })).toEqual([action]);
  });

  it('IAM-01: completed by a wildcard in other case', () => {
    expect(sets({ Action: 'glue:GetJob', ...ALL }, { Action: ['GLUE:*'], ...ALL })).toEqual([
      'glue:UpdateDevEndpoint',
    ]);
  });

  it('IAM-02: completed by NotAction', () => {
    expect(sets([], { NotAction: ['s3:*'], ...ALL })).toContain('iam:CreateAccessKey');
  });

  it('completed by a Deny that is gone', () => {
    const allow = { Action: 'iam:*', ...ALL };
    const deny = { Effect: 'Deny', Action: 'iam:CreateAccessKey', ...ALL } as const;
    expect(sets([allow, deny], allow)).toContain('iam:CreateAccessKey');
  });

  it('not completed where a Deny stands', () => {
    const deny = { Effect: 'Deny', Action: 'iam:*', ...ALL } as const;
    expect(sets([deny], [deny, { Action: 'iam:CreateAccessKey', ...ALL }])).toEqual([]);
  });

  it('completed on a resource that nobody can resolve', () => {
    expect(sets([], { Action: 'iam:CreateAccessKey', Resource: '⟨aws_iam_user.x.arn⟩' })).toEqual([
      'iam:CreateAccessKey',
    ]);
  });

  it('adds up over documents', () => {
    const compute = policy('identity', { Action: 'ec2:RunInstances', ...ALL });
    const pass = policy('identity', { Action: 'iam:PassRole', ...ALL });
    const found = completedEscalations([compute], [compute, pass]);
    expect(found.map(({ added }) => added)).toEqual([['iam:PassRole']]);
  });

  it('only rights of an identity count', () => {
    const after = policy('resource', { Action: 'lambda:UpdateFunctionCode', ...ALL, Principal: '*' });
    expect(completedEscalations([], [after])).toEqual([]);
  });

  test.each(ESCALATION_SETS.map(({ ids, actions }) => [ids[0], actions] as const))(
    '%s is found, or a smaller one in it',
    (_id, actions) => {
      const found = completedEscalations([], [policy('identity', { Action: actions, ...ALL })]);
      expect(found.length).toBeGreaterThan(0);
      expect(
        found.every((escalation) => escalation.actions.every((action) => actions.includes(action))),
      ).toBe(true);
    },
  );
});

describe('IAM-01: wildcards in any spelling', () => {
  const SPELLINGS = [
    '*',
    '**',
    '*:*',
    '*:Pass*',
    '*:PassRole',
    '?am:PassRole',
    '???:PassRole',
    'i*',
    'i*:*',
    'i?m:Pass*',
    'i?m:*',
    'ia*:P*',
    'iam*',
    'iam:*',
    'IAM:*',
    'Iam:*',
    'iAM:**',
    'iam:?*',
    'iam:*e',
    'iam:*Role',
    'iam:*role',
    'iam:*ROLE',
    'iam:*Pass*',
    'iam:*s*s*',
    'iam:P*',
    'iam:p*',
    'iam:P*e',
    'iam:P?ssRole',
    'iam:Pa*',
    'iam:Pass*',
    'iam:PASS*',
    'iam:pass????',
    'iam:Pass????',
    'iam:PassRol?',
    'iam:PassRole',
    'iam:PassRole*',
    'iam:passrole',
    'IAM:PASSROLE',
    'Iam:PassRole',
    'iam:?assRole',
    'iam:??ssRole',
    'iam:????????',
    'iam:Pass*ole',
    'iam:*a*o*',
    'iam:**Role',
    'iam:P**e',
    '*m:PassRole',
    '*am:*Role',
    'i*m:Pa*le',
    '*PassRole',
    '*passrole',
  ];

  it('are fifty and more', () => {
    expect(new Set(SPELLINGS).size).toBeGreaterThanOrEqual(50);
  });

  test.each(SPELLINGS)('%s lets roles be passed', (spelling) => {
    const { verdict, witnesses } = compareDocuments([], [policy('identity', { Action: spelling, ...ALL })]);
    expect(verdict).toBe('grows');
    expect(witnesses[0]?.action).toBe('iam:PassRole');
  });

  test.each(['iam:Pass', 'iam:PassRole?', 'iam:?PassRole', 'am:PassRole', 'iam:Pass?Role', 'iam:Passrole:x'])(
    '%s does not',
    (spelling) => {
      const { witnesses } = compareDocuments([], [policy('identity', { Action: spelling, ...ALL })]);
      expect(witnesses.map(({ action }) => action)).not.toContain('iam:PassRole');
    },
  );
});
