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
    return [...Map.groupBy(after, ({ step }) => step)].flatMap(([step, now]) =>
      entryHits({ now, old: before.filter((one) => one.step === step) }, change, context),
    );
  },
};

/** What narrows a session beside its role. */
const NARROWS = ['managed-session-policies', 'inline-session-policy'];

type Entry = { readonly now: readonly CloudRole[]; readonly old: readonly CloudRole[] };

/** One sentence for who enters, one for what narrows it. A role that belongs to the broker has a finding of its own. */
function entryHits({ now, old }: Entry, change: ParsedChange, { deployRoles }: RuleContext): readonly Hit[] {
  const was = new Map(old.map(({ input, role }) => [input, role]));
  const others = now.filter(({ input, role }) => was.has(input) && was.get(input) !== role);
  const who = deployRoles.length > 0 ? [] : others.filter(({ input }) => !NARROWS.includes(input));
  const [first] = who.filter(({ input }) => !/provider|url/.test(input)).concat(who);
  const narrower = others.filter(({ input }) => NARROWS.includes(input));
  const dropped = old.filter(
    ({ input }) => NARROWS.includes(input) && !now.some((one) => one.input === input),
  );
  return [
    ...(first === undefined ? [] : [becomes(first, was.get(first.input) ?? '', { who, change })]),
    ...narrower.map(({ input, line }): Hit => ({
      message: `${titleOf(change)} narrows its cloud session otherwise than before (\`${input}\`).`,
      line,
    })),
    ...dropped.map(({ input }): Hit => ({
      message: `${titleOf(change)} no longer narrows its cloud session (\`${input}\`).`,
      line: null,
    })),
  ];
}

function becomes(
  { role, line }: CloudRole,
  old: string,
  { who, change }: { readonly who: readonly CloudRole[]; readonly change: ParsedChange },
): Hit {
  const inputs = who.map(({ input }) => `\`${input}\``).join(', ');
  return {
    message: `${titleOf(change)} enters the cloud as \`${short(role)}\` instead of \`${short(old)}\` (${inputs}).`,
    line,
  };
}
