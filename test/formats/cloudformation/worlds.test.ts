// The sets of values that a template is deployed with: groups of a stack set, and more of them than are told apart.
import { expect, it } from 'vitest';
import { changesIn, summaryOf } from '../projects.ts';
import type { Tree } from '../projects.ts';

const CHILD = `AWSTemplateFormatVersion: "2010-09-09"
Parameters: { Cidr: { Type: String, Default: 10.0.0.0/8 } }
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Cidr }]
`;

const stackSet = (groups: string): Tree => ({
  'child.yaml': CHILD,
  'root.yaml': `Resources:
  All:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateURL: child.yaml
      Parameters: [{ ParameterKey: Cidr, ParameterValue: 10.0.0.0/8 }]
      StackInstancesGroup: ${groups}
`,
});
const group = (cidr: string): string =>
  `{ Regions: [eu-west-1], ParameterOverrides: [{ ParameterKey: Cidr, ParameterValue: ${cidr} }] }`;

it.each<[string, string, string, readonly string[]]>([
  ['newly given', '[{ Regions: [eu-west-1] }]', `[${group('0.0.0.0/0')}]`, ['0.0.0.0/0']],
  ['other than before', `[${group('10.1.0.0/16')}]`, `[${group('0.0.0.0/0')}]`, ['0.0.0.0/0']],
  [
    'of the second group',
    `[${group('10.1.0.0/16')}]`,
    `[${group('10.1.0.0/16')}, ${group('0.0.0.0/0')}]`,
    ['0.0.0.0/0'],
  ],
  ['made by a function', '[{ Regions: [eu-west-1] }]', '!If [X, [], []]', ['expression']],
  ['the same', `[${group('10.1.0.0/16')}]`, `[${group('10.1.0.0/16')}, { Regions: [eu-west-2] }]`, []],
])('instances of a stack set take values of their own: %s', (_name, before, after, expected) => {
  const changes = changesIn(stackSet(before), stackSet(after)).filter(({ address }) => address === 'Web');
  expect(summaryOf(changes)).toEqual(expected.map((text) => expect.stringContaining(text)));
});

const stacks = (count: number, cidr: (index: number) => string): string =>
  `Resources:\n${Array.from(
    { length: count },
    (_, index) =>
      `  N${index}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Cidr: ${cidr(index)} } } }\n`,
  ).join('')}`;
const own = (index: number): string => `10.${index}.0.0/16`;
const OPEN = CHILD.replace('ToPort: 22', 'ToPort: 23');

it.each<[string, Tree, Tree, boolean]>([
  ['eight calls', { a: stacks(8, own), c: CHILD }, { a: stacks(8, own), c: OPEN }, false],
  ['nine calls', { a: stacks(9, own), c: CHILD }, { a: stacks(9, own), c: OPEN }, true],
  [
    'nine calls that say the same',
    { a: stacks(9, () => 'x'), c: CHILD },
    { a: stacks(9, () => 'x'), c: OPEN },
    false,
  ],
  [
    'nine calls that change',
    { a: stacks(9, own), c: CHILD },
    { a: stacks(9, (index) => own(index + 9)), c: CHILD },
    true,
  ],
  [
    'one of nine calls that changes',
    { a: stacks(9, own), c: CHILD },
    { a: stacks(9, (index) => own(index === 8 ? 99 : index)), c: CHILD },
    false,
  ],
])('what is beyond the sets that are told is for people: %s', (_name, before, after, expected) => {
  const tree = ({ a = '', c = '' }: Tree): Tree => ({ 'root.yaml': a, 'child.yaml': c });
  const untold = changesIn(tree(before), tree(after)).filter(
    ({ type, file }) => type === null && file === 'child.yaml',
  );
  expect(untold.map(({ opaque }) => opaque)).toEqual(expected ? [true] : []);
});
