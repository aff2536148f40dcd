// Objects of a cluster read as the resources of a cloud that they describe.
import { expect, it } from 'vitest';
import { cloudResources } from '../../../src/classify/cloud-objects/read-objects.ts';
import { findingsOfChange } from '../../../src/classify/find.ts';
import { kindsOf } from '../../../src/classify/kinds.ts';
import { contextOf, diffOf } from '../example-change.ts';
import { changesOf } from '../kubernetes/manifests.ts';

const object = (kind: string, spec: string, more = ''): string => {
  const [apiVersion = '', name = ''] = kind.split(' ');
  return `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: a${more} }\nspec: ${spec}\n`;
};
const RDS = 'rds.aws.upbound.io/v1beta1 Instance';

function found(before: string | null, after: string | null): readonly string[] {
  const changes = changesOf(before, after);
  return changes.flatMap((change) =>
    findingsOfChange(change, contextOf(kindsOf(change).kinds, { diff: diffOf({ changes }) })).map(
      ({ id, severity, address }) => `${id} ${severity} ${address ?? ''}`,
    ),
  );
}

it.each([
  [
    RDS,
    '{ forProvider: { deletionProtection: true } }',
    '{ forProvider: { deletionProtection: false } }',
    'deletion-protection-off high',
  ],
  [
    RDS,
    '{ forProvider: { publiclyAccessible: false } }',
    '{ forProvider: { publiclyAccessible: true } }',
    'public-exposure high',
  ],
  [
    'rds.services.k8s.aws/v1alpha1 DBInstance',
    '{ storageEncrypted: true }',
    '{ storageEncrypted: false }',
    'encryption-weakened high',
  ],
  [
    'sql.cnrm.cloud.google.com/v1beta1 SQLInstance',
    '{ settings: { backupConfiguration: { enabled: true } } }',
    '{ settings: { backupConfiguration: { enabled: false } } }',
    'backup-reduced medium',
  ],
  [
    'ec2.aws.upbound.io/v1beta1 SecurityGroupRule',
    '{ forProvider: { type: ingress, fromPort: 22, toPort: 22, protocol: tcp, cidrBlocks: [10.0.0.0/8] } }',
    '{ forProvider: { type: ingress, fromPort: 22, toPort: 22, protocol: tcp, cidrBlocks: [0.0.0.0/0] } }',
    'public-ingress high',
  ],
  [
    'controlplane.cluster.x-k8s.io/v1beta2 AWSManagedControlPlane',
    '{ endpointAccess: { public: false, private: true } }',
    '{ endpointAccess: { public: true, private: true } }',
    'public-exposure high',
  ],
  [
    'ec2.services.k8s.aws/v1alpha1 SecurityGroup',
    '{ ingressRules: [{ fromPort: 22, toPort: 22, ipProtocol: tcp, ipRanges: [{ cidrIP: 10.0.0.0/8 }] }] }',
    '{ ingressRules: [{ fromPort: 22, toPort: 22, ipProtocol: tcp, ipRanges: [{ cidrIP: 0.0.0.0/0 }] }] }',
    'public-ingress high',
  ],
])('%s: what protects it goes', (kind, before, after, expected) => {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const address = `${apiVersion.split('/')[0] ?? ''}/${name}/-/a`;
  expect(found(object(kind, before), object(kind, after))).toEqual([`${expected} ${address}`]);
  expect(found(object(kind, after), object(kind, before))).toEqual([]);
});

it('what a composition makes is read too, and told of the composition', () => {
  const composition = (flag: boolean): string =>
    object(
      'apiextensions.crossplane.io/v1 Composition',
      `{ resources: [{ name: db, base: { apiVersion: rds.aws.upbound.io/v1beta1, kind: Instance, spec: { forProvider: { deletionProtection: ${flag} } } } }] }`,
    );
  expect(found(composition(true), composition(false))).toEqual([
    'deletion-protection-off high apiextensions.crossplane.io/Composition/-/a',
  ]);
});

it('what stays in the cloud when its object goes is none that goes', () => {
  const block = (policy: string): string =>
    object(
      's3.aws.upbound.io/v1beta1 BucketPublicAccessBlock',
      `{ deletionPolicy: ${policy}, forProvider: { blockPublicAcls: true } }`,
    );
  const read = (text: string): number => changesOf(text, null).flatMap(cloudResources).length;
  expect(read(block('Orphan'))).toBe(0);
  expect(read(block('Delete'))).toBe(1);
  expect(found(block('Delete'), null)).toEqual([
    'public-exposure high s3.aws.upbound.io/BucketPublicAccessBlock/-/a',
  ]);
});

it.each([
  [RDS, '{ deletionPolicy: Orphan }', '{ deletionPolicy: Delete }', 'high'],
  [RDS, '{ managementPolicies: [Observe] }', '{ managementPolicies: ["*"] }', 'high'],
  ['ec2.aws.upbound.io/v1beta1 VPC', '{ deletionPolicy: Orphan }', '{}', 'medium'],
])('%s: what stayed goes with its object from now on', (kind, before, after, severity) => {
  const told = (from: string, to: string): readonly string[] =>
    found(object(kind, from), object(kind, to)).map((one) => one.split(' ').slice(0, 2).join(' '));
  expect(told(before, after)).toEqual([`deletion-protection-off ${severity}`]);
  expect(told(after, before)).toEqual([]);
});
