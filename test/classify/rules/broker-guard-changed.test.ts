// broker-guard-changed: what the gate rests on, each against the case that differs in one name.
import { expect, test } from 'vitest';
import { brokerGuardChanged } from '../../../src/classify/rules/broker-guard-changed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource } from '../example-change.ts';

const ROLE = 'arn:aws:iam::111122223333:role/ci/deploy';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/aigov-revocations';
const CONTEXT = contextOf(['identity'], {
  deployRoles: [ROLE],
  guards: [
    BOUNDARY,
    '.github/workflows/deploy.yml',
    'acme/shared/.github/workflows/apply.yml@refs/heads/main',
  ],
});
const NAMED = `This changes ${ROLE}, on which the credential broker rests.`;
const WORKFLOW = ' is the workflow that deploys with handed-out credentials.';
const workflow = (file: string): ParsedChange => changeOf({ format: 'github-workflow', type: null, file });

test.each<[string, ParsedChange, readonly string[]]>([
  ['IAM-10: the deploy role', resource('aws_iam_role', { name: 'deploy' }), [NAMED]],
  ['IAM-10: another role', resource('aws_iam_role', { name: 'deployer' }), []],
  ['IAM-10: the role renamed', resource('aws_iam_role', { name: 'x' }, { name: 'deploy' }), [NAMED]],
  ['IAM-10: a policy of the role', resource('aws_iam_role_policy', { role: 'deploy' }), [NAMED]],
  ['IAM-10: the role in CloudFormation', resource('AWS::IAM::Role', { RoleName: 'deploy' }), [NAMED]],
  ['a bucket of that name', resource('aws_s3_bucket', { name: 'deploy' }), []],
  [
    'IAM-10: the revocation policy',
    resource('aws_iam_policy', { name: 'aigov-revocations' }),
    [`This changes ${BOUNDARY}, on which the credential broker rests.`],
  ],
  [
    'IAM-10: the deploy workflow',
    workflow('.github/workflows/deploy.yml'),
    [`.github/workflows/deploy.yml${WORKFLOW}`],
  ],
  [
    'IAM-10: a deploy workflow of another repository, in that one',
    workflow('.github/workflows/apply.yml'),
    [`.github/workflows/apply.yml${WORKFLOW}`],
  ],
  ['another workflow', workflow('.github/workflows/test.yml'), []],
  [
    'IAM-10: an action that the deploy workflow runs',
    {
      ...workflow('.github/actions/apply/action.yml'),
      format: 'github-action',
      usedIn: ['.github/workflows/deploy.yml'],
    },
    [
      '.github/actions/apply/action.yml runs in .github/workflows/deploy.yml, which deploys with handed-out credentials.',
    ],
  ],
  [
    'an action that another workflow runs',
    {
      ...workflow('.github/actions/apply/action.yml'),
      format: 'github-action',
      usedIn: ['.github/workflows/test.yml'],
    },
    [],
  ],
  [
    'values that the deploy workflow hands on',
    { ...workflow('chart/values.yaml'), format: 'helm-input', usedIn: ['.github/workflows/deploy.yml'] },
    [],
  ],
  [
    'IAM-10: the provider of workflow identities',
    resource('aws_iam_openid_connect_provider', { url: 'https://token.actions.githubusercontent.com' }),
    ['This changes which tokens of GitHub workflows AWS trusts.'],
  ],
  ['another provider', resource('aws_iam_openid_connect_provider', { url: 'https://example.com' }), []],
])('%s', (_name, change, expected) => {
  expect(brokerGuardChanged.check(change, CONTEXT).map(({ message }) => message)).toEqual(expected);
});

test('without a broker nothing is its guard', () => {
  expect(brokerGuardChanged.check(resource('aws_iam_role', { name: 'deploy' }), contextOf())).toEqual([]);
});
