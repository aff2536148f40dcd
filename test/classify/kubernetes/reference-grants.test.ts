// Whom a namespace newly lets use its objects, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { referenceHits } from '../../../src/classify/kubernetes/reference-grants.ts';
import { changesOf } from './manifests.ts';

const grant = (to: string): string =>
  `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: r }
spec: { from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: n }], to: [${to}] }
`;
const hits = (before: string | null, after: string): readonly string[] =>
  changesOf(before, after).flatMap((change) =>
    referenceHits(change).map(({ line, severity = '', message }) => `${line ?? '-'} ${severity} ${message}`),
  );

describe('a ReferenceGrant', () => {
  test.each<[string, string | null, string, readonly string[]]>([
    [
      'of every Secret',
      null,
      grant('{ kind: Secret }'),
      ['4 medium ReferenceGrant r lets each Gateway of namespace n use every Secret of this namespace.'],
    ],
    [
      'of one Service',
      null,
      grant('{ kind: Service, name: a }'),
      ['4 low ReferenceGrant r lets each Gateway of namespace n use the Service a of this namespace.'],
    ],
    [
      'of every Secret instead of one',
      grant('{ kind: Secret, name: a }'),
      grant('{ kind: Secret }'),
      ['4 medium ReferenceGrant r lets each Gateway of namespace n use every Secret of this namespace.'],
    ],
    ['of what it gave before', grant('{ kind: Secret }, { kind: Service }'), grant('{ kind: Secret }'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(hits(before, after)).toEqual(expected);
  });
});
