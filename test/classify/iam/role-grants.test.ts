// Roles whose holder or scope is computed, each against what is certain.
import { expect, test } from 'vitest';
import { iamAccessGrows } from '../../../src/classify/rules/iam-access-grows.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';

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
