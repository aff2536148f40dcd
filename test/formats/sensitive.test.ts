import { describe, expect, it } from 'vitest';
import { isSecretName, maskValue } from '../../src/formats/sensitive.ts';

describe('maskValue', () => {
  it.each([
    ['a GitHub token', 'curl -H x ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'curl -H x (sensitive)'],
    ['an access key', 'AKIAIOSFODNN7EXAMPLE', '(sensitive)'],
    [
      'a private key',
      'a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb',
      'a\n(sensitive)\nb',
    ],
    ['a cut private key', '-----BEGIN PRIVATE KEY-----\nMIIE', '(sensitive)'],
    ['a JWT', 'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl y', 'x (sensitive) y'],
    ['a password in an address', 'postgres://app:hunter22@db/x', 'postgres://app:(sensitive)@db/x'],
    [
      'a header',
      'curl -H "Authorization: Bearer abcd1234" https://x',
      'curl -H "Authorization: Bearer (sensitive)" https://x',
    ],
    ['an assignment', 'export DB_PASSWORD=hunter22 && run', 'export DB_PASSWORD=(sensitive) && run'],
    ['a member deep inside', { a: [{ note: 'AKIAIOSFODNN7EXAMPLE' }] }, { a: [{ note: '(sensitive)' }] }],
  ])('hides %s', (_name, value, masked) => {
    expect(maskValue(value)).toEqual(masked);
  });

  it.each([
    ['a reference', { expression: 'var.token' }],
    ['an address without a password', 'https://example.com:8443/a@b'],
    ['an ARN', 'arn:aws:iam::111122223333:role/ci'],
    ['an assignment of a reference', 'export TOKEN=$(cat /run/token)'],
    ['a module source', 'git::https://github.com/acme/modules.git?ref=v1'],
  ])('leaves %s as it is', (_name, value) => {
    expect(maskValue(value)).toBe(value);
  });

  it('takes time that grows with the text, not with its square', () => {
    const hostile = ['://', 'TOKEN', 'eyJ', 'Authorization: Bearer ', '-----BEGIN '].map((part) =>
      part.repeat(20_000),
    );
    for (const text of hostile) expect(maskValue(text)).toEqual(expect.any(String));
  });
});

describe('isSecretName', () => {
  it.each([
    ['db_password', true],
    ['secret_arn', false],
    ['minimum_password_length', false],
    ['minimumPasswordLength', false],
    ['secretName', false],
    ['auth_token_enabled', false],
    ['master_user_secret_kms_key_id', false],
    ['secret_id', true],
    ['http_tokens', false],
    ['https_tokens', true],
    ['length_of_password', true],
    ['name', false],
    ['token.actions.githubusercontent.com:sub', false],
    ['token.actions.githubusercontent.com:password', true],
    ['aws:TokenIssueTime', false],
    ['db:TokenIssueTime', true],
  ])('%s: %s', (name, expected) => {
    expect(isSecretName(name)).toBe(expected);
  });
});
