// Policy files of other repositories: whose they are, and which silence may pass.
import { describe, expect, it } from 'vitest';
import { placeReading } from '../../../src/adapters/github/read-policies.ts';

const place = { owner: 'acme', name: 'policies', path: 'base.yml' };
const oid = 'a'.repeat(40);
const node = { databaseId: 7, nameWithOwner: 'acme/policies', defaultBranchRef: { target: { oid } } };
const problem = (type: string) => ({ type, path: ['l0'], message: 'no' });

describe('placeReading', () => {
  it('POL-07: a repository that moved to another owner is refused, one that was renamed is not', () => {
    expect(placeReading(place, { ...node, nameWithOwner: 'evil/policies' }, [])).toEqual({
      kind: 'failed',
      why: 'the repository moved to evil/policies',
      passing: false,
    });
    expect(placeReading(place, { ...node, nameWithOwner: 'Acme/rules' }, [])).toEqual({
      kind: 'no-file',
      commit: oid,
    });
  });

  it.each([
    ['NOT_FOUND', { kind: 'not-found' }],
    ['FORBIDDEN', { kind: 'failed', why: 'GitHub: FORBIDDEN', passing: false }],
    ['SAML', { kind: 'failed', why: 'GitHub: SAML', passing: false }],
    ['TIMEOUT', { kind: 'failed', why: 'GitHub: TIMEOUT', passing: true }],
    ['', { kind: 'failed', why: 'GitHub: no reason given', passing: true }],
  ])('nothing beside %j', (type, expected) => {
    expect(placeReading(place, null, [problem(type)])).toEqual(expected);
  });

  it('one answer among several problems is an answer', () => {
    const problems = [problem('TIMEOUT'), problem('FORBIDDEN')];
    expect(placeReading(place, node, problems)).toMatchObject({ kind: 'failed', passing: false });
  });
});
