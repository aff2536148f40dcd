// repository-guard-weakened: settings on GitHub that hold back less, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { repositoryGuardWeakened } from '../../../src/classify/rules/repository-guard-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, contextOf, diffOf, resource, stateOf } from '../example-change.ts';

type Values = Readonly<Record<string, JsonValue>>;

function said(change: ParsedChange): readonly string[] {
  return repositoryGuardWeakened
    .check(change, contextOf([], { diff: diffOf({ changes: [change] }) }))
    .map(({ severity = 'high', message }) => `${severity}: ${message}`);
}

const ENVIRONMENT = 'github_repository_environment';

test.each<[string, Values, Values, string]>([
  [
    ENVIRONMENT,
    { 'reviewers[0].teams': [1] },
    {},
    `high: ${ENVIRONMENT}.example no longer asks anybody before a deployment.`,
  ],
  [
    ENVIRONMENT,
    { 'deployment_branch_policy[0].protected_branches': true },
    {},
    `high: ${ENVIRONMENT}.example now lets every branch deploy.`,
  ],
  [
    ENVIRONMENT,
    { prevent_self_review: true },
    {},
    `high: ${ENVIRONMENT}.example now lets whoever deploys approve it.`,
  ],
  [
    'github_actions_organization_permissions',
    { allowed_actions: 'selected' },
    { allowed_actions: 'all' },
    'high: github_actions_organization_permissions.example now lets more actions run than those that were allowed.',
  ],
  [
    'github_workflow_repository_permissions',
    { default_workflow_permissions: 'read' },
    { default_workflow_permissions: 'write' },
    'high: github_workflow_repository_permissions.example now lets the tokens of workflows write by default.',
  ],
  [
    'github_actions_runner_group',
    { allows_public_repositories: false },
    { allows_public_repositories: true },
    'high: github_actions_runner_group.example now runs jobs of public repositories, and with them the code of strangers.',
  ],
  [
    'github_organization_settings',
    { default_repository_permission: 'none' },
    { default_repository_permission: 'write' },
    'high: github_organization_settings.example now gives every member more rights in every repository.',
  ],
  [
    'github_repository',
    { 'security_and_analysis[0].secret_scanning[0].status': 'enabled' },
    { 'security_and_analysis[0].secret_scanning[0].status': 'disabled' },
    'medium: github_repository.example no longer looks for secrets.',
  ],
])('%s', (type, before, after, expected) => {
  expect(said(resource(type, after, before))).toEqual([expected]);
  expect(said(resource(type, before, after))).toEqual([]);
});

test('an environment that is deleted takes its reviewers with it', () => {
  const gone = changeOf({ type: ENVIRONMENT, action: 'delete', before: stateOf({ environment: 'prod' }) });
  expect(said(gone)).toEqual([
    `high: ${ENVIRONMENT}.example is deleted: a workflow that names it makes a new one, without reviewers and limits.`,
  ]);
  expect(said(resource(ENVIRONMENT, { environment: 'b' }, { environment: 'a' }))).toEqual([]);
});
