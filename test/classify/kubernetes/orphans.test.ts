// What the controller of an object leaves of the resource it describes, as the object stood.
import { expect, test } from 'vitest';
import { outlivesObject } from '../../../src/classify/kubernetes/orphans.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, stateOf } from '../example-change.ts';

function gone(address: string, before: Readonly<Record<string, JsonValue>>): ParsedChange {
  const type = address.split('/')[1] ?? '';
  return changeOf({ format: 'kubernetes', address, type, action: 'delete', before: stateOf(before) });
}

const CROSSPLANE = 'rds.aws.upbound.io/Instance/-/db';
const ACK = 'rds.services.k8s.aws/DBInstance/prod/db';
const CONNECTOR = 'sql.cnrm.cloud.google.com/SQLInstance/prod/db';

test.each<[string, ParsedChange, boolean]>([
  ['nothing said', gone(CROSSPLANE, {}), false],
  ['orphaned', gone(CROSSPLANE, { 'spec.deletionPolicy': 'Orphan' }), true],
  ['deleted', gone(CROSSPLANE, { 'spec.deletionPolicy': 'Delete' }), false],
  ['computed', gone(CROSSPLANE, { 'spec.deletionPolicy': { expression: '.Values.p' } }), false],
  ['of another operator', gone('example.com/Instance/-/db', { 'spec.deletionPolicy': 'Orphan' }), false],
  ['only watched', gone(CROSSPLANE, { 'spec.managementPolicies': ['Observe'] }), true],
  ['managed, and deleted', gone(CROSSPLANE, { 'spec.managementPolicies': ['Create', 'Delete'] }), false],
  [
    'managed in full, whatever the older word says',
    gone(CROSSPLANE, { 'spec.managementPolicies': ['Create', 'Delete'], 'spec.deletionPolicy': 'Orphan' }),
    false,
  ],
  ['retained', gone(ACK, { 'metadata.annotations["services.k8s.aws/deletion-policy"]': 'retain' }), true],
  [
    'not retained',
    gone(ACK, { 'metadata.annotations["services.k8s.aws/deletion-policy"]': 'delete' }),
    false,
  ],
  [
    'abandoned',
    gone(CONNECTOR, { 'metadata.annotations["cnrm.cloud.google.com/deletion-policy"]': 'abandon' }),
    true,
  ],
  [
    'kept by a tool that may not be the one',
    gone(ACK, { 'metadata.annotations["helm.sh/resource-policy"]': 'keep' }),
    false,
  ],
])('%s', (_name, change, expected) => {
  expect(outlivesObject(change)).toBe(expected);
});
