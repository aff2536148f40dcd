// One reference in two spellings is one value, and another reference is another.
import { expect, test } from 'vitest';
import { changesIn } from '../projects.ts';

const template = (value: string): { readonly [path: string]: string } => ({
  'a.yaml': `Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: ${value}\n`,
});

test.each<[string, string, boolean]>([
  ["!Sub '${AWS::AccountId}'", '!Ref AWS::AccountId', true],
  ["!Sub '${AWS::AccountId}'", '{ "Fn::Sub": "${AWS::AccountId}" }', true],
  ["!Sub '${AWS::AccountId}'", '!Ref AWS::StackName', false],
  ["!Sub '${AWS::AccountId}'", "!Sub '${AWS::AccountId}*'", false],
  ["!Sub '${AWS::AccountId}'", "!Sub '${!AWS::AccountId}'", false],
  ["!Sub ['${Name}', { Name: a }]", '!Ref Name', false],
])('%s and %s are one value: %s', (before, after, same) => {
  expect(changesIn(template(before), template(after))).toHaveLength(same ? 0 : 1);
});
