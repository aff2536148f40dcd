// Roles whose holder or scope is computed, each against what is certain.
import { expect, test } from 'vitest';
import { iamAccessGrows } from '../../../src/classify/rules/iam-access-grows.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';
import { hitsOf } from '../read-changes.ts';

function hits(change: ParsedChange): readonly string[] {
  return iamAccessGrows
    .check(change, contextOf([], { diff: diffOf({ changes: [change] }) }))
    .map(({ severity, confidence = 'high', message }) => `${severity} ${confidence}: ${message}`);
}

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'owner of a project that is computed now',
    resource(
      'google_project_iam_member',
      { role: 'roles/owner', member: 'user:a@b.c', project: { expression: 'var.project' } },
      { role: 'roles/owner', member: 'user:a@b.c', project: 'a' },
    ),
    [],
  ],
  [
    'in the same words, which stand for others now',
    resource(
      'google_project_iam_member',
      { role: 'roles/owner', member: { expression: 'each.value (what it refers to changed)' } },
      { role: 'roles/owner', member: { expression: 'each.value' } },
    ),
    ['medium low: Who has roles/owner may have changed, with what `each.value` refers to.'],
  ],
  [
    'a service account that the template names',
    resource('google_folder_iam_member', {
      role: 'roles/owner',
      member: { expression: '"serviceAccount:${google_service_account.ci.email}"' },
      folder: { expression: 'var.folder' },
    }),
    [
      'high high: serviceAccount:${google_service_account.ci.email} now has roles/owner on the folder var.folder.',
    ],
  ],
  [
    'owner beside a name that is left out',
    resource('azurerm_role_assignment', {
      role_definition_name: null,
      role_definition_id: '/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
      scope: '/subscriptions/1',
      principal_id: 'p',
    }),
    ['high high: p now has Owner on /subscriptions/1.'],
  ],
  [
    'a role that is computed and may be owner',
    resource('azurerm_role_assignment', {
      role_definition_name: { expression: 'var.x ? "Owner" : "Reader"' },
      scope: '/subscriptions/1',
      principal_id: 'p',
    }),
    ['high medium: p may now have Owner on /subscriptions/1: the role is computed.'],
  ],
  [
    'a role that is computed and names none',
    resource('azurerm_role_assignment', {
      role_definition_name: { expression: 'var.role' },
      scope: '/subscriptions/1',
      principal_id: 'p',
    }),
    ['low low: It cannot be told which role is granted here: var.role is computed.'],
  ],
])('%s', (_name, change, expected) => {
  expect(hits(change)).toEqual(expected);
});

const SUBSCRIPTION = 'data "azurerm_subscription" "s" {}\n';
const looked = (name: string): string => `data "azurerm_role_definition" "ops" {\n  name = ${name}\n}\n`;
const GIVEN = `resource "azurerm_role_assignment" "a" {
  scope              = data.azurerm_subscription.s.id
  principal_id       = "p"
  role_definition_id = data.azurerm_role_definition.ops.id
}
`;
const told = (before: string, after: string): readonly string[] =>
  hitsOf(iamAccessGrows, { path: 'main.tf', before: SUBSCRIPTION + before, after: SUBSCRIPTION + after });

test.each<[string, string, string, readonly string[]]>([
  [
    'a role that is looked up beside it',
    '',
    looked('"Owner"') + GIVEN,
    ['high 8 p now has Owner on data.azurerm_subscription.s.id.'],
  ],
  [
    'one that stood before',
    looked('"Owner"'),
    looked('"Owner"') + GIVEN,
    ['high 8 p now has Owner on data.azurerm_subscription.s.id.'],
  ],
  [
    'a small one',
    looked('"Reader"'),
    looked('"Reader"') + GIVEN,
    ['info 8 p now has Reader on data.azurerm_subscription.s.id.'],
  ],
  [
    'one whose name is computed',
    looked('var.role'),
    looked('var.role') + GIVEN,
    ['low 8 It cannot be told which role is granted here: data.azurerm_role_definition.ops.id is computed.'],
  ],
  [
    'one that is looked up by another name now',
    looked('"Reader"') + GIVEN,
    looked('"Owner"') + GIVEN,
    ['high 8 p may now have Owner on data.azurerm_subscription.s.id: what names the role changed.'],
  ],
  [
    'one that is looked up elsewhere by the same name',
    looked('"Owner"') + GIVEN,
    looked('"Owner"\n  scope = "/"') + GIVEN,
    [],
  ],
])('%s', (_name, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});
