// iam-boundary-removed: ceilings that are taken off, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamBoundaryRemoved } from '../../../src/classify/rules/iam-boundary-removed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

function hits(change: ParsedChange, others: readonly ParsedChange[] = []): readonly string[] {
  const diff = diffOf({ changes: [change, ...others] });
  return iamBoundaryRemoved
    .check(change, contextOf([], { diff }))
    .map(({ line, message }) => `${line}: ${message}`);
}

const A = { permissions_boundary: 'arn:aws:iam::111122223333:policy/a' };
const B = { permissions_boundary: 'arn:aws:iam::111122223333:policy/b' };
const ATTACHMENT = { policy_id: { expression: 'aws_organizations_policy.p.id' }, target_id: 'ou-1' };
const detached = changeOf({
  type: 'aws_organizations_policy_attachment',
  action: 'delete',
  before: stateOf(ATTACHMENT),
});

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'IAM-06: a boundary removed',
    resource('aws_iam_role', { name: 'x' }, { name: 'x', ...A }),
    ['null: aws_iam_role.example no longer has a permissions boundary.'],
  ],
  ['kept', resource('aws_iam_role', { name: 'y', ...A }, { name: 'x', ...A }), []],
  [
    'set to nothing',
    resource('aws_iam_role', { permissions_boundary: '' }, A),
    ['2: aws_iam_role.example no longer has a permissions boundary.'],
  ],
  [
    'set to null',
    resource('aws_iam_role', { permissions_boundary: { expression: 'null' } }, A),
    ['2: aws_iam_role.example no longer has a permissions boundary.'],
  ],
  [
    'another one',
    resource('aws_iam_role', B, A),
    ['2: aws_iam_role.example has another permissions boundary (arn:aws:iam::111122223333:policy/b).'],
  ],
  [
    'one that is computed',
    resource('aws_iam_role', { permissions_boundary: { expression: 'var.b' } }, A),
    ['2: aws_iam_role.example has another permissions boundary (var.b).'],
  ],
  [
    'one expression in the place of another',
    resource(
      'aws_iam_role',
      { permissions_boundary: { expression: 'try(each.value.boundary, null)' } },
      { permissions_boundary: { expression: 'var.b' } },
    ),
    [
      '2: The permissions boundary of aws_iam_role.example is computed, and not as it was (try(each.value.boundary, null)).',
    ],
  ],
  [
    'an expression over what changed',
    resource(
      'aws_iam_role',
      { permissions_boundary: { expression: 'var.b (what it refers to changed)' } },
      { permissions_boundary: { expression: 'var.b' } },
    ),
    ['2: The permissions boundary of aws_iam_role.example is computed, and not as it was (var.b).'],
  ],
  [
    'one policy in the place of another',
    resource(
      'aws_iam_role',
      { permissions_boundary: { expression: 'aws_iam_policy.wide.arn' } },
      { permissions_boundary: { expression: 'aws_iam_policy.narrow.arn' } },
    ),
    ['2: aws_iam_role.example has another permissions boundary (aws_iam_policy.wide.arn).'],
  ],
  [
    'one that may have been none',
    resource(
      'aws_iam_role',
      { name: 'x' },
      { name: 'x', permissions_boundary: { expression: 'try(each.value.boundary, null)' } },
    ),
    [
      'null: aws_iam_role.example no longer has the permissions boundary that it may have had (try(each.value.boundary, null)).',
    ],
  ],
  [
    'one that was computed',
    resource('aws_iam_role', { name: 'x' }, { name: 'x', permissions_boundary: { expression: 'var.b' } }),
    ['null: aws_iam_role.example no longer has a permissions boundary.'],
  ],
  ['a first one', resource('aws_iam_role', A, { name: 'x' }), []],
  ['of a new role', resource('aws_iam_role', { name: 'x' }), []],
  ['with its role', changeOf({ type: 'aws_iam_role', action: 'delete', before: stateOf(A) }), []],
  [
    'of CloudFormation',
    resource('AWS::IAM::User', { UserName: 'x' }, { UserName: 'x', PermissionsBoundary: 'a' }),
    ['null: AWS::IAM::User.example no longer has a permissions boundary.'],
  ],
  [
    'of a module',
    resource('module', { name: 'x' }, { role_permissions_boundary_arn: 'a', permissions_boundary_arn: 'a' }),
    ['null: module.example no longer has a permissions boundary.'],
  ],
  [
    'IAM-06: a control policy detached',
    detached,
    [
      'null: aws_organizations_policy_attachment.example is gone: aws_organizations_policy.p.id was a ceiling on ou-1.',
    ],
  ],
  ['a control policy attached', resource('aws_organizations_policy_attachment', ATTACHMENT), []],
  [
    'a control policy moved to another target',
    resource('aws_organizations_policy_attachment', { ...ATTACHMENT, target_id: 'ou-2' }, ATTACHMENT),
    [
      '3: aws_organizations_policy_attachment.example no longer does what it did: aws_organizations_policy.p.id was a ceiling on ou-1.',
    ],
  ],
  [
    'control policies switched off',
    resource(
      'aws_organizations_organization',
      { enabled_policy_types: ['TAG_POLICY'] },
      { enabled_policy_types: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
    ),
    ['2: SERVICE_CONTROL_POLICY is switched off for the organisation.'],
  ],
  [
    'tag policies switched off',
    resource(
      'aws_organizations_organization',
      { enabled_policy_types: ['SERVICE_CONTROL_POLICY'] },
      { enabled_policy_types: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
    ),
    [],
  ],
  [
    'a target of a control policy gone',
    resource('AWS::Organizations::Policy', { TargetIds: ['ou-1'] }, { TargetIds: ['ou-1', 'ou-2'] }),
    ['2: This control policy no longer holds for ou-2.'],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

test('a control policy goes with the unit that it was on', () => {
  const attachment = {
    ...ATTACHMENT,
    target_id: { expression: 'aws_organizations_organizational_unit.x.id' },
  };
  const gone = { ...detached, before: stateOf(attachment) };
  const unit = changeOf({
    type: 'aws_organizations_organizational_unit',
    address: 'aws_organizations_organizational_unit.x',
    action: 'delete',
    before: stateOf({ name: 'x' }),
  });
  expect(hits(gone)).toHaveLength(1);
  expect(hits(gone, [unit])).toEqual([]);
});
