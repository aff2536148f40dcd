// Exact comparison of identities: part of an id, a pattern or another case is another's id.
import { describe, expect, test } from 'vitest';
import { isSigner, signerOf } from '../../../src/policy/agents/signers.ts';
import type { Signer } from '../../../src/policy/agents/signers.ts';
import fc from '../../properties.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';
const workload = signerOf({ oidc: { repository: 'acme/infra', environment: 'production' } }) as Signer;
const TOKEN = { iss: ISSUER, repository: 'acme/infra', environment: 'production', ref: 'refs/heads/main' };

test('an account is no signer', () => {
  expect(signerOf({ github: 7 })).toBeNull();
});

describe('a workload', () => {
  test.each<[string, Parameters<typeof isSigner>[1], boolean]>([
    ['all claims', TOKEN, true],
    ['another repository', { ...TOKEN, repository: 'acme/infra2' }, false],
    ['another case', { ...TOKEN, repository: 'Acme/infra' }, false],
    ['another issuer', { ...TOKEN, iss: 'https://gitlab.example' }, false],
    ['a claim that is not there', { iss: ISSUER, repository: 'acme/infra' }, false],
    ['a text', `iss=${ISSUER} repository=acme/infra environment=production`, false],
  ])('%s', (_, verified, expected) => {
    expect(isSigner(workload, verified)).toBe(expected);
  });
});

test('ids and keys are compared whole', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (id, more) => {
      const signer: Signer = { kind: 'key', id };
      return isSigner(signer, id) && !isSigner(signer, id + more) && !isSigner(signer, more + id);
    }),
  );
  expect(isSigner({ kind: 'spiffe', id: 'spiffe://a/b' }, { sub: 'spiffe://a/b' })).toBe(false);
});
