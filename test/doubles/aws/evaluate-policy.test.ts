// The evaluator that other tests judge by, held to known cases of the IAM language.
import { describe, expect, it } from 'vitest';
import { evaluatePolicies, like, type PolicyStatement } from './evaluate-policy.ts';

const allow: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };

function judge(
  statements: readonly PolicyStatement[],
  context: { readonly [key: string]: string } = {},
  action = 's3:GetObject',
) {
  const layers = [{ name: 'only', policies: [{ Statement: statements }] }];
  const access = evaluatePolicies(layers, { action, resource: 'arn:aws:s3:::b/k', context });
  return access.kind === 'allowed' ? 'allowed' : access.how;
}

describe('evaluatePolicies', () => {
  it.each<{
    readonly name: string;
    readonly deny: Partial<PolicyStatement>;
    readonly context?: { readonly [key: string]: string };
    readonly expected: string;
  }>([
    { name: 'Deny wins', deny: {}, expected: 'explicit' },
    { name: 'actions fold case', deny: { Action: 'S3:getobject' }, expected: 'explicit' },
    { name: 'resources do not', deny: { Resource: 'arn:aws:s3:::B/k' }, expected: 'allowed' },
    { name: 'the star spans slashes', deny: { Resource: 'arn:aws:s3:::*' }, expected: 'explicit' },
    {
      name: 'the question mark is one character',
      deny: { Resource: 'arn:aws:s3:::?/?' },
      expected: 'explicit',
    },
    { name: 'a dot is a dot', deny: { Resource: 'arn:aws:s3...b/k' }, expected: 'allowed' },
    {
      name: 'condition holds',
      deny: { Condition: { StringEquals: { 'aws:SourceIdentity': ['s-1', 's-2'] } } },
      context: { 'aws:sourceidentity': 's-2' },
      expected: 'explicit',
    },
    {
      name: 'condition fails',
      deny: { Condition: { StringEquals: { 'aws:SourceIdentity': 's-1' } } },
      context: { 'aws:sourceidentity': 's-2' },
      expected: 'allowed',
    },
    {
      name: 'a missing key fails a positive operator',
      deny: { Condition: { StringEquals: { 'aws:SourceIdentity': 's-1' } } },
      expected: 'allowed',
    },
    {
      name: 'a missing key satisfies a Not operator',
      deny: { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'x' } } },
      expected: 'explicit',
    },
    {
      name: 'ArnNotLike fails on a match',
      deny: { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*' } } },
      context: { 'aws:principalarn': 'arn:x' },
      expected: 'allowed',
    },
    {
      name: 'dates compare',
      deny: { Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } },
      context: { 'aws:currenttime': '2026-01-01T00:00:00Z' },
      expected: 'allowed',
    },
  ])('$name', ({ deny, context, expected }) => {
    expect(judge([allow, { Effect: 'Deny', Action: '*', Resource: '*', ...deny }], context)).toBe(expected);
  });

  it('wants every layer to allow', () => {
    const request = { action: 's3:GetObject', resource: '*', context: {} };
    const layers = [
      { name: 'role', policies: [{ Statement: allow }] },
      { name: 'session', policies: [] },
    ];
    expect(evaluatePolicies(layers, request)).toEqual({ kind: 'denied', how: 'implicit', layer: 'session' });
    expect(judge([{ Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:iam::*' }])).toBe('allowed');
    expect(judge([{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }])).toBe('implicit');
  });

  it('does not guess at an operator', () => {
    expect(() =>
      judge([{ ...allow, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }]),
    ).toThrow('Bool');
    expect(like('a+b', 'aab')).toBe(false);
  });
});
