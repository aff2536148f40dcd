// The end of what makes or attaches volumes destroys no data; the end of a claim does.
import { expect, test } from 'vitest';
import { backupReduced } from '../../../src/classify/rules/backup-reduced.ts';
import { dataStoreDestroyed as rule } from '../../../src/classify/rules/data-store-destroyed.ts';
import { holdsNoVolume } from '../../../src/classify/kubernetes/volumes.ts';
import { changeOf, stateOf } from '../example-change.ts';
import { hitsOf } from './manifests.ts';

test.each<[string, string, number]>([
  ['storage.k8s.io/v1', 'StorageClass', 0],
  ['apps/v1', 'StatefulSet', 0],
  ['v1', 'PersistentVolumeClaim', 1],
])('%s %s that is deleted', (apiVersion, kind, count) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`;
  expect(hitsOf(rule, text, null)).toHaveLength(count);
});

test('a StatefulSet that takes its claims with it', () => {
  const text = (when: string): string =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: a }\nspec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: ${when} } }\n`;
  expect(hitsOf(rule, text('Delete'), null)).toHaveLength(1);
  expect(hitsOf(rule, text('Retain'), null)).toEqual([]);
});

test('of Terraform', () => {
  expect(holdsNoVolume(changeOf({ type: 'kubernetes_storage_class_v1' }))).toBe(true);
  expect(holdsNoVolume(changeOf({ type: 'kubernetes_persistent_volume_claim', before: stateOf({}) }))).toBe(
    false,
  );
});

test('what takes other objects along', () => {
  const object = (apiVersion: string, kind: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`;
  expect(hitsOf(rule, object('v1', 'Namespace'), null)).toEqual([
    '- high Namespace a is deleted, and with it everything in it, volumes included.',
  ]);
  expect(hitsOf(rule, object('cluster.x-k8s.io/v1beta1', 'Cluster'), null)).toEqual([
    '- high Cluster a is deleted, and with it all machines of that cluster and what runs there.',
  ]);
  expect(hitsOf(rule, object('cluster.x-k8s.io/v1beta1', 'ClusterClass'), null)).toEqual([]);
  expect(hitsOf(rule, object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), null)).toEqual([
    '- high CustomResourceDefinition a is deleted, and with it every object of its kind.',
  ]);
  expect(hitsOf(rule, null, object('v1', 'Namespace'))).toEqual([]);
  expect(hitsOf(rule, object('v1', 'ConfigMap'), null)).toEqual([]);
});

test('what says when copies are made is the end of a backup, not of data, and only in its own group', () => {
  const schedule = (apiVersion: string, spec = '{}'): string =>
    `apiVersion: ${apiVersion}\nkind: Schedule\nmetadata: { name: a, namespace: b }\nspec: ${spec}\n`;
  const velero = schedule('velero.io/v1');
  expect(hitsOf(rule, velero, null)).toEqual([]);
  expect(hitsOf(backupReduced, velero, null)).toEqual([
    '- medium velero.io/Schedule/b/a is deleted: no new backups are made by it.',
  ]);
  expect(hitsOf(backupReduced, velero, schedule('velero.io/v1', '{ paused: true }'))).toEqual([
    '4 medium velero.io/Schedule/b/a now makes no more backups.',
  ]);
  expect(hitsOf(backupReduced, schedule('chaos-mesh.org/v1alpha1'), null)).toEqual([]);
});
