// Guardrails of accounts, projects and tenants that fall or hold for less, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamBoundaryRemoved } from '../../../src/classify/rules/iam-boundary-removed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function hits(change: ParsedChange): readonly string[] {
  return iamBoundaryRemoved
    .check(change, contextOf([], { diff: diffOf({ changes: [change] }) }))
    .map(({ severity = iamBoundaryRemoved.severity, message }) => `${severity}: ${message}`);
}

const SIGN_IN = 'azuread_conditional_access_policy';
const ASSIGNMENT = 'azurerm_subscription_policy_assignment';
const DENY = 'google_iam_deny_policy';
const denied = (more: Values): Values =>
  Object.fromEntries(Object.entries(more).map(([name, value]) => [`rules[0].deny_rule[0].${name}`, value]));
const CONSTRAINT = 'google_org_policy_policy';
const PERIMETER = 'google_access_context_manager_service_perimeter';

test.each<[string, string, Values, Values, string]>([
  [
    'a constraint is no longer enforced',
    'google_org_policy_policy',
    { 'spec[0].rules[0].enforce': 'TRUE' },
    { 'spec[0].rules[0].enforce': 'FALSE' },
    'high: google_org_policy_policy.example now leaves its constraint unenforced.',
  ],
  [
    'a constraint allows everything',
    'google_folder_organization_policy',
    {},
    { 'list_policy[0].allow[0].all': true },
    'high: google_folder_organization_policy.example now allows everything that its constraint could forbid.',
  ],
  [
    'a permission is no longer denied',
    DENY,
    denied({ denied_permissions: ['a', 'b'] }),
    denied({ denied_permissions: ['a'] }),
    `high: ${DENY}.example no longer denies b.`,
  ],
  [
    'many permissions are no longer denied',
    DENY,
    denied({ denied_permissions: ['a', 'b', 'c', 'd'] }),
    denied({ denied_permissions: [] }),
    `high: ${DENY}.example no longer denies a, b and 2 more.`,
  ],
  [
    'somebody is left out of a denial',
    DENY,
    denied({ exception_principals: [] }),
    denied({ exception_principals: ['u'] }),
    `high: ${DENY}.example no longer holds for u.`,
  ],
  [
    'a denial holds under a condition',
    DENY,
    denied({ denied_permissions: ['a'] }),
    denied({ denied_permissions: ['a'], 'denial_condition[0].expression': 'false' }),
    `medium: ${DENY}.example now denies only where a condition holds.`,
  ],
  [
    'a constraint allows one more',
    CONSTRAINT,
    { 'spec[0].rules[0].values[0].allowed_values': ['a'] },
    { 'spec[0].rules[0].values[0].allowed_values': ['a', 'b'] },
    `high: ${CONSTRAINT}.example now allows b.`,
  ],
  [
    'a constraint forbids nothing any more',
    CONSTRAINT,
    { 'spec[0].rules[0].deny_all': 'TRUE' },
    { 'spec[0].rules[0].deny_all': 'FALSE' },
    `high: ${CONSTRAINT}.example no longer forbids everything that its constraint is about.`,
  ],
  [
    'a constraint is set back',
    CONSTRAINT,
    { 'spec[0].reset': false },
    { 'spec[0].reset': true },
    `high: ${CONSTRAINT}.example now sets its constraint back to the default of Google.`,
  ],
  [
    'a policy is only reported',
    ASSIGNMENT,
    {},
    { enforce: false },
    `high: ${ASSIGNMENT}.example now is only reported and no longer enforced.`,
  ],
  [
    'a scope is left out',
    ASSIGNMENT,
    { not_scopes: ['a'] },
    { not_scopes: ['a', 'b'] },
    `high: ${ASSIGNMENT}.example no longer holds for b.`,
  ],
  [
    'a sign-in rule is on trial',
    SIGN_IN,
    { state: 'enabled' },
    { state: 'enabledForReportingButNotEnforced' },
    `high: The state of the sign-in rule of ${SIGN_IN}.example falls from enabled to enabledForReportingButNotEnforced.`,
  ],
  [
    'somebody is left out of a sign-in rule',
    SIGN_IN,
    { 'conditions[0].users[0].excluded_users': [] },
    { 'conditions[0].users[0].excluded_users': ['u'] },
    `high: ${SIGN_IN}.example no longer holds for u.`,
  ],
  [
    'a sign-in rule is for fewer',
    SIGN_IN,
    { 'conditions[0].users[0].included_groups': ['a', 'b'] },
    { 'conditions[0].users[0].included_groups': ['a'] },
    `high: ${SIGN_IN}.example no longer holds for b.`,
  ],
  [
    'a service leaves its perimeter',
    PERIMETER,
    { 'status[0].restricted_services': ['a.googleapis.com', 'b.googleapis.com'] },
    { 'status[0].restricted_services': ['a.googleapis.com'] },
    `high: ${PERIMETER}.example no longer keeps b.googleapis.com’s data in its perimeter.`,
  ],
])('%s', (_, type, before, after, told) => {
  expect(hits(resource(type, after, before))).toEqual([told]);
  expect(hits(resource(type, before, after))).toEqual([]);
});

