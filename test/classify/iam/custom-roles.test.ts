// Custom roles of Azure and Google: what is newly given, what is no longer left out, each beside the case that says nothing.
import { describe, expect, test } from 'vitest';
import { customRoleHits } from '../../../src/classify/iam/custom-roles.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { resource } from '../example-change.ts';

type State = Readonly<Record<string, JsonValue>>;

function hits(type: string, after: State, before?: State): readonly string[] {
  const change = before === undefined ? resource(type, after) : resource(type, after, before);
  return customRoleHits(change).map(({ severity, message }) => `${severity}: ${message}`);
}

const actions = (...texts: readonly string[]): State => ({ 'permissions[0].actions': texts });
const AUTHORIZATION = 'Microsoft.Authorization/*/Write';

describe('Azure', () => {
  const leaving = (...taken: readonly string[]): State => ({
    ...actions('*'),
    'permissions[0].not_actions': taken,
  });
  test.each<[string, State, State | undefined, readonly string[]]>([
    ['everything', actions('*'), undefined, ['high: A custom role now has *.']],
    ['the same', actions('*'), actions('*'), []],
    ['the same in other case', actions('Microsoft.Compute/*/READ'), actions('Microsoft.Compute/*/read'), []],
    [
      'a look more',
      actions('Microsoft.Compute/*/read', 'Microsoft.Network/*/read'),
      actions('Microsoft.Compute/*/read'),
      ['low: A custom role now has Microsoft.Network/*/read.'],
    ],
    [
      'a change more',
      actions('Microsoft.Compute/*/read', 'Microsoft.Compute/*/write'),
      actions('Microsoft.Compute/*/read'),
      ['medium: A custom role now has Microsoft.Compute/*/write.'],
    ],
    [
      'right over rights, named first',
      actions('Microsoft.Compute/*/write', 'Microsoft.Authorization/roleAssignments/write'),
      actions(),
      ['high: A custom role now has Microsoft.Authorization/roleAssignments/write and 1 more.'],
    ],
    [
      'something no longer left out',
      leaving(),
      leaving(AUTHORIZATION),
      ['high: A custom role now has Microsoft.Authorization/*/Write, which it left out before.'],
    ],
    ['something more left out', leaving(AUTHORIZATION), leaving(), []],
    [
      'no longer left out of what it does not have',
      { ...actions('Microsoft.Compute/*/read') },
      { ...actions('Microsoft.Compute/*/read'), 'permissions[0].not_actions': [AUTHORIZATION] },
      [],
    ],
    [
      'a list that is computed',
      { 'permissions[0].actions': { expression: 'var.actions' } },
      actions(),
      ['low: It cannot be told what this custom role allows: var.actions is computed.'],
    ],
  ])('%s', (_name, after, before, expected) => {
    expect(hits('azurerm_role_definition', after, before)).toEqual(expected);
  });
});

describe('Google', () => {
  const given = (...permissions: readonly string[]): State => ({ permissions });
  test.each<[string, State, State | undefined, readonly string[]]>([
    [
      'acting as a service account',
      given('storage.objects.get', 'iam.serviceAccounts.actAs'),
      given('storage.objects.get'),
      ['high: A custom role now has iam.serviceAccounts.actAs.'],
    ],
    [
      'handing out rights',
      given('resourcemanager.projects.setIamPolicy'),
      undefined,
      ['high: A custom role now has resourcemanager.projects.setIamPolicy.'],
    ],
    [
      'a new role that looks',
      given('storage.objects.get'),
      undefined,
      ['info: A custom role now has storage.objects.get.'],
    ],
    ['less', given('storage.objects.get'), given('storage.objects.get', 'iam.serviceAccounts.actAs'), []],
  ])('%s', (_name, after, before, expected) => {
    expect(hits('google_project_iam_custom_role', after, before)).toEqual(expected);
    expect(hits('google_organization_iam_custom_role', after, before)).toEqual(expected);
    expect(hits('google_project_iam_member', after, before)).toEqual([]);
  });
});
