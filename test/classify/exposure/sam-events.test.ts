// Interfaces of SAM without a login, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { publicExposure } from '../../../src/classify/rules/public-exposure.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

const PATH = 'template.yaml';
const HEAD = 'Transform: AWS::Serverless-2016-10-31\n';
const fn = (auth: string): string =>
  `${HEAD}Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: { Web: { Type: Api, Properties: { Path: /a, Method: get${auth} } } }\n`;
const NONE = ', Auth: { Authorizer: NONE }';

test.each<[string, string | null, string, readonly string[]]>([
  ['taken away', fn(''), fn(NONE), ['6 medium Event Web of Fn is called without authorisation.']],
  ['without one as before', fn(NONE), fn(`${NONE}, Auth2: x`), []],
  ['another', fn(''), fn(', Auth: { Authorizer: AWS_IAM }'), []],
  ['new and without', null, fn(NONE), ['6 medium Event Web of Fn is called without authorisation.']],
])('the authorizer of an event: %s', (_name, before, after, expected) => {
  expect(hitsOf(publicExposure, before, after, PATH)).toEqual(expected);
});

test.each<[string, string, string, readonly string[]]>([
  [
    'gone',
    '{ DefaultAuthorizer: AWS_IAM }',
    '{ ApiKeyRequired: true }',
    ['- high Globals.Api no longer asks its callers who they are: it has no default authorizer.'],
  ],
  [
    'none',
    '{ DefaultAuthorizer: AWS_IAM }',
    '{ DefaultAuthorizer: NONE }',
    ['2 high Globals.Api no longer asks its callers who they are: it has no default authorizer.'],
  ],
  ['another', '{ DefaultAuthorizer: AWS_IAM }', '{ DefaultAuthorizer: Own }', []],
  ['first', '{ ApiKeyRequired: true }', '{ DefaultAuthorizer: Own }', []],
])('the default authorizer: %s', (_name, before, after, expected) => {
  const of = (auth: string): string =>
    `${HEAD}Globals: { Api: { Auth: ${auth} } }\nResources: { T: { Type: AWS::SNS::Topic } }\n`;
  expect(hitsOf(publicExposure, of(before), of(after), PATH)).toEqual(expected);
});
