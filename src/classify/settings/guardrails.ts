// Guardrails of whole accounts, projects and tenants: the tables of rules/iam-boundary-removed.ts. Names and defaults from
// registry.terraform.io/providers/hashicorp/{google,azurerm,azuread}/latest/docs.
import type { End } from './ends.ts';
import { MISSING, OFF, ON, words } from './scales.ts';
import type { Setting } from './setting.ts';

const GOOGLE_POLICIES =
  'google_project_organization_policy google_folder_organization_policy google_organization_policy';
const AZURE_ASSIGNMENTS =
  'azurerm_management_group_policy_assignment azurerm_resource_group_policy_assignment azurerm_resource_policy_assignment azurerm_subscription_policy_assignment';
const CONDITIONAL_ACCESS = 'azuread_conditional_access_policy';
const PERIMETERS =
  'google_access_context_manager_service_perimeter google_access_context_manager_service_perimeters';

/** A policy of a folder or project stands before those above it: a new one may be there to let go. */
const RELAXING = { below: 1, severity: 'medium' } as const;

export const GUARDRAILS: readonly Setting[] = [
  {
    types: 'google_org_policy_policy',
    path: 'spec.rules.enforce',
    weak: 'leaves its constraint unenforced',
    scale: ON,
    absent: null,
    severity: 'high',
    created: RELAXING,
  },
  {
    types: 'google_org_policy_policy',
    path: 'spec.rules.allow_all',
    weak: 'allows everything that its constraint could forbid',
    scale: words('true', 'false'),
    absent: 1,
    severity: 'high',
    created: RELAXING,
  },
  {
    types: 'google_org_policy_policy',
    path: 'spec.rules.deny_all',
    weak: 'no longer forbids everything that its constraint is about',
    scale: ON,
    absent: 0,
    severity: 'high',
  },
  {
    types: 'google_org_policy_policy',
    path: 'spec.reset',
    weak: 'sets its constraint back to the default of Google',
    scale: OFF,
    absent: 1,
    severity: 'high',
    created: RELAXING,
  },
  {
    types: 'google_iam_deny_policy',
    path: 'rules.deny_rule.denial_condition.expression',
    weak: 'denies only where a condition holds',
    scale: MISSING,
    absent: 1,
    severity: 'medium',
  },
  {
    types: GOOGLE_POLICIES,
    path: 'boolean_policy.enforced',
    weak: 'no longer enforces its constraint',
    scale: ON,
    absent: null,
    severity: 'high',
  },
  {
    types: GOOGLE_POLICIES,
    path: 'list_policy.allow.all',
    weak: 'allows everything that its constraint could forbid',
    scale: words('true', 'false'),
    absent: 1,
    severity: 'high',
  },
  {
    types: AZURE_ASSIGNMENTS,
    path: 'enforce',
    weak: 'is only reported and no longer enforced',
    scale: ON,
    absent: 1,
    severity: 'high',
  },
  {
    types: CONDITIONAL_ACCESS,
    path: 'state',
    what: 'The state of the sign-in rule',
    scale: words('disabled', 'enabledforreportingbutnotenforced', 'enabled'),
    absent: null,
    severity: 'high',
  },
  {
    types: PERIMETERS,
    path: 'use_explicit_dry_run_spec',
    weak: 'may only be reported and no longer enforced (dry run)',
    scale: MISSING,
    absent: 1,
    severity: 'medium',
  },
];

export const GUARDRAIL_RESOURCES: readonly End[] = [
  {
    types: 'google_iam_deny_policy',
    loss: 'what it denied is open to whoever is allowed it anywhere else',
    severity: 'high',
  },
  {
    types:
      'google_iam_principal_access_boundary_policy google_iam_organizations_policy_binding google_iam_folders_policy_binding google_iam_projects_policy_binding',
    loss: 'nothing limits any more which resources its principals may reach',
    severity: 'high',
  },
  {
    types: `google_org_policy_policy ${GOOGLE_POLICIES}`,
    loss: 'its constraint is what the folder above or Google says',
    severity: 'high',
  },
  {
    types: `${PERIMETERS} google_access_context_manager_service_perimeter_resource`,
    loss: 'data may leave the perimeter through the services that it restricted',
    severity: 'high',
  },
  { types: AZURE_ASSIGNMENTS, loss: 'its policy holds there no more', severity: 'high' },
  {
    types: CONDITIONAL_ACCESS,
    loss: 'whoever signs in no longer has to meet its conditions',
    severity: 'high',
  },
];

/** A list whose members a guardrail names: what one more, or one less, means. `%` is the member. */
export type GuardrailList = {
  readonly types: string;
  readonly path: string;
  readonly when: 'added' | 'lost';
  readonly told: string;
};

export const GUARDRAIL_LISTS: readonly GuardrailList[] = [
  {
    types: 'google_iam_deny_policy',
    path: 'rules.deny_rule.denied_permissions',
    when: 'lost',
    told: 'no longer denies %',
  },
  {
    types: 'google_iam_deny_policy',
    path: 'rules.deny_rule.denied_principals',
    when: 'lost',
    told: 'no longer denies anything to %',
  },
  {
    types: 'google_iam_deny_policy',
    path: 'rules.deny_rule.exception_principals',
    when: 'added',
    told: 'no longer holds for %',
  },
  {
    types: 'google_iam_deny_policy',
    path: 'rules.deny_rule.exception_permissions',
    when: 'added',
    told: 'no longer denies %',
  },
  {
    types: 'google_org_policy_policy',
    path: 'spec.rules.values.allowed_values',
    when: 'added',
    told: 'now allows %',
  },
  {
    types: 'google_org_policy_policy',
    path: 'spec.rules.values.denied_values',
    when: 'lost',
    told: 'no longer forbids %',
  },
  {
    types: GOOGLE_POLICIES,
    path: 'list_policy.allow.values',
    when: 'added',
    told: 'now allows %',
  },
  {
    types: GOOGLE_POLICIES,
    path: 'list_policy.deny.values',
    when: 'lost',
    told: 'no longer forbids %',
  },
  {
    types: CONDITIONAL_ACCESS,
    path: 'conditions.users.excluded_users conditions.users.excluded_groups conditions.users.excluded_roles',
    when: 'added',
    told: 'no longer holds for %',
  },
  {
    types: CONDITIONAL_ACCESS,
    path: 'conditions.users.included_users conditions.users.included_groups conditions.users.included_roles',
    when: 'lost',
    told: 'no longer holds for %',
  },
  {
    types: CONDITIONAL_ACCESS,
    path: 'conditions.applications.excluded_applications',
    when: 'added',
    told: 'no longer holds for the application %',
  },
  { types: AZURE_ASSIGNMENTS, path: 'not_scopes', when: 'added', told: 'no longer holds for %' },
  {
    types: PERIMETERS,
    path: 'status.restricted_services',
    when: 'lost',
    told: 'no longer keeps %’s data in its perimeter',
  },
  {
    types: PERIMETERS,
    path: 'status.resources',
    when: 'lost',
    told: 'no longer protects %',
  },
];

/** Resources that take somebody or something out of a guardrail by being there. */
export const EXEMPTIONS: ReadonlyMap<string, string> = new Map(
  [
    'azurerm_management_group_policy_exemption',
    'azurerm_resource_group_policy_exemption',
    'azurerm_resource_policy_exemption',
    'azurerm_subscription_policy_exemption',
  ].map((type) => [type, 'takes what it names out of a policy'] as const),
);
