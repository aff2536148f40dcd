// Classification of what the CloudFormation format really says: templates in, findings out.
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import type { Finding } from '../../src/model/change.ts';
import { cloudformation } from '../../src/formats/cloudformation.ts';
import { formatFile } from '../../src/formats/format-file.ts';
import { diffOf, landscapeOf } from './example-change.ts';

const PATH = 'stacks/main.yaml';

async function findingsOf(before: string | null, after: string | null): Promise<readonly Finding[]> {
  const [old, now] = [before, after].map((text) =>
    text === null ? null : formatFile({ path: PATH, blob: `blob of ${text.length}`, text }),
  );
  const input = { path: PATH, previousPath: null, before: old ?? null, after: now ?? null };
  const result = cloudformation.parse(input, 'cloudformation');
  if (result.kind !== 'parsed') throw new Error(result.problem.message);
  const diff = diffOf({ changes: result.changes });
  return classify({ diff, landscape: landscapeOf(), agentInvolved: true }).findings;
}

/** `line id severity` of the findings whose id is among these. */
async function told(ids: string, before: string | null, after: string | null): Promise<readonly string[]> {
  const findings = await findingsOf(before, after);
  return findings
    .filter(({ id }) => ids.split(' ').includes(id))
    .map(({ startLine, id, severity }) => `${startLine} ${id} ${severity}`);
}

const HEAD =
  'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Range: { Type: String, Default: 0.0.0.0/0 }\nResources:\n';

function group(rule: string): string {
  return `${HEAD}  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n        - ${rule}\n`;
}

function lone(rule: string): string {
  return `${HEAD}  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: ${rule}\n`;
}

describe('public-ingress', () => {
  const SSH = 'IpProtocol: tcp, FromPort: 22, ToPort: 22';

  test.each([
    ['ssh to everyone', group(`{ ${SSH}, CidrIp: 0.0.0.0/0 }`), ['9 public-ingress high']],
    ['ssh to a private range', group(`{ ${SSH}, CidrIp: 10.0.0.0/8 }`), []],
    [
      'https to everyone',
      group('{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }'),
      ['9 public-ingress medium'],
    ],
    ['by IPv6', group(`{ ${SSH}, CidrIpv6: "::/0" }`), ['9 public-ingress high']],
    ['all protocols', group('{ IpProtocol: "-1", CidrIp: 0.0.0.0/0 }'), ['9 public-ingress high']],
    [
      'joined from parts',
      group(`{ ${SSH}, CidrIp: !Join ["", ["0.0.0", ".0/0"]] }`),
      ['9 public-ingress high'],
    ],
    ['by a default', group(`{ ${SSH}, CidrIp: !Ref Range }`), ['9 public-ingress high']],
    ['computed', group(`{ ${SSH}, CidrIp: !ImportValue range }`), ['9 public-ingress low']],
    [
      'on a condition',
      group(`!If [C, { ${SSH}, CidrIp: 0.0.0.0/0 }, !Ref AWS::NoValue]`),
      ['8 public-ingress high'],
    ],
    [
      'on a condition beside another',
      group(`{ ${SSH}, CidrIp: 10.0.0.0/8 }\n        - !If [C, { ${SSH}, CidrIp: 0.0.0.0/0 }, !Ref N]`),
      ['10 public-ingress high'],
    ],
    ['from a group', group(`{ ${SSH}, SourceSecurityGroupId: !Ref Other }`), []],
    ['a rule on its own', lone(`{ GroupId: !Ref G, ${SSH}, CidrIp: 0.0.0.0/0 }`), ['7 public-ingress high']],
    ['a private rule on its own', lone(`{ GroupId: !Ref G, ${SSH}, CidrIp: 10.0.0.0/8 }`), []],
  ])('%s', async (_name, text, expected) => {
    expect(await told('public-ingress', null, text)).toEqual(expected);
    expect(await told('public-ingress', text, `${text}# the same\n`)).toEqual([]);
  });
});

describe('data-store-destroyed', () => {
  const bucket = (more = '', type = 'AWS::S3::Bucket'): string =>
    `${HEAD}  Data:\n    Type: ${type}\n${more}`;

  test.each([
    ['a bucket', bucket(), ['5 data-store-destroyed high']],
    ['a bucket that is kept', bucket('    DeletionPolicy: Retain\n'), ['5 data-store-destroyed medium']],
    [
      'a database with a last snapshot',
      bucket('    DeletionPolicy: Snapshot\n', 'AWS::RDS::DBCluster'),
      ['5 data-store-destroyed medium'],
    ],
    ['a computed fate', bucket('    DeletionPolicy: !Ref Fate\n'), ['5 data-store-destroyed high']],
    [
      'a member of a cluster',
      bucket('    Properties: { DBClusterIdentifier: x }\n', 'AWS::RDS::DBInstance'),
      [],
    ],
    ['a topic', bucket('', 'AWS::SNS::Topic'), []],
  ])('%s is deleted', async (_name, before, expected) => {
    expect(await told('data-store-destroyed', before, HEAD)).toEqual(expected);
  });

  test.each([
    ['encryption', 'StorageEncrypted: true', 'StorageEncrypted: false', ['5 data-store-destroyed high']],
    ['a class', 'DBInstanceClass: a', 'DBInstanceClass: b', []],
  ])('another %s', async (_name, before, after, expected) => {
    const sides = [before, after].map((properties) =>
      bucket(`    Properties: { ${properties} }\n`, 'AWS::RDS::DBInstance'),
    );
    const found = await told('data-store-destroyed data-store-replaced', sides[0] ?? '', sides[1] ?? '');
    expect(found.length > 0).toBe(expected.length > 0);
  });
});

test('data-store-destroyed: a condition may leave none', async () => {
  const bucket = `${HEAD}  Data:\n    Type: AWS::S3::Bucket\n`;
  const conditional = `${bucket}    Condition: IsProd\n`;
  expect(await told('data-store-destroyed', bucket, conditional)).toEqual(['7 data-store-destroyed medium']);
  expect(await told('data-store-destroyed', null, conditional)).toEqual([]);
  expect(await told('data-store-destroyed', conditional, bucket)).toEqual([]);
});

describe('exec-on-apply', () => {
  const custom = (type: string, properties = 'A: 1'): string =>
    `${HEAD}  Thing:\n    Type: ${type}\n    Properties: { ServiceToken: !GetAtt F.Arn, ${properties} }\n`;

  test.each([
    ['a custom resource', null, custom('Custom::Thing'), ['5 exec-on-apply medium']],
    [
      'in the other spelling',
      null,
      custom('AWS::CloudFormation::CustomResource'),
      ['5 exec-on-apply medium'],
    ],
    [
      'with other arguments',
      custom('Custom::Thing'),
      custom('Custom::Thing', 'A: 2'),
      ['5 exec-on-apply medium'],
    ],
    ['that goes', custom('Custom::Thing'), HEAD, ['5 exec-on-apply low']],
    ['any other resource', null, custom('AWS::SNS::Topic'), []],
  ])('%s', async (_name, before, after, expected) => {
    expect(await told('exec-on-apply', before, after)).toEqual(expected);
  });
});

test('iam-wildcard: policies keep their structure, functions and all', async () => {
  const role = (action: string): string =>
    `${HEAD}  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies:\n        - PolicyName: p\n          PolicyDocument:\n            Statement:\n              - { Effect: Allow, Action: ${action}, Resource: "*" }\n`;
  expect(await told('iam-wildcard', null, role('"*"'))).toEqual(['12 iam-wildcard high']);
  expect(await told('iam-wildcard', null, role('s3:GetObject'))).toEqual([]);
});
