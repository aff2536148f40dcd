// Finding rule: a job leaves credentials where others find them, or takes over what others left. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { outsiders } from '../workflow/events.ts';
import { headCheckouts } from '../workflow/head-checkout.ts';
import { keptFiles } from '../workflow/kept-files.ts';
import { aroundOf, eventsAround, newOnes, ownTree, short, stepTitle } from '../workflow/parts.ts';
import type { Named } from '../workflow/parts.ts';
import { deploysTo } from '../workflow/power.ts';
import { cacheReaders, foreignArtifacts, secretOutputs, secretWriters } from '../workflow/shared-state.ts';

export const credentialPersisted: ChangeRule = {
  on: 'change',
  id: 'credential-persisted',
  title: 'Credentials are left behind',
  severity: 'high',
  confidence: 'medium',
  why: 'Artifacts and caches outlive the run and can be read by everybody who can read the repository; outputs pass through logs. State and plans hold secrets in clear. The other way round, a deployment that restores a cache or an artifact of another run runs what that run left there.',
  remedy:
    'Keep credentials, state and plans in the job that made them, or encrypt what must be handed on; let deployments start from nothing.',
  check: (change) => {
    if (change.after === null || (change.type !== 'workflow_job' && change.type !== 'action')) return [];
    const [before, after] = [ownTree(change.before), ownTree(change.after)];
    const fresh = newOnes(keptFiles(before), keptFiles(after), ({ path, what }) => `${path} ${what}`);
    return [
      ...fresh.map(({ step, path, what, severity, line }): Hit => ({
        message: `${stepTitle(step, change)} stores \`${short(path)}\`: ${what}.`,
        line,
        severity,
      })),
      ...spoken(change, before, after),
      ...takenOver(change, before, after),
    ];
  },
};

function spoken(change: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const writers = newOnes(secretWriters(before), secretWriters(after), ({ name }) => name);
  const outputs = newOnes(secretOutputs(before), secretOutputs(after), ({ name }) => name);
  const [output] = outputs;
  const others = outputs.length > 1 ? ` and ${outputs.length - 1} more` : '';
  return [
    ...(output === undefined ? [] : [told(`Output \`${short(output.name)}\`${others}`, output.node.line)]),
    ...writers.map((step) => told(stepTitle(step, change), (childOf(step.node, 'run') ?? step.node).line)),
  ];
}

/** A cache of the default branch is restored by every other run; the code of a pull request must not fill it. */
function poisonedCaches(change: ParsedChange, before: Node, after: Node): readonly Named[] {
  const strangers = eventsAround(change.after).some((name) => outsiders(name) !== null);
  if (!strangers || headCheckouts(after, aroundOf(change.after)).length === 0) return [];
  const alike = headCheckouts(before, aroundOf(change.before)).length > 0;
  return newOnes(alike ? cacheReaders(before) : [], cacheReaders(after), ({ name }) => name);
}

function told(title: string, line: number): Hit {
  const message = `${title} hands on a secret to where other steps and jobs read it.`;
  return { message, line, severity: 'medium' };
}

/** A cache or an artifact of others matters where something is deployed: elsewhere it spoils a test. */
function takenOver(change: ParsedChange, before: Node, after: Node): readonly Hit[] {
  const target = deploysTo(after);
  const byOthers = eventsAround(change.after).includes('workflow_run');
  const poisoned = poisonedCaches(change, before, after);
  const restored = newOnes(cacheReaders(before), cacheReaders(after), ({ name }) => name);
  const caches =
    target === null ? [] : restored.filter(({ name }) => !poisoned.some((step) => step.name === name));
  const artifacts =
    target === null && !byOthers
      ? []
      : newOnes(foreignArtifacts(before), foreignArtifacts(after), ({ name }) => name);
  return [
    ...poisoned.map((step): Hit => ({
      message: `${stepTitle(step, change)} keeps a cache for all other runs, beside the code of a pull request.`,
      line: step.node.line,
      severity: 'medium',
    })),
    ...caches.map((step): Hit => ({
      message: `${stepTitle(step, change)} restores a cache that other runs can write, in a job that deploys to ${short(target ?? '')}.`,
      line: step.node.line,
      severity: 'low',
    })),
    ...artifacts.map((step): Hit => ({
      message: `${stepTitle(step, change)} takes over the artifact of another run, which may be one of a stranger's code.`,
      line: step.node.line,
      severity: 'medium',
    })),
  ];
}