test.each([
  ['google_iam_deny_policy', 'what it denied is open to whoever is allowed it anywhere else'],
  [
    'google_iam_principal_access_boundary_policy',
    'nothing limits any more which resources its principals may reach',
  ],
  [SIGN_IN, 'whoever signs in no longer has to meet its conditions'],
  [ASSIGNMENT, 'its policy holds there no more'],
])('%s is deleted', (type, loss) => {
  const before = stateOf({ name: 'x' });
  const gone = changeOf({ type, address: `${type}.x`, action: 'delete', before, after: null });
  expect(hits(gone)).toEqual([`high: ${type}.x is deleted: ${loss}.`]);
  expect(hits(resource(type, { name: 'y' }, { name: 'x' }))).toEqual([]);
});

test('an exemption', () => {
  const type = 'azurerm_resource_group_policy_exemption';
  expect(hits(resource(type, { policy_assignment_id: 'p' }))).toEqual([
    `high: ${type}.example takes what it names out of a policy.`,
  ]);
  expect(hits(resource(ASSIGNMENT, { policy_definition_id: 'p' }))).toEqual([]);
});

test('a new policy of a folder that lets go what the organisation holds', () => {
  expect(hits(resource(CONSTRAINT, { 'spec[0].rules[0].enforce': 'FALSE' }))).toEqual([
    `medium: The new ${CONSTRAINT}.example leaves its constraint unenforced.`,
  ]);
  expect(hits(resource(CONSTRAINT, { 'spec[0].rules[0].enforce': 'TRUE' }))).toEqual([]);
});

const RESOURCES = 'status[0].resources';
const of = (expression: string): JsonValue => ({ expression });

test.each<[string, JsonValue, JsonValue, readonly string[]]>([
  [
    'another expression in the place of one may stand for the same',
    of('formatlist("projects/%s", [var.a])'),
    of('[for one in var.all : one.name]'),
    [
      `medium: Perhaps ${PERIMETER}.example covers less than before: \`resources\` is computed, and not as it was ([for one in var.all : one.name]).`,
    ],
  ],
  [
    'an expression over what changed',
    of('var.all'),
    of('var.all (what it refers to changed)'),
    [
      `medium: Perhaps ${PERIMETER}.example covers less than before: \`resources\` is computed, and not as it was (var.all).`,
    ],
  ],
  ['an expression as before', of('var.all'), of('var.all'), []],
  [
    'an expression that is gone',
    ['projects/1', of('var.two')],
    ['projects/1'],
    [`high: ${PERIMETER}.example no longer protects var.two.`],
  ],
  [
    'a name that is gone beside an expression that stays',
    ['projects/1', of('var.two')],
    [of('var.two')],
    [`high: ${PERIMETER}.example no longer protects projects/1.`],
  ],
])('a list of a guardrail: %s', (_, before, after, told) => {
  expect(hits(resource(PERIMETER, { [RESOURCES]: after }, { [RESOURCES]: before }))).toEqual(told);
});

test('somebody who is left out by an expression is told, unless another one stood there', () => {
  const excluded = (list: JsonValue): Values => ({ 'conditions[0].users[0].excluded_users': list });
  const to = (after: JsonValue, before: JsonValue): readonly string[] =>
    hits(resource(SIGN_IN, excluded(after), excluded(before)));
  expect(to([of('var.me')], [])).toEqual([`high: ${SIGN_IN}.example no longer holds for var.me.`]);
  expect(to([of('local.me')], [of('var.me')])).toEqual([
    `medium: Perhaps ${SIGN_IN}.example covers less than before: \`excluded_users\` is computed, and not as it was (local.me).`,
  ]);
});

test('a guardrail that goes with the project that its module made leaves nobody without it', () => {
  const gone = (address: string): ParsedChange =>
    changeOf({
      type: address.split('.').at(-2) ?? null,
      address,
      action: 'delete',
      before: stateOf({ name: 'x' }),
    });
  const policy = gone('module.a["x"].google_org_policy_policy.default');
  const severities = (project: string): readonly unknown[] => {
    const diff = diffOf({ changes: [policy, gone(project)] });
    return iamBoundaryRemoved.check(policy, contextOf([], { diff })).map(({ severity }) => severity);
  };
  expect(severities('module.a["x"].google_project.project')).toEqual(['low']);
  expect(severities('module.a["y"].google_project.project')).toEqual(['high']);
  expect(severities('module.a["x"].google_storage_bucket.project')).toEqual(['high']);
});
