// The role behind an id that is computed in part, each beside one that differs in one field.
import { expect, test } from 'vitest';
import {
  azureRole,
  azureSeverity,
  isWideScope,
  mentionedRole,
} from '../../../src/classify/iam/azure-role.ts';

const OWNER = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const OTHER = '/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-4000-8000-000000000000';

test.each<[string, string | null, string, string | null]>([
  ['an id in full', `/subscriptions/1${OWNER}`, '', 'Owner'],
  ['a name', 'Reader', '', 'Reader'],
  ['a subscription that is computed', null, `"/subscriptions/\${var.s}${OWNER}"`, 'Owner'],
  ['one that is looked up by name', null, `"\${local.all["a"].id}${OWNER}"`, 'Owner'],
  [
    'an id that Azure does not list',
    null,
    `"\${var.s}${OTHER}"`,
    'the role 00000000-0000-4000-8000-000000000000',
  ],
  ['something behind the id', null, `"\${var.s}${OWNER}\${var.more}"`, null],
  ['the id in one of two branches', null, `var.x ? "\${var.s}${OTHER}" : "\${var.s}${OWNER}"`, null],
  ['the id of something else', null, '"${var.s}/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"', null],
  ['an expression alone', null, 'data.azurerm_role_definition.a.id', null],
])('%s', (_name, role, written, expected) => {
  expect(azureRole(role, written)).toBe(expected);
});

test.each<[string, string | null]>([
  [`var.x ? "a${OTHER}" : "b${OWNER}"`, 'Owner'],
  ['var.x ? "Contributor" : "User Access Administrator"', 'User Access Administrator'],
  ['var.x ? "Reader" : "Contributor"', 'Contributor'],
  ['var.x ? "Reader" : "AcrPull"', null],
  ['var.owner', null],
])('the gravest role that %s may be', (written, expected) => {
  expect(mentionedRole(written)).toBe(expected);
});

test.each<[string, boolean]>([
  ['/subscriptions/1', true],
  ['/subscriptions/1/resourceGroups/a', false],
  ['"/subscriptions/${data.azapi_client_config.current.subscription_id}"', true],
  ['"/subscriptions/${var.s}"', true],
  ['"/subscriptions/${var.s}/resourceGroups/a"', false],
  ['data.azurerm_subscription.current.id', true],
  ['azurerm_resource_group.a.id', false],
])('%s is wide: %s', (scope, expected) => {
  expect(isWideScope(scope)).toBe(expected);
  expect(azureSeverity('Owner', scope)).toBe(expected ? 'high' : 'medium');
});
