// Seats in services, databases and clusters that somebody newly has, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { serviceSeatHits } from '../../../src/classify/iam/service-seats.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { changeOf, resource, stateOf } from '../example-change.ts';

const said = (change: ParsedChange): readonly string[] =>
  serviceSeatHits(change).map(({ severity, line, message }) => `${severity} ${line} ${message}`);

const ADMINS = 'azure_active_directory_role_based_access_control[0].admin_group_object_ids';
const CLUSTER = 'azurerm_kubernetes_cluster';
const SQL = 'azurerm_mssql_server';

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'an owner',
    resource('github_membership', { username: 'a', role: 'admin' }),
    ['high 3 a is now admin of the organisation.'],
  ],
  [
    'a member',
    resource('github_membership', { username: 'a' }),
    ['low 2 a is now member of the organisation.'],
  ],
  [
    'a member who becomes an owner',
    resource('github_membership', { username: 'a', role: 'admin' }, { username: 'a' }),
    ['high 3 a is now admin of the organisation.'],
  ],
  [
    'an owner as before',
    resource('github_membership', { username: 'a', role: 'admin', x: 1 }, { username: 'a', role: 'admin' }),
    [],
  ],
  [
    'one team of several',
    resource(
      'github_repository_collaborators',
      {
        team: [
          { team_id: 'a', permission: 'push' },
          { team_id: 'b', permission: 'admin' },
        ],
      },
      { team: [{ team_id: 'a', permission: 'push' }] },
    ),
    ['high 2 b now has the permission admin on a repository.'],
  ],
  [
    'a team of a new list',
    resource('github_repository_collaborators', { team: [{ team_id: 'b', permission: 'admin' }] }),
    ['high 2 b now has the permission admin on a repository.'],
  ],
  [
    'somebody by reference',
    resource('okta_user_admin_roles', { user_id: { expression: 'var.u' }, admin_roles: ['HELP_DESK_ADMIN'] }),
    ['medium 3 Somebody (var.u) now administers the directory as HELP_DESK_ADMIN.'],
  ],
  [
    'another administrator of a server',
    resource(
      SQL,
      { 'azuread_administrator[0].object_id': 'b' },
      { 'azuread_administrator[0].object_id': 'a' },
    ),
    ['high 2 b is now the administrator of a database server.'],
  ],
  [
    'the administrator of a new server',
    resource(SQL, { 'azuread_administrator[0].object_id': 'a' }),
    ['low 2 a is now the administrator of a database server.'],
  ],
  [
    'a group that administers a cluster',
    resource(CLUSTER, { [ADMINS]: ['a', 'b'] }, { [ADMINS]: ['a'] }),
    ['high 2 b now administers a cluster.'],
  ],
  [
    'an end',
    changeOf({ type: 'github_membership', action: 'delete', before: stateOf({ username: 'a' }) }),
    [],
  ],
  ['another thing', resource('github_team', { username: 'a', role: 'admin' }), []],
])('%s', (_name, change, expected) => {
  expect(said(change)).toEqual(expected);
});
