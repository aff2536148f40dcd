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
    ['an assignment in small letters', 'run?password=hunter22&x=1', 'run?password=(sensitive)&x=1'],
    ['an option', 'run --db-password hunter22 -v', 'run --db-password (sensitive) -v'],
    ['an option with an equals sign', 'mysql --password=hunter22', 'mysql --password=(sensitive)'],
    ['the option of a client', 'mysql -u root -phunter22', 'mysql -u root -p(sensitive)'],
    ['a user of curl', 'curl -u admin:hunter22 https://x', 'curl -u admin:(sensitive) https://x'],
    [
      'what is piped',
      'echo "hunter22" | docker login --password-stdin',
      'echo "(sensitive)" | docker login --password-stdin',
    ],
    [
      'a named neighbour',
      { variable_name: 'DB_PASSWORD', value: 'hunter22' },
      { variable_name: 'DB_PASSWORD', value: '(sensitive)' },
    ],
    ['a neighbour of a type', { type: 'SECRET', value: 'x' }, { type: 'SECRET', value: '(sensitive)' }],
    [
      'what a Secret holds',
      { kind: 'Secret', stringData: { a: 'hunter22' } },
      { kind: 'Secret', stringData: '(sensitive)' },
    ],
    ['YAML', 'auth:\n  password: hunter22\n', 'auth:\n  password: (sensitive)\n'],
    ['a member deep inside', { a: [{ note: 'AKIAIOSFODNN7EXAMPLE' }] }, { a: [{ note: '(sensitive)' }] }],
  ])('hides %s', (_name, value, masked) => {
    expect(maskValue(value)).toEqual(masked);
  });

  it.each([
    ['a reference', { expression: 'var.token' }],
    ['an address without a password', 'https://example.com:8443/a@b'],
    ['an ARN', 'arn:aws:iam::111122223333:role/ci'],
    ['an assignment of a reference', 'export TOKEN=$(cat /run/token)'],
    ['an option without a value', 'docker login --password-stdin'],
    ['an object of another kind', { kind: 'ConfigMap', data: { a: 'b' } }],
    ['a type of another sort', { type: 'A', value: 'x' }],
    ['a module source', 'git::https://github.com/acme/modules.git?ref=v1'],
  ])('leaves %s as it is', (_name, value) => {
    expect(maskValue(value)).toBe(value);
  });

  it('takes time that grows with the text, not with its square', () => {
    const hostile = [
      '--password ',
      'password=',
      'mysql ',
      ' -p',
      'echo ',
      'a: b\n',
      ' -u a:',
      '://',
      'TOKEN',
      'eyJ',
      'Authorization: Bearer ',
      '-----BEGIN ',
    ].map((part) => part.repeat(20_000));
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
    ['set_sensitive', true],
    ['sensitive_vars', true],
    ['case_sensitive', false],
    ['db_pw', true],
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
