// Finding rule: strangers can start a workflow with rights, or put their code or words into it. Listed in registry.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import { actorGatesIn } from '../workflow/actor-gate.ts';
import { webhookHits } from '../workflow/build-webhooks.ts';
import { bringsCode, outsiders } from '../workflow/events.ts';
import { handedHeads, headCheckouts } from '../workflow/head-checkout.ts';
import type { HeadCheckout } from '../workflow/head-checkout.ts';
import { wayOf } from '../workflow/injection-words.ts';
import { injectionsIn, keyOfInjection } from '../workflow/injections.ts';
import { newTextFlows } from '../workflow/new-text-flows.ts';
import {
  aroundOf,
  eventsAround,
  isJob,
  isPipelinePart,
  jobsAround,
  newOnes,
  ownTree,
  short,
  stepTitle,
  titleOf,
} from '../workflow/parts.ts';
import { isPowerful } from '../workflow/power.ts';
import { newWaysToDeploy } from '../workflow/ways-to-deploy.ts';

export const workflowUntrustedTrigger: ChangeRule = {
  on: 'change',
  id: 'workflow-untrusted-trigger',
  title: 'Strangers can reach into a workflow',
  severity: 'high',
  confidence: 'high',
  why: 'Some events let people without any rights start a run that has the secrets and the token of the repository. If that run fetches their code, or pastes their title, branch name or comment into a script, or lets a shell evaluate it, it is theirs. A check of `github.actor` does not help: it names who came last, not whose code runs.',
  remedy:
    'Use `pull_request` where you can, never run fetched code with secrets, hand texts of strangers to a script through `env`, and let nothing there evaluate them.',
  check: (change, { diff }) => {
    if (change.after === null) return [];
    if (!isPipelinePart(change)) return webhookHits(change);
    const trigger = change.type === 'workflow' && change.address === 'on';
    return [
      ...(trigger ? [...newTriggers(change), ...newWaysToDeploy(change)] : []),
      ...newCheckouts(change),
      ...newInjections(change),
      ...newTextFlows(change, diff),
      ...newGates(change),
    ];
  },
};

function newTriggers(change: ParsedChange): readonly Hit[] {
  const old = new Set(eventsAround(change.before));
  const fresh = eventsAround(change.after).filter((event) => !old.has(event) && outsiders(event) !== null);
  const around = aroundOf(change.after);
  const inherited = around === undefined ? undefined : childOf(around, 'permissions');
  const powerful = jobsAround(change.after).some(({ node }) => isPowerful(node, inherited));
  // A job that fetches code for the first time has a finding of its own.
  const fetches = jobsAround(change.before).find(({ node }) =>
    headCheckouts(node, around).some(({ certainty }) => certainty === 'surely'),
  );
  return fresh.map((event) => {
    const also =
      fetches === undefined ? '' : `, and job ${short(fetches.name)} fetches the code of pull requests`;
    const rights = powerful ? 'with a token or secrets that matter' : 'in this repository';
    return {
      message: `\`${event}\`: ${outsiders(event) ?? ''} now starts this workflow ${rights}${also}.`,
      line: lineOfEvent(change, event),
      severity: powerful || bringsCode(event) || fetches !== undefined ? 'high' : 'medium',
    };
  });
}

function lineOfEvent(change: ParsedChange, event: string): number | null {
  const on = childOf(ownTree(change.after), 'on');
  return on?.children.find(({ name }) => name === event)?.line ?? null;
}

function newCheckouts(change: ParsedChange): readonly Hit[] {
  if (change.type === 'action') return checkoutsOfAction(change);
  const event = isJob(change)
    ? eventsAround(change.after).find((name) => outsiders(name) !== null)
    : undefined;
  if (event === undefined) return [];
  const rights = `although \`${event}\` gives the run the rights of this repository`;
  const [before, after] = [change.before, change.after].map((state) =>
    handedHeads(ownTree(state), aroundOf(state)),
  );
  const handed = newOnes(before ?? [], after ?? [], ({ to, input }) => `${to} ${input}`);
  return [
    ...freshCheckouts(change).map(({ certainty, step, line }): Hit =>
      certainty === 'surely'
        ? { message: `${stepTitle(step, change)} fetches the code of a pull request ${rights}.`, line }
        : {
            message: `${stepTitle(step, change)} fetches what is computed, maybe the code of a pull request, ${rights}.`,
            line,
            severity: 'medium',
            confidence: 'medium',
          },
    ),
    ...handed.map(({ to, input, line }): Hit => ({
      message: `${titleOf(change)} hands the head of a pull request to \`${short(to)}\` (\`${short(input)}\`), ${rights}.`,
      line,
      confidence: 'medium',
    })),
  ];
}

function freshCheckouts(change: ParsedChange): readonly HeadCheckout[] {
  const [before, after] = [change.before, change.after].map((state) =>
    headCheckouts(ownTree(state), aroundOf(state)),
  );
  return newOnes(before ?? [], after ?? [], ({ step, certainty }) => `${step.name} ${certainty}`);
}

/** Which events start those who use it is not known here. */
function checkoutsOfAction(change: ParsedChange): readonly Hit[] {
  return freshCheckouts(change)
    .filter(({ certainty }) => certainty === 'surely')
    .map(({ step, line }) => ({
      message: `${stepTitle(step, change)} fetches the code of a pull request, with the rights of whichever workflow uses it.`,
      line,
      severity: 'medium',
      confidence: 'medium',
    }));
}

function newInjections(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) =>
    injectionsIn(ownTree(state), aroundOf(state)),
  );
  const severity = severityOfWords(change.after, change);
  return newOnes(before ?? [], after ?? [], keyOfInjection).map((found) => ({
    message: `${stepTitle(found.step, change)} ${wayOf(found)}.`,
    line: found.line,
    severity,
  }));
}

/** Under `pull_request` a stranger's run has no secrets and may only read; whoever uses an action is not known. */
function severityOfWords(state: ResourceState | null, change: ParsedChange): Severity {
  if (!isJob(change)) return 'high';
  const events = eventsAround(state);
  return events.some((event) => outsiders(event) !== null || event === 'workflow_call') ? 'high' : 'medium';
}

function newGates(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) => actorGatesIn(ownTree(state)));
  return newOnes(before ?? [], after ?? [], ({ text }) => text).map(({ line }) => ({
    message: `${titleOf(change)} trusts a bot by \`github.actor\`, which names who acted last and not whose code runs.`,
    line,
    severity: 'medium',
    confidence: 'medium',
  }));
}
