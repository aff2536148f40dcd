// Settings that keep a branch from being changed unseen: the tables of rules/branch-protection-weakened.ts. Defaults from
// registry.terraform.io/providers/integrations/github/latest/docs and registry.terraform.io/providers/gitlabhq/gitlab/latest/docs.
import type { End } from './ends.ts';
import { AMOUNT, OFF, ON, PRESENT, words } from './scales.ts';
import type { Setting } from './setting.ts';

const PROTECTION = 'github_branch_protection github_branch_protection_v3';
const RULESET = 'github_repository_ruleset github_organization_ruleset';

/** Path, and what is true without it. */
type Row = readonly [path: string, weak: string];

const ON_IN_PROTECTIONS: readonly Row[] = [
  ['enforce_admins', 'no longer binds administrators'],
  ['require_signed_commits', 'no longer asks for signed commits'],
  ['require_conversation_resolution', 'no longer asks that remarks are answered'],
  ['required_status_checks.strict', 'no longer asks that a branch is up to date'],
  ['required_pull_request_reviews.dismiss_stale_reviews', 'keeps approvals after a push'],
  ['required_pull_request_reviews.require_code_owner_reviews', 'no longer asks the code owners for a review'],
  ['required_pull_request_reviews.require_last_push_approval', 'lets whoever pushed last approve it too'],
];

const ON_IN_RULESETS: readonly Row[] = [
  ['rules.deletion', 'lets branches be deleted'],
  ['rules.non_fast_forward', 'lets history be rewritten by force'],
  ['rules.update', 'lets anybody with write access push'],
  ['rules.required_signatures', 'no longer asks for signed commits'],
  ['rules.pull_request.dismiss_stale_reviews_on_push', 'keeps approvals after a push'],
  ['rules.pull_request.require_code_owner_review', 'no longer asks the code owners for a review'],
  ['rules.pull_request.require_last_push_approval', 'lets whoever pushed last approve it too'],
  ['rules.pull_request.required_review_thread_resolution', 'no longer asks that remarks are answered'],
];

const HIGH = { absent: 0, severity: 'high' } as const;

export const BRANCH_PROTECTIONS: readonly Setting[] = [
  ...ON_IN_PROTECTIONS.map(([path, weak]): Setting => ({
    types: PROTECTION,
    path,
    weak,
    scale: ON,
    ...HIGH,
  })),
  ...ON_IN_RULESETS.map(([path, weak]): Setting => ({ types: RULESET, path, weak, scale: ON, ...HIGH })),
  {
    types: PROTECTION,
    path: 'allows_force_pushes',
    weak: 'lets history be rewritten by force',
    scale: OFF,
    absent: 1,
    severity: 'high',
  },
  {
    types: PROTECTION,
    path: 'allows_deletions',
    weak: 'lets branches be deleted',
    scale: OFF,
    absent: 1,
    severity: 'high',
  },
  {
    types: PROTECTION,
    path: 'required_pull_request_reviews',
    weak: 'no longer asks for a review',
    scale: PRESENT,
    ...HIGH,
  },
  {
    types: PROTECTION,
    path: 'required_status_checks',
    weak: 'no longer asks for any check',
    scale: PRESENT,
    ...HIGH,
  },
  {
    types: PROTECTION,
    path: 'required_pull_request_reviews.required_approving_review_count',
    what: 'The number of approvals',
    scale: AMOUNT,
    absent: null,
    severity: 'high',
  },
  {
    types: RULESET,
    path: 'rules.pull_request',
    weak: 'no longer asks for a pull request',
    scale: PRESENT,
    ...HIGH,
  },
  {
    types: RULESET,
    path: 'rules.required_status_checks',
    weak: 'no longer asks for any check',
    scale: PRESENT,
    ...HIGH,
  },
  {
    types: RULESET,
    path: 'rules.pull_request.required_approving_review_count',
    what: 'The number of approvals',
    scale: AMOUNT,
    ...HIGH,
  },
  {
    types: RULESET,
    path: 'enforcement',
    weak: 'is not enforced',
    scale: words('disabled', 'evaluate', 'active'),
    absent: null,
    severity: 'high',
  },
  {
    types: 'gitlab_branch_protection',
    path: 'allow_force_push',
    weak: 'lets history be rewritten by force',
    scale: OFF,
    absent: 1,
    severity: 'high',
  },
  {
    types: 'gitlab_branch_protection',
    path: 'code_owner_approval_required',
    weak: 'no longer asks the code owners for a review',
    scale: ON,
    ...HIGH,
  },
];

export const BRANCH_PROTECTION_RESOURCES: readonly End[] = [
  {
    types: `${PROTECTION} ${RULESET} gitlab_branch_protection`,
    loss: 'what it held back on its branches is allowed',
    severity: 'high',
  },
];

/** A list of which the members count: what one more, or one less, means. */
export type Roll = { readonly types: string; readonly path: string; readonly told: (name: string) => string };

/** Who may pass, and what is left out. */
export const EXCEPTED: readonly Roll[] = [
  ['required_pull_request_reviews.pull_request_bypassers', 'may merge without a review'],
  ['force_push_bypassers', 'may rewrite history by force'],
  ['restrict_pushes.push_allowances', 'may push'],
]
  .map(([path = '', may = '']): Roll => ({
    types: PROTECTION,
    path,
    told: (name) => `lets ${name} pass, who ${may}`,
  }))
  .concat([
    { types: RULESET, path: 'bypass_actors.actor_id', told: (name) => `lets the actor ${name} bypass it` },
    { types: RULESET, path: 'conditions.ref_name.exclude', told: (name) => `leaves out ${name}` },
  ]);

/** What is asked for, and where. */
export const ASKED: readonly Roll[] = [
  {
    types: PROTECTION,
    path: 'required_status_checks.contexts',
    told: (name) => `no longer asks for the check ${name}`,
  },
  {
    types: RULESET,
    path: 'rules.required_status_checks.required_check.context',
    told: (name) => `no longer asks for the check ${name}`,
  },
  { types: RULESET, path: 'conditions.ref_name.include', told: (name) => `no longer covers ${name}` },
];
