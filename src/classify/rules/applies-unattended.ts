// Finding rule: a runner applies without a person where one had to say so, or before anybody merged. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { OFF } from '../settings/scales.ts';
import type { Setting } from '../settings/setting.ts';
import { weakenings } from '../settings/weakenings.ts';
import { unmergedApplyHits } from '../workflow/unmerged-applies.ts';

const WEAK = 'applies without anybody looking at the plan';
const SHARED = {
  weak: WEAK,
  scale: OFF,
  absent: 1,
  severity: 'high',
  created: { below: 1, severity: 'medium' },
} as const;

/** registry.terraform.io/providers/hashicorp/tfe/latest/docs, /spacelift-io/spacelift, /env0/env0, /scalr/scalr */
const SETTINGS: readonly Setting[] = [
  { types: 'tfe_workspace tfe_workspace_settings scalr_workspace', path: 'auto_apply', ...SHARED },
  { types: 'tfe_workspace tfe_workspace_settings', path: 'auto_apply_run_trigger', ...SHARED },
  { types: 'spacelift_stack', path: 'autodeploy', ...SHARED },
  { types: 'env0_environment', path: 'approve_plan_automatically', ...SHARED },
];

export const appliesUnattended: ChangeRule = {
  on: 'change',
  id: 'applies-unattended',
  title: 'Applies without a person',
  severity: 'high',
  confidence: 'high',
  why: 'Between a merge and an apply stands the plan, and it is the last thing that a person can stop. A workspace that applies by itself carries out whatever a merge, a trigger or another run makes of it, and a job that applies on a pull request whatever that holds.',
  remedy: 'Leave the confirmation on where the workspace reaches production.',
  check: (change, { diff }) => [...weakenings(change, SETTINGS, diff), ...unmergedApplyHits(change)],
};
