// What policies of Vault newly allow, and who newly holds them.
import { expect, test } from 'vitest';
import { vaultPolicyHits } from '../../../src/classify/iam/vault-policies.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, resource, stateOf } from '../example-change.ts';

const said = (change: ParsedChange): readonly string[] =>
  vaultPolicyHits(change).map(({ severity, message }) => `${severity}: ${message}`);

const path = (name: string, ...capabilities: readonly string[]): string =>
  `path "${name}" {\n  capabilities = [${capabilities.map((one) => JSON.stringify(one)).join(', ')}]\n}\n`;
const policy = (after: string, before?: string): ParsedChange =>
  resource('vault_policy', { policy: after }, ...(before === undefined ? [] : [{ policy: before }]));
const ROLE = 'vault_approle_auth_backend_role';
const role = (after: readonly string[], before?: readonly string[]): ParsedChange =>
  resource(ROLE, { token_policies: after }, ...(before === undefined ? [] : [{ token_policies: before }]));
const tell = (what: string, severity = 'medium'): readonly string[] => [
  `${severity}: This policy of Vault now allows ${what}.`,
];

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'one capability more',
    policy(path('secret/a', 'read', 'update'), path('secret/a', 'read')),
    tell('update on secret/a'),
  ],
  ['the same in other words', policy(path('secret/a', 'read'), `# old\n${path('secret/a', 'read')}`), []],
  ['one capability less', policy(path('secret/a', 'read'), path('secret/a', 'read', 'update')), []],
  ['a part of what was allowed', policy(path('secret/a/b', 'read'), path('secret/a/*', 'read')), []],
  ['a denial', policy(path('secret/a', 'deny'), path('secret/b', 'read')), []],
  ['a new policy', policy(path('secret/a', 'read')), tell('read on secret/a', 'low')],
  [
    'everything, the gravest first',
    policy(path('secret/a', 'read') + path('*', 'sudo')),
    tell('sudo on * (and 1 more)', 'high'),
  ],
  [
    'the policies themselves',
    policy(path('sys/policies/acl/*', 'update')),
    tell('update on sys/policies/acl/*', 'high'),
  ],
  ['a look at them', policy(path('sys/policies/acl/*', 'read')), tell('read on sys/policies/acl/*', 'low')],
  [
    'a role with another policy',
    role(['a', 'b'], ['a']),
    [`medium: Whoever logs in by ${ROLE}.example now has the policy b of Vault.`],
  ],
  ['a new role', role(['a']), []],
  [
    'a new role with every right',
    role(['root']),
    [`high: Whoever logs in by ${ROLE}.example now has the policy root of Vault.`],
  ],
  [
    'an end',
    changeOf({ type: 'vault_policy', action: 'delete', before: stateOf({ policy: path('*', 'sudo') }) }),
    [],
  ],
  ['another thing', resource('aws_iam_role', { policy: path('*', 'sudo'), token_policies: ['root'] }), []],
])('%s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});

test('a heredoc with computed parts is read', () => {
  const text = `<<EOT\n${path('${var.mount}/data', 'read')}EOT`;
  expect(said(resource('vault_policy', { policy: { expression: text } }))).toEqual(
    tell('read on ${var.mount}/data', 'low'),
  );
});
