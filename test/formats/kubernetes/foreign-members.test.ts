// Which members of an object are none of its kind.
import { expect, it } from 'vitest';
import { foreignMembers } from '../../../src/formats/kubernetes/foreign-members.ts';
import { parseYaml } from '../../../src/syntax/index.ts';

const foreign = (address: string, text: string): string =>
  parseYaml(text)
    .documents.map((node) => foreignMembers(address, node))
    .join();

it.each([
  ['values beside a ConfigMap', 'core/ConfigMap/-/a', 'data: {}\nCidr: x', '[["Cidr","x"]]'],
  ['a home for anchors', 'core/ConfigMap/-/a', 'data: {}\nx-all: {}', ''],
  ['nothing beside it', 'core/ConfigMap/-/a', 'data: {}\nsops: {}', ''],
  ['a class of storage', 'storage.k8s.io/StorageClass/-/a', 'parameters: {}\nprovisioner: x', ''],
  ['another group, whose schema nobody knows', 'example.com/Thing/-/a', 'Cidr: x', ''],
  ['a kubeconfig', 'core/Config/-/-', 'clusters: []', ''],
])('%s', (_name, address, text, expected) => {
  expect(foreign(address, text)).toBe(expected);
});
