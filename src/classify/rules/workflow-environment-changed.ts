// Finding rule: a job leaves the environment whose rules held it. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { isExpression } from '../expression.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import { isJob, memberText, ownTree, short, titleOf } from '../workflow/parts.ts';

export const workflowEnvironmentChanged: ChangeRule = {
  on: 'change',
  id: 'workflow-environment-changed',
  title: 'Job leaves its environment',
  severity: 'high',
  confidence: 'high',
  why: 'Reviewers, wait times, branch rules and secrets belong to an environment, and so does the trust of clouds and of the credential broker. An environment of another name is made on first use, without any of them; one that is computed can be any.',
  remedy:
    'Keep the environment by its plain name, and change its rules where they are: in the settings of the repository.',
  check: (change) => {
    if (change.after === null || !isJob(change)) return [];
    const [before, after] = [nameIn(change.before), nameIn(change.after)];
    if (before === after) return skipped(change);
    const title = titleOf(change);
    const line = childOf(ownTree(change.after), 'environment')?.line ?? null;
    if (isComputed(change.after)) {
      const message = `The environment of ${title.replace('Job', 'job')} is computed, so it may be one without any rules.`;
      return [{ message, line, ...(before === '' ? MAYBE : {}) }];
    }
    if (before === '') return [];
    const old = `\`${short(before)}\``;
    return after === ''
      ? [
          {
            message: `${title} no longer runs in the environment ${old}, so its reviewers and rules do not hold it.`,
            line,
          },
        ]
      : [
          {
            message: `${title} runs in the environment \`${short(after)}\` instead of ${old}: other rules hold it, or none.`,
            line,
          },
        ];
  },
};

const MAYBE = { severity: 'medium', confidence: 'medium' } as const;

function nameIn(state: ParsedChange['before']): string {
  return memberText(ownTree(state), 'environment');
}

function isComputed(state: ParsedChange['before']): boolean {
  return isExpression(childOf(ownTree(state), 'environment')?.value);
}

/** `deployment: false` takes the secrets of an environment without making a deployment, which its rules would hold. */
function skipped(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) =>
    memberText(ownTree(state), 'environment', 'deployment'),
  );
  if (before === after || after === 'true' || after === '') return [];
  const message = `${titleOf(change)} takes its environment without making a deployment.`;
  return [
    {
      message,
      line: childOf(ownTree(change.after), 'environment')?.line ?? null,
      severity: 'medium',
      confidence: 'low',
    },
  ];
}
