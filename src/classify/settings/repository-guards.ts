// Settings of repositories and organisations on GitHub that hold back people and workflows: the tables of
// rules/repository-guard-weakened.ts. Names and defaults from registry.terraform.io/providers/integrations/github/latest/docs.
import type { End } from './ends.ts';
import { AMOUNT, OFF, ON, PRESENT, words } from './scales.ts';
import type { Setting } from './setting.ts';

const ENVIRONMENT = 'github_repository_environment';
const ACTIONS =
  'github_actions_organization_permissions github_actions_repository_permissions github_enterprise_actions_permissions';
const TOKENS =
  'github_workflow_repository_permissions github_actions_organization_workflow_permissions github_enterprise_actions_workflow_permissions';
const RUNNERS = 'github_actions_runner_group github_enterprise_actions_runner_group';
const SECRETS =
  'github_actions_organization_secret github_dependabot_organization_secret github_codespaces_organization_secret';
const ORGANISATION = 'github_organization_settings';

const NEWLY_MEDIUM = { below: 1, severity: 'medium' } as const;

export const REPOSITORY_GUARDS: readonly Setting[] = [
  {
    types: ENVIRONMENT,
    path: 'reviewers',
    weak: 'no longer asks anybody before a deployment',
    scale: PRESENT,
    absent: 0,
    severity: 'high',
  },
  {
    types: ENVIRONMENT,
    path: 'deployment_branch_policy',
    weak: 'lets every branch deploy',
    scale: PRESENT,
    absent: 0,
    severity: 'high',
  },
  {
    types: ENVIRONMENT,
    path: 'prevent_self_review',
    weak: 'lets whoever deploys approve it',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: ENVIRONMENT,
    path: 'can_admins_bypass',
    weak: 'lets administrators deploy past its rules',
    scale: OFF,
    absent: 0,
    severity: 'medium',
  },
  {
    types: ENVIRONMENT,
    path: 'wait_timer',
    what: 'The time to wait before a deployment',
    unit: 'minutes',
    scale: AMOUNT,
    absent: 0,
    severity: 'low',
  },
  {
    types: TOKENS,
    path: 'default_workflow_permissions',
    weak: 'lets the tokens of workflows write by default',
    scale: words('write', 'read'),
    absent: 1,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: TOKENS,
    path: 'can_approve_pull_request_reviews',
    weak: 'lets workflows approve pull requests',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: NEWLY_MEDIUM,
  },
  {
    types: ACTIONS,
    path: 'allowed_actions',
    weak: 'lets more actions run than those that were allowed',
    scale: words('all', 'selected', 'local_only'),
    absent: 0,
    severity: 'high',
  },
  {
    types: ACTIONS,
    path: 'sha_pinning_required',
    weak: 'no longer asks that actions are pinned to a commit',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: RUNNERS,
    path: 'allows_public_repositories',
    weak: 'runs jobs of public repositories, and with them the code of strangers',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: { below: 1, severity: 'high' },
  },
  {
    types: RUNNERS,
    path: 'visibility',
    weak: 'can be used by more repositories than those named',
    scale: words('all', 'private', 'selected'),
    absent: null,
    severity: 'medium',
  },
  {
    types: RUNNERS,
    path: 'restricted_to_workflows',
    weak: 'runs every workflow, and no longer those named alone',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: SECRETS,
    path: 'visibility',
    weak: 'gives its secret to more repositories than those named',
    scale: words('all', 'private', 'selected'),
    absent: null,
    severity: 'high',
    created: { below: 1, severity: 'low' },
  },
  {
    types: 'github_actions_repository_access_level',
    path: 'access_level',
    weak: 'lets more repositories use its workflows and actions',
    scale: words('enterprise', 'organization', 'user', 'none'),
    absent: null,
    severity: 'low',
  },
  {
    types: ORGANISATION,
    path: 'default_repository_permission',
    weak: 'gives every member more rights in every repository',
    scale: words('admin', 'write', 'read', 'none'),
    absent: 2,
    severity: 'high',
  },
  ...[
    ['members_can_create_public_repositories', 'lets every member publish a repository'],
    [
      'members_can_fork_private_repositories',
      'lets every member copy private repositories to their own account',
    ],
    ['members_can_create_public_pages', 'lets every member publish pages'],
  ].map(([path = '', weak = '']): Setting => ({
    types: ORGANISATION,
    path,
    weak,
    scale: OFF,
    absent: null,
    severity: 'medium',
  })),
  ...[
    ['security_and_analysis.secret_scanning.status', 'no longer looks for secrets'],
    [
      'security_and_analysis.secret_scanning_push_protection.status',
      'no longer holds back pushes with secrets',
    ],
    ['security_and_analysis.advanced_security.status', 'no longer looks for weaknesses in its code'],
    ['vulnerability_alerts', 'no longer tells of vulnerable dependencies'],
  ].map(([path = '', weak = '']): Setting => ({
    types: 'github_repository',
    path,
    weak,
    scale: ON,
    absent: 0,
    severity: 'medium',
  })),
  {
    types: 'github_repository',
    path: 'allow_forking',
    weak: 'lets its code be copied to other accounts',
    scale: OFF,
    absent: 1,
    severity: 'low',
  },
];

export const REPOSITORY_GUARD_RESOURCES: readonly End[] = [
  {
    types: ENVIRONMENT,
    loss: 'a workflow that names it makes a new one, without reviewers and limits',
    severity: 'high',
  },
  {
    types: 'github_repository_environment_deployment_policy github_repository_deployment_branch_policy',
    loss: 'the branches or tags it named are no longer the only ones that deploy, or no longer deploy',
    severity: 'medium',
  },
  {
    types: `${ACTIONS} ${TOKENS}`,
    loss: 'what the organisation or GitHub says by default holds',
    severity: 'medium',
  },
];
