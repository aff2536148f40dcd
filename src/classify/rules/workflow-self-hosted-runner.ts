// Finding rule: a job newly runs on a machine of its own sort, or in a container that reaches out of itself. Listed in registry.ts.
import type { ChangeRule, Hit } from '../finding.ts';
import { isJob, newOnes, ownTree, short, titleOf } from '../workflow/parts.ts';
import { escapesIn, foreignRunners } from '../workflow/runners.ts';
import type { Runner } from '../workflow/runners.ts';

export const workflowSelfHostedRunner: ChangeRule = {
  on: 'change',
  id: 'workflow-self-hosted-runner',
  title: 'Job runs on another sort of machine',
  severity: 'medium',
  confidence: 'high',
  why: 'A self-hosted runner stands in your own network, keeps what the last job left behind, and often has rights of its own. A privileged container, or one with the socket of Docker, is the machine itself.',
  remedy:
    'Use a runner of GitHub, or one that is made anew for each job and can reach only what this job needs; drop the option or the mount.',
  check: (change) => {
    if (change.after === null || !isJob(change)) return [];
    const [before, after] = [ownTree(change.before), ownTree(change.after)];
    const runners = newOnes(
      foreignRunners(before),
      foreignRunners(after),
      ({ kind, name }) => `${kind} ${name}`,
    );
    const escapes = newOnes(escapesIn(before), escapesIn(after), ({ what }) => what);
    return [
      ...labelHits(runners, titleOf(change)),
      ...runners.flatMap((runner) => otherHits(runner, titleOf(change))),
      ...escapes.map(({ what, line }): Hit => ({
        message: `${titleOf(change)} has a container with ${what}, which gives it rights over the machine it runs on.`,
        line,
        severity: 'high',
      })),
    ];
  },
};

/** Several labels are one machine, or the machines of a matrix: one sentence in either case. */
function labelHits(runners: readonly Runner[], title: string): readonly Hit[] {
  const labels = runners.filter(({ kind }) => kind === 'label');
  const [first] = labels;
  if (first === undefined) return [];
  const names = labels.map(({ name }) => `\`${short(name)}\``).join(', ');
  return [
    {
      message: `${title} now runs on ${names}, no standard runner of GitHub.`,
      line: first.line,
    },
  ];
}

function otherHits({ kind, name, line }: Runner, title: string): readonly Hit[] {
  switch (kind) {
    case 'label':
      return [];
    case 'group':
      return [{ message: `${title} now runs on the runner group \`${short(name)}\`.`, line }];
    case 'computed': {
      const message = `The runner of ${title.replace('Job', 'job')} is computed, so it may be any machine.`;
      return [{ message, line, severity: 'low', confidence: 'low' }];
    }
  }
}
