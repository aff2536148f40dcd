// Instances that change alike are one entry; what differs in anything stays apart, and no address is lost.
import { expect, test } from 'vitest';
import { oneByOne, withAlike } from '../../src/model/alike.ts';
import type { Change } from '../../src/model/change.ts';

const CHANGE: Change = {
  format: 'terraform',
  file: 'modules/net/main.tf',
  previousFile: null,
  startLine: 3,
  endLine: 9,
  address: 'module.a.aws_subnet.x',
  type: 'aws_subnet',
  action: 'update',
  kinds: ['network'],
  tier: 'elevated',
  environment: 'prod',
  attributes: [{ path: 'tags.Name', line: 4, before: 'a', after: 'b', sensitive: false }],
  findings: [],
  opaque: false,
};
test.each<[string, Partial<Change>, number]>([
  ['another call', { address: 'module.b.aws_subnet.x' }, 1],
  ['a call with a key', { address: 'module.c["eu.west"].module.d[0].aws_subnet.x' }, 1],
  ['a key of its own', { address: 'module.b.aws_subnet.x["eu.west"]' }, 1],
  ['a key of the call with a bracket', { address: 'module.c["]"].aws_subnet.x[1]' }, 1],
  ['another resource', { address: 'module.b.aws_subnet.y' }, 2],
  ['another environment', { address: 'module.b.aws_subnet.x', environment: 'dev' }, 2],
  ['another value', { address: 'module.b.aws_subnet.x', attributes: [] }, 2],
  ['another finding', { address: 'module.b.aws_subnet.x', findings: ['public-ingress'] }, 2],
])('%s', (_name, given, entries) => {
  const found = withAlike([CHANGE, { ...CHANGE, ...given }]);
  expect(found).toHaveLength(entries);
  expect(found.flatMap(({ address, alike = [] }) => [address, ...alike])).toEqual([
    CHANGE.address,
    given.address ?? CHANGE.address,
  ]);
  expect(oneByOne(found)).toEqual([CHANGE, { ...CHANGE, ...given }]);
});
