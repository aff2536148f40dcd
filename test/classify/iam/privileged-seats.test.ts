// Seats of power that somebody newly has, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { iamAccessGrows } from '../../../src/classify/rules/iam-access-grows.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function hits(type: string, after: Values, before?: Values): readonly string[] {
  const change = resource(type, after, before);
  return iamAccessGrows
    .check(change, contextOf(['identity'], { diff: diffOf({ changes: [change] }) }))
    .map(({ severity = iamAccessGrows.severity, message }) => `${severity}: ${message}`);
}

const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';
const GRAPH = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8';
const CLUSTER_ADMIN = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
const POOL = 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p';

test.each<[string, string, Values, readonly string[]]>([
  [
    'a role of the directory',
    'azuread_directory_role_assignment',
    { role_id: GLOBAL, principal_object_id: 'p' },
    ['high: p now has the directory role Global Administrator.'],
  ],
  [
    'a smaller role of the directory',
    'azuread_directory_role_assignment',
    { role_id: 'x', principal_object_id: 'p' },
    ['medium: p now has the directory role x.'],
  ],
  [
    'a role one may take',
    'azuread_directory_role_eligibility_schedule_request',
    { role_definition_id: GLOBAL, principal_id: { expression: 'var.who' } },
    ['high: Somebody (var.who) now has the directory role Global Administrator.'],
  ],
  [
    'a permission of Graph',
    'azuread_app_role_assignment',
    { app_role_id: GRAPH, principal_object_id: 'p' },
    ['high: p now has the application permission RoleManagement.ReadWrite.Directory.'],
  ],
  [
    'another permission',
    'azuread_app_role_assignment',
    { app_role_id: 'x', principal_object_id: 'p' },
    ['low: p now has the application permission x.'],
  ],
  [
    'a member of a group',
    'azuread_group_member',
    { group_object_id: 'admins', member_object_id: 'p' },
    ['medium: p is now a member of the group admins, with all that it may do.'],
  ],
  [
    'another tenant',
    'azurerm_lighthouse_definition',
    {
      managing_tenant_id: 't',
      'authorization[0].principal_id': 'p',
      'authorization[0].role_definition_id': 'r',
    },
    ['high: p of the tenant t now has the role r here.'],
  ],
  [
    'another tenant, here',
    'azurerm_lighthouse_assignment',
    { scope: '/subscriptions/1', lighthouse_definition_id: 'd' },
    ['high: d now holds for /subscriptions/1: another tenant manages it.'],
  ],
  [
    'an administrator of a cluster',
    'aws_eks_access_entry',
    { principal_arn: 'arn:aws:iam::111122223333:role/a', kubernetes_groups: ['system:masters'] },
    ['high: arn:aws:iam::111122223333:role/a is now in the group system:masters of the cluster.'],
  ],
  [
    'a group of a cluster',
    'aws_eks_access_entry',
    { principal_arn: 'arn:aws:iam::111122223333:role/a', kubernetes_groups: ['dev'] },
    ['low: arn:aws:iam::111122223333:role/a is now in the group dev of the cluster.'],
  ],
  [
    'an administrator of a cluster in CloudFormation',
    'AWS::EKS::AccessEntry',
    { PrincipalArn: 'arn:aws:iam::111122223333:role/a', 'AccessPolicies[0].PolicyArn': CLUSTER_ADMIN },
    ['high: arn:aws:iam::111122223333:role/a now has AmazonEKSClusterAdminPolicy.'],
  ],
  [
    'a delegated administrator',
    'aws_organizations_delegated_administrator',
    { account_id: '111122223333', service_principal: 'sso.amazonaws.com' },
    ['high: 111122223333 now administers sso.amazonaws.com for the whole organisation.'],
  ],
  [
    'sessions as root',
    'aws_iam_organizations_features',
    { enabled_features: ['RootSessions'] },
    ['high: The management account can now use RootSessions in every account of the organisation.'],
  ],
  [
    'a role on request',
    'google_privileged_access_manager_entitlement',
    {
      'privileged_access[0].gcp_iam_access[0].role_bindings[0].role': 'roles/owner',
      'eligible_users[0].principals': ['user:a@example.com'],
      'approval_workflow[0].manual_approvals[0].steps[0].approvers[0].principals': ['user:b@example.com'],
    },
    ['high: user:a@example.com may now take the role roles/owner for a time.'],
  ],
  [
    'a role of Azure on request',
    'azurerm_pim_eligible_role_assignment',
    { scope: '/subscriptions/1', role_definition_name: 'Owner', principal_id: 'p' },
    ['high: p now has Owner on /subscriptions/1.'],
  ],
  [
    'a whole pool of identities',
    'google_service_account_iam_member',
    { role: 'roles/iam.workloadIdentityUser', member: `${POOL}/*` },
    [
      `high: Everybody with a token of the workload identity pool (${POOL}/*) now has roles/iam.workloadIdentityUser.`,
    ],
  ],
  [
    'one repository of a pool',
    'google_service_account_iam_member',
    { role: 'roles/iam.workloadIdentityUser', member: `${POOL}/attribute.repository/a/b` },
    [`low: ${POOL}/attribute.repository/a/b now has roles/iam.workloadIdentityUser.`],
  ],
  [
    'bindings as a text',
    'google_project_iam_policy',
    { policy_data: '{"bindings":[{"role":"roles/editor","members":["user:a@example.com"]}]}' },
    ['high: user:a@example.com now has roles/editor.'],
  ],
])('%s', (_, type, after, told) => {
  expect(hits(type, after)).toEqual(told);
  expect(hits(type, after, after)).toEqual([]);
});
