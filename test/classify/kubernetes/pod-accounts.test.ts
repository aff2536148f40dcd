// Pods that turn to another service account, against those that keep theirs.
import { expect, test } from 'vitest';
import { k8sRbacEscalation } from '../../../src/classify/rules/k8s-rbac-escalation.ts';
import { hitsOf } from './manifests.ts';

const deployment = (account: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, namespace: n }\nspec:\n  template:\n    spec:\n${account}      containers: [{ name: a, image: b }]\n`;
const named = (name: string): string => deployment(`      serviceAccountName: ${name}\n`);

test.each([
  [
    'another one',
    named('app'),
    named('admin'),
    '7 medium Pods of Deployment n/d now act as the service account admin (before: app).',
  ],
  [
    'one of its own',
    deployment(''),
    named('admin'),
    '7 medium Pods of Deployment n/d now act as the service account admin (before: default).',
  ],
  [
    'one that a template names',
    deployment(''),
    named('"{{ .Values.account }}"'),
    '7 low Pods of Deployment n/d now act as the service account {{ .Values.account }} (before: default).',
  ],
  ['the default one', named('app'), deployment(''), null],
  ['the same', named('app'), `${named('app')}      hostname: x\n`, null],
  ['a new workload', null, named('admin'), null],
])('%s', (_, before, after, told) => {
  expect(hitsOf(k8sRbacEscalation, before, after)).toEqual(told === null ? [] : [told]);
});

test('a definition that describes pods in other words is no pod', () => {
  const definition = (words: string): string =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: c }\nspec: { versions: [{ schema: { properties: { containers: { type: array }, serviceAccountName: { description: ${words} } } } }] }\n`;
  expect(hitsOf(k8sRbacEscalation, definition('a'), definition('b'))).toEqual([]);
});
