// Finding rule: a job enters a cloud as somebody else than before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit, RuleContext } from '../finding.ts';
import { cloudRoles } from '../workflow/cloud-roles.ts';
import type { CloudRole } from '../workflow/cloud-roles.ts';
import { isPipelinePart, ownTree, short, titleOf } from '../workflow/parts.ts';

export const workflowCloudRoleChanged: ChangeRule = {
  on: 'change',
  id: 'workflow-cloud-role-changed',
  title: 'Job enters the cloud as another',
  severity: 'medium',
  confidence: 'high',
  why: 'What a deployment may do is written at the role, account or application that its job enters the cloud as. Another name there is other rights, without any change of a policy; a session policy that is dropped widens what is left of the role.',
  remedy: 'Check that the new role trusts this repository for this job alone, and what it may do.',
  check: (change, context) => {
    if (change.after === null || change.before === null || !isPipelinePart(change)) return [];
    const [before, after] = [cloudRoles(ownTree(change.before)), cloudRoles(ownTree(change.after))];
    return [
      ...after.flatMap((role) => becomes(role, before, change, context)),
      ...before.flatMap((role) => freed(role, after, change)),
    ];
  },
};

/** What narrows a session beside its role. */
const NARROWS = ['managed-session-policies', 'inline-session-policy'];

/** A role that belongs to the broker has a finding of its own. */
function becomes(
  { step, input, role, line }: CloudRole,
  before: readonly CloudRole[],
  change: ParsedChange,
  { deployRoles }: RuleContext,
): readonly Hit[] {
  const old = before.find((one) => one.step === step && one.input === input);
  if (old === undefined || old.role === role || deployRoles.length > 0) return [];
  const message = NARROWS.includes(input)
    ? `${titleOf(change)} narrows its cloud session otherwise than before (\`${input}\`).`
    : `${titleOf(change)} enters the cloud as \`${short(role)}\` instead of \`${short(old.role)}\` (\`${input}\`).`;
  return [{ message, line }];
}

function freed(
  { step, input }: CloudRole,
  after: readonly CloudRole[],
  change: ParsedChange,
): readonly Hit[] {
  const stays = after.some((one) => one.step === step);
  const kept = after.some((one) => one.step === step && one.input === input);
  if (!NARROWS.includes(input) || kept || !stays) return [];
  return [{ message: `${titleOf(change)} no longer narrows its cloud session (\`${input}\`).`, line: null }];
}
