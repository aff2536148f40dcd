// The boundary document: who is denied, what it protects, and what happens when it is full.
import { describe, expect, it } from 'vitest';
import { CLOCK_MARGIN_MS, denyList, type DenyListInput } from '../../src/sessions/deny-list.ts';
import { evaluatePolicies, type Policy } from '../doubles/aws/evaluate-policy.ts';
import { BOUNDARY, DEPLOY_ROLE, NOW, session } from './given.ts';

const given = { boundaryArn: BOUNDARY, roles: [DEPLOY_ROLE], live: [], now: NOW };
const many = (count: number, issuedAt: number) =>
  Array.from({ length: count }, (_, at) =>
    session({ id: `s-${String(at).padStart(14, '0')}`, issuedAt: issuedAt + at }),
  );

const documentOf = (more: Partial<DenyListInput>): string =>
  denyList({ ...given, denied: [], ...more }).document;
const endedBy = (more: Partial<DenyListInput>): readonly string[] =>
  denyList({ ...given, denied: [], ...more }).ended.map(({ id }) => id);

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
    const document = documentOf({ denied: [session()] });
    expect(may(document, 's-00000000000001')).toBe('explicit');
    expect(may(document, 's-00000000000002')).toBe('allowed');
    expect(may(document, null)).toBe('allowed');
  });

  it('protects itself, boundaries, trust and roles, with and without sessions', () => {
    for (const denied of [[], [session()]]) {
      const document = documentOf({ denied });
      expect(may(document, 's-x', 'iam:CreatePolicyVersion', BOUNDARY)).toBe('explicit');
      expect(may(document, 's-x', 'iam:CreatePolicyVersion', `${BOUNDARY}-other`)).toBe('allowed');
      expect(may(document, 's-x', 'iam:DeleteRolePermissionsBoundary', DEPLOY_ROLE)).toBe('explicit');
      expect(may(document, 's-x', 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE)).toBe('explicit');
      expect(may(document, 's-x', 'sts:AssumeRole', DEPLOY_ROLE)).toBe('explicit');
    }
  });

  it('is the same text for the same sessions in any order', () => {
    const denied = many(5, NOW);
    expect(documentOf({ denied: denied.toReversed() })).toBe(documentOf({ denied }));
  });

  it('holds 250 sessions by name', () => {
    const document = documentOf({ denied: many(250, NOW) });
    expect(document.length).toBeLessThanOrEqual(6144);
    expect(document).not.toContain('DateLessThan');
  });

  it('folds what is well older than the oldest live session into a watermark', () => {
    const start = NOW + 2_000 + 2 * CLOCK_MARGIN_MS;
    const live = [session({ id: 's-live0000000000', issuedAt: start })];
    const full = { now: start + 30_000, denied: many(2000, NOW), live };
    const document = documentOf(full);
    expect(document.length).toBeLessThanOrEqual(6144);
    expect(endedBy(full)).toEqual([]);
    expect(may(document, 's-00000000000005', 'ec2:RunInstances', '*', NOW + 5)).toBe('explicit');
    expect(may(document, 's-live0000000000', 'ec2:RunInstances', '*', start)).toBe('allowed');
  });

  // aws:TokenIssueTime is AWS's clock after the call, issuedAt the broker's clock before it.
  it.each([
    { name: 'AWS ahead', skew: CLOCK_MARGIN_MS },
    { name: 'AWS behind', skew: -CLOCK_MARGIN_MS },
  ])('neither un-revokes nor ends a session where the clocks differ: $name', ({ skew }) => {
    const start = NOW + 1_000_000;
    const old = many(320, NOW);
    const recent = session({ id: 's-recent00000000', issuedAt: start - 1_000 });
    const live = [session({ id: 's-live0000000000', issuedAt: start })];
    const document = documentOf({ now: start + 5_000, denied: [...old, recent], live });
    const use = (id: string, issuedAt: number): string =>
      may(document, id, 'ec2:RunInstances', '*', issuedAt + skew);
    expect(use('s-00000000000005', NOW + 5)).toBe('explicit');
    expect(use('s-recent00000000', start - 1_000)).toBe('explicit');
    expect(use('s-live0000000000', start)).toBe('allowed');
  });

  it('gives up the oldest live session where one deny more has no room otherwise', () => {
    const live = [
      session({ id: 's-live0000000001', issuedAt: NOW }),
      session({ id: 's-live0000000002', issuedAt: NOW + 1_000_000 }),
    ];
    const full = { now: NOW + 1_000_000, live };
    expect(endedBy({ ...full, denied: many(250, NOW + 10) })).toEqual([]);
    expect(endedBy({ ...full, denied: many(2000, NOW + 10) })).toEqual(['s-live0000000001']);
    const document = documentOf({ ...full, denied: many(2000, NOW + 10) });
    expect(may(document, 's-00000000000005', 'ec2:RunInstances', '*', NOW + 15)).toBe('explicit');
    expect(may(document, 's-live0000000002', 'ec2:RunInstances', '*', NOW + 1_000_000)).toBe('allowed');
  });

  it('writes something even where thousands were revoked in one moment', () => {
    const live = [session({ issuedAt: NOW })];
    const full = { denied: many(2000, NOW - 2_000), live };
    expect(endedBy(full)).toEqual(['s-00000000000001']);
    expect(may(documentOf(full), 's-00000000000005', 'ec2:RunInstances', '*', NOW)).toBe('explicit');
  });

  it('protects roles of its own account, and lets none fill the document', () => {
    const other = 'arn:aws:iam::999999999999:role/deploy';
    expect(documentOf({ roles: [DEPLOY_ROLE, other] })).toBe(documentOf({ roles: [DEPLOY_ROLE] }));
    const flood = Array.from({ length: 500 }, (_, at) => `${DEPLOY_ROLE}-${at}`);
    const document = documentOf({ roles: [DEPLOY_ROLE, ...flood], denied: many(2000, NOW - 1_000_000) });
    expect(document.length).toBeLessThanOrEqual(6144);
    expect(may(document, 's-x', 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE)).toBe('explicit');
  });
});
