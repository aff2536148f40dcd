// secret-source-changed: where a secret comes from, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { secretSourceChanged } from '../../../src/classify/rules/secret-source-changed.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

const secret = (store: string, key: string): string =>
  `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: a }
spec:
  secretStoreRef: { name: ${store}, kind: SecretStore }
  data: [{ secretKey: p, remoteRef: { key: ${key} } }]
`;
const seen = (before: string | null, after: string): readonly string[] =>
  hitsOf(secretSourceChanged, before, after);

test.each<[string, string | null, string, readonly string[]]>([
  [
    'another key',
    secret('team', 'dev/db'),
    secret('team', 'prod/db'),
    ['6 medium ExternalSecret a now reads from key prod/db.'],
  ],
  [
    'another store',
    secret('team', 'dev/db'),
    secret('root', 'dev/db'),
    ['5 medium ExternalSecret a now reads from the SecretStore root.'],
  ],
  ['the same', secret('team', 'dev/db'), `${secret('team', 'dev/db')}# said again\n`, []],
  [
    'a new one',
    null,
    secret('team', 'dev/db'),
    [
      '5 info ExternalSecret a reads from the SecretStore team.',
      '6 info ExternalSecret a reads from key dev/db.',
    ],
  ],
])('%s', (_name, before, after, expected) => {
  expect(seen(before, after)).toEqual(expected);
});

const push = (store: string): string => `apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: { name: a }
spec: { secretStoreRefs: [{ name: ${store}, kind: ClusterSecretStore }] }
`;

test('what is pushed goes to a store, and to another one', () => {
  expect(seen(null, push('team'))).toEqual(['4 medium PushSecret a writes to the ClusterSecretStore team.']);
  expect(seen(push('team'), push('outside'))).toEqual([
    '4 medium PushSecret a now writes to the ClusterSecretStore outside.',
  ]);
  expect(seen(push('team'), push('team'))).toEqual([]);
});
