// remote-module-added: code that comes in from elsewhere, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { remoteModuleAdded } from '../../../src/classify/rules/remote-module-added.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, resource, stateOf } from '../example-change.ts';

const VPC = { source: 'terraform-aws-modules/vpc/aws', version: '5.0.0' };
const GIT = { source: 'git::https://example.com/m.git?ref=v1' };

function messages(change: ParsedChange): readonly (readonly [string, number | null])[] {
  return remoteModuleAdded.check(change, contextOf()).map(({ message, line }) => [message, line]);
}

test.each<[string, ParsedChange, readonly (readonly [string, number | null])[]]>([
  [
    'a new one',
    resource('module', VPC),
    [
      [
        'module.example takes its code from terraform-aws-modules/vpc/aws, version 5.0.0: what it brings does not show here.',
        2,
      ],
    ],
  ],
  [
    'a nested template from elsewhere',
    resource(
      'AWS::CloudFormation::Stack',
      { TemplateURL: 'https://b.s3.amazonaws.com/a.yaml?x=y' },
      { TemplateURL: 'a.yaml' },
    ),
    [
      [
        'AWS::CloudFormation::Stack.example takes its code from https://b.s3.amazonaws.com/a.yaml, no version: what it brings does not show here.',
        2,
      ],
    ],
  ],
  [
    'a nested template of this repository',
    resource('AWS::CloudFormation::Stack', { TemplateURL: 'a.yaml' }),
    [],
  ],
  [
    'an application of somebody',
    resource('AWS::Serverless::Application', {
      Location: { ApplicationId: 'arn:aws:serverlessrepo:a', SemanticVersion: '1.0.0' },
    }),
    [
      [
        'AWS::Serverless::Application.example takes its code from arn:aws:serverlessrepo:a, version 1.0.0: what it brings does not show here.',
        2,
      ],
    ],
  ],
  ['a local one', resource('module', { source: './vpc' }), []],
  ['one above', resource('module', { source: '../vpc' }), []],
  ['one that stood', resource('module', { ...VPC, cidr: 'a' }, VPC), []],
  [
    'HCL-07: another version alone',
    resource('module', { ...VPC, version: '5.1.0' }, VPC),
    [
      [
        'module.example goes from version 5.0.0 to version 5.1.0 of terraform-aws-modules/vpc/aws: what changes in it does not show here.',
        3,
      ],
    ],
  ],
  [
    'another place',
    resource('module', GIT, VPC),
    [
      [
        'module.example takes its code from git::https://example.com/m.git, version v1: what it brings does not show here.',
        2,
      ],
    ],
  ],
  [
    'another ref',
    resource('module', { source: 'git::https://example.com/m.git?ref=v2' }, GIT),
    [
      [
        'module.example goes from version v1 to version v2 of git::https://example.com/m.git: what changes in it does not show here.',
        2,
      ],
    ],
  ],
  [
    'another commit',
    resource('module', { source: `git::https://example.com/m.git?ref=${'c'.repeat(40)}` }, GIT),
    [
      [
        'module.example goes from version v1 to commit cccccccccccc of git::https://example.com/m.git: what changes in it does not show here.',
        2,
      ],
    ],
  ],
  [
    'a local one that goes out',
    resource('module', VPC, { source: './vpc' }),
    [
      [
        'module.example takes its code from terraform-aws-modules/vpc/aws, version 5.0.0: what it brings does not show here.',
        2,
      ],
    ],
  ],
  ['one that comes home', resource('module', { source: './vpc' }, VPC), []],
  [
    'a computed place',
    resource('module', { source: { expression: 'var.s' } }),
    [['module.example takes its code from a place that is computed: what it brings does not show here.', 2]],
  ],
  [
    'one of Terragrunt',
    resource('terraform', GIT),
    [
      [
        'terraform.example takes its code from git::https://example.com/m.git, version v1: what it brings does not show here.',
        2,
      ],
    ],
  ],
  ['settings of Terraform', resource('terraform', { required_version: '1' }), []],
  ['one that goes', changeOf({ type: 'module', action: 'delete', before: stateOf(VPC) }), []],
])('%s', (_name, change, expected) => {
  expect(messages(change)).toEqual(expected);
});

test('credentials in an address are not shown', () => {
  const change = resource('module', { source: 'git::https://u:hunter2@example.com/m.git?token=hunter2' });
  expect(messages(change).join()).not.toContain('hunter2');
});
