// Every key of `require` and the file that answers it. Called by `ruleReasons`.
import { approvals } from './approvals.ts';
import { assurance } from './assurance.ts';
import { checks } from './checks.ts';
import { deployed } from './deployed.ts';
import { plan } from './plan.ts';
import { provenance } from './provenance.ts';
import type { Requirement, RequirementKey } from './requirement.ts';
import { signedCommits } from './signed-commits.ts';
import { validators } from './validators.ts';

/** Keys that only say how approvals are counted. */
type Counting = 'head_age' | 'stale';

/** In the order in which they are explained. A key without a file does not compile. */
export const REQUIREMENTS: { readonly [key in Exclude<RequirementKey, Counting>]: Requirement } = {
  approvals,
  validators,
  checks,
  provenance,
  assurance,
  signed_commits: signedCommits,
  plan,
  deployed,
};
