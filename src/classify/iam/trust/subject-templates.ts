// By what claims GitHub names a workflow to the clouds that trust it: called by rules/iam-trust-widened.ts.
// https://docs.github.com/actions/reference/security/oidc#customizing-the-token-claims
import type { ParsedChange, ResourceState } from '../../../model/change.ts';
import type { Hit } from '../../finding.ts';
import { childOf, treeOf } from '../../state-tree.ts';
import { textOf, textsOf } from '../../values.ts';

const TEMPLATES = /^github_actions_(?:repository|organization)_oidc_subject_claim_customization_template$/;

/** Claims that leave one repository as the subject; the default names the repository, too. */
const NAMING = /^(?:repo|repository|repository_id|job_workflow_ref)$/;

export function subjectTemplateHits({ before, after, type, address }: ParsedChange): readonly Hit[] {
  if (!TEMPLATES.test(type ?? '') || after === null) return [];
  const [had, now] = [claimsOf(before), claimsOf(after)];
  if (had.join() === now.join()) return [];
  const line = childOf(treeOf(after), 'include_claim_keys')?.line ?? null;
  const names = now.some((claim) => NAMING.test(claim));
  const message = names
    ? `${address} changes by what claims clouds know a workflow (${now.join(', ')}): roles that trust the old ones may trust others.`
    : `${address} no longer names the repository to the clouds that trust its workflows (${now.join(', ')}): other repositories look the same to them.`;
  return [{ message, line, severity: names ? 'medium' : 'high' }];
}

function claimsOf(state: ResourceState | null): readonly string[] {
  const tree = treeOf(state);
  const { known, unknown } = textsOf(childOf(tree, 'include_claim_keys'));
  const isDefault = state === null || textOf(childOf(tree, 'use_default')) === 'true';
  return isDefault ? ['repo', 'context'] : [...known, ...unknown];
}
