// Texts and macros that become parts of a template, wherever it names them.
import { expect, it } from 'vitest';
import { findingsBetween } from '../judge-trees.ts';

const template = (text: string): string =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  T: { Type: AWS::SNS::Topic }\n${text}`;
const told = async (before: string, after: string): Promise<readonly string[]> => {
  const found = await findingsBetween({ 'a.yaml': template(before) }, { 'a.yaml': template(after) });
  return found.filter((finding) => finding.includes('exec-on-apply'));
};
const include = (place: string): string =>
  `{ "Fn::Transform": { Name: AWS::Include, Parameters: { Location: "${place}" } } }`;
const A = 's3://a/x.yaml';

it.each<[string, string, string]>([
  [
    'below a resource',
    `  B: { Type: AWS::S3::Bucket, Properties: ${include(A)} }\n`,
    `The text at ${A} becomes a part of B`,
  ],
  [
    'beside resources',
    `  "Fn::Transform": { Name: AWS::Include, Parameters: { Location: "${A}" } }\n`,
    `The text at ${A} becomes a part of this template`,
  ],
  [
    'in another section',
    `Mappings: ${include(A)}\n`,
    `The text at ${A} becomes a part of Mappings.Fn::Transform`,
  ],
  [
    'in place of a value',
    `  B: { Type: AWS::S3::Bucket, Properties: { Tags: ${include(A)} } }\n`,
    `The text at ${A} becomes a part of B`,
  ],
  [
    'a macro in place of a value',
    '  B: { Type: AWS::S3::Bucket, Properties: { Tags: !Transform { Name: Mine } } }\n',
    'The macro Mine may rewrite B',
  ],
  [
    'a macro of several',
    '  B: { Type: AWS::S3::Bucket, Properties: { Tags: { "Fn::Transform": [{ Name: Mine }] } } }\n',
    'The macro Mine may rewrite B',
  ],
])('%s', async (_name, text, expected) => {
  expect(await told('', text)).toEqual([expect.stringContaining(`high: ${expected} while it is deployed.`)]);
  expect(
    await told(text, text.replace('Type: AWS::S3::Bucket', 'DependsOn: T, Type: AWS::S3::Bucket')),
  ).toEqual([]);
});

it('a text from another place', async () => {
  const bucket = (place: string): string => `  B: { Type: AWS::S3::Bucket, Properties: ${include(place)} }\n`;
  expect(await told(bucket(A), bucket('s3://b/x.yaml'))).toEqual([
    expect.stringContaining('The text at s3://b/x.yaml becomes a part of B'),
  ]);
});
