// Conditions that kept a job from starting for anybody or from anywhere, and no longer do; read by workflow-required-job-removed.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import { outsiders } from './events.ts';
import { aroundOf, eventsAround, memberText, ownTree, short, titleOf } from './parts.ts';
import { isPowerful } from './power.ts';

/** What conditions ask about who comes and where from. */
const ASKED =
  /\b(?:author_association|github\.(?:ref|ref_name|ref_type|ref_protected|base_ref|event_name|actor|triggering_actor|repository|repository_owner)|head\.repo|labels|event\.(?:sender|comment\.user|pull_request\.(?:user|merged|draft)|workflow_run\.(?:conclusion|event|head_branch|head_repository)|label\.name))\b/gi;
/** Holds always, whatever else is asked. */
const ANYWAY = /\|\|\s{0,9}(?:true\b|always\(|!\s{0,9}cancelled\(|success\()/i;

/** Only for jobs that could do harm: `deploys`, or what outsiders start with rights. */
export function goneGates(change: ParsedChange, deploys: boolean): readonly Hit[] {
  const [before, after] = [conditionOf(change.before), conditionOf(change.after)];
  const event = outsidersEvent(change.after);
  if (before === '' || before === after || (!deploys && event === undefined)) return [];
  const asked = new Set(namesIn(after));
  const gone = namesIn(before).filter((name) => !asked.has(name));
  const isOpened = ANYWAY.test(after) && !ANYWAY.test(before);
  if (gone.length === 0 && !isOpened) return [];
  const who = event === undefined ? '' : `, and \`${event}\` lets strangers start it`;
  return [
    {
      message: `${titleOf(change)} no longer starts only where \`${short(before)}\` holds${who}.`,
      line: childOf(ownTree(change.after), 'if')?.line ?? null,
      severity: event === undefined ? 'medium' : 'high',
    },
  ];
}

function conditionOf(state: ResourceState | null): string {
  return memberText(ownTree(state), 'if').trim();
}

function namesIn(condition: string): readonly string[] {
  return [...condition.matchAll(ASKED)].map(([name]) => name.toLowerCase());
}

function outsidersEvent(state: ResourceState | null): string | undefined {
  const around = aroundOf(state);
  const inherited = around === undefined ? undefined : childOf(around, 'permissions');
  if (!isPowerful(ownTree(state), inherited)) return undefined;
  return eventsAround(state).find((name) => outsiders(name) !== null);
}
