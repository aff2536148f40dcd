// The boundary document: who is denied, what it protects, and what happens when it is full.
import { describe, expect, it } from 'vitest';
import { denyList } from '../../src/sessions/deny-list.ts';
import { evaluatePolicies, type Policy } from '../doubles/aws/evaluate-policy.ts';
import { BOUNDARY, DEPLOY_ROLE, NOW, session } from './given.ts';

const given = { boundaryArn: BOUNDARY, roles: [DEPLOY_ROLE], live: [], now: NOW };
const many = (count: number, issuedAt: number) =>
  Array.from({ length: count }, (_, at) =>
    session({ id: `s-${String(at).padStart(14, '0')}`, issuedAt: issuedAt + at }),
  );

function may(
  document: string,
  id: string | null,
  action = 'ec2:RunInstances',
  resource = '*',
  issuedAt = NOW,
): string {
  const context = {
    'aws:tokenissuetime': new Date(Math.floor(issuedAt / 1000) * 1000).toISOString(),
    ...(id === null ? {} : { 'aws:sourceidentity': id }),
  };
  const layers = [{ name: 'boundary', policies: [JSON.parse(document) as Policy] }];
  const access = evaluatePolicies(layers, { action, resource, context });
  return access.kind === 'allowed' ? 'allowed' : access.how;
}

describe('denyList', () => {
  it('denies the listed session and leaves its sibling and others alone', () => {
    const document = denyList({ ...given, denied: [session()] });
    expect(may(document, 's-00000000000001')).toBe('explicit');
    expect(may(document, 's-00000000000002')).toBe('allowed');
    expect(may(document, null)).toBe('allowed');
  });

  it('protects itself, boundaries, trust and roles, with and without sessions', () => {
    for (const denied of [[], [session()]]) {
      const document = denyList({ ...given, denied });
      expect(may(document, 's-x', 'iam:CreatePolicyVersion', BOUNDARY)).toBe('explicit');
      expect(may(document, 's-x', 'iam:CreatePolicyVersion', `${BOUNDARY}-other`)).toBe('allowed');
      expect(may(document, 's-x', 'iam:DeleteRolePermissionsBoundary', DEPLOY_ROLE)).toBe('explicit');
      expect(may(document, 's-x', 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE)).toBe('explicit');
      expect(may(document, 's-x', 'sts:AssumeRole', DEPLOY_ROLE)).toBe('explicit');
    }
  });

  it('is the same text for the same sessions in any order', () => {
    const denied = many(5, NOW);
    expect(denyList({ ...given, denied: denied.toReversed() })).toBe(denyList({ ...given, denied }));
  });

  it('holds 250 sessions by name', () => {
    const document = denyList({ ...given, denied: many(250, NOW) });
    expect(document.length).toBeLessThanOrEqual(6144);
    expect(document).not.toContain('DateLessThan');
  });

  it('folds what is older than the oldest live session into a watermark', () => {
    const live = [session({ id: 's-live0000000000', issuedAt: NOW + 60_500 })];
    const document = denyList({ ...given, now: NOW + 90_000, denied: many(2000, NOW), live });
    expect(document.length).toBeLessThanOrEqual(6144);
    expect(may(document, 's-00000000000005', 'ec2:RunInstances', '*', NOW + 5)).toBe('explicit');
    expect(may(document, 's-live0000000000', 'ec2:RunInstances', '*', NOW + 60_500)).toBe('allowed');
  });

  it('refuses what does not fit even so', () => {
    const live = [session({ issuedAt: NOW })];
    expect(() => denyList({ ...given, denied: many(2000, NOW), live })).toThrow(
      expect.objectContaining({ code: 'REVOCATION_FAILED' }),
    );
  });
});
