// Texts of strangers that the head newly hands on to where they become programs, each at the change that does it. Read by workflow-untrusted-trigger.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { remembered } from '../../model/memory.ts';
import type { Hit } from '../finding.ts';
import { followingOf, wayOf } from './injection-words.ts';
import { isPipelinePart, short, stepTitle, titleOf } from './parts.ts';
import { pipelinesOf } from './pipelines.ts';
import { keyOfFlow, textFlowsIn } from './text-flows.ts';
import type { TextFlow } from './text-flows.ts';

/** Of this change, among all changes of the diff. */
export function newTextFlows(change: ParsedChange, diff: Diff): readonly Hit[] {
  return hitsOf(diff).get(change) ?? [];
}

const hitsOf = remembered((diff: Diff): ReadonlyMap<ParsedChange, readonly Hit[]> => {
  if (!diff.changes.some(isPipelinePart)) return new Map();
  const [before, after] = [pipelinesOf(diff, 'before'), pipelinesOf(diff, 'after')].map(textFlowsIn);
  const old = new Set(before?.flows.map(keyOfFlow));
  const told = (after?.flows ?? [])
    .filter((flow) => !old.has(keyOfFlow(flow)))
    .flatMap((flow) => placedIn(flow, diff) ?? []);
  const placed = after?.isCut === true ? [...told, ...cutIn(diff)] : told;
  return new Map(
    [...Map.groupBy(placed, ({ change }) => change)].map(([change, all]) => [
      change,
      all.map(({ hit }) => hit),
    ]),
  );
});

type Placed = { readonly change: ParsedChange; readonly hit: Hit };

/** Told once, whatever the base was: nobody knows whether this is new. */
function cutIn(diff: Diff): readonly Placed[] {
  const change = diff.changes.find((one) => isPipelinePart(one) && one.after !== null);
  const message =
    'Workflows and actions call each other more often, or through more of each other, than is followed: whether strangers write a program somewhere cannot be told.';
  return change === undefined
    ? []
    : [{ change, hit: { message, line: null, severity: 'medium', confidence: 'low' } }];
}

/** Where the text runs if that changed, else where it was last handed on by what changed, else in any change of these files. */
function placedIn(flow: TextFlow, diff: Diff): Placed | null {
  const { part, injection, by, isOpen } = flow;
  const severity = isOpen ? 'high' : 'medium';
  if (part.change.standing !== true) {
    const message = `${stepTitle(injection.step, part.change)} ${wayOf(injection)}; it comes by way of ${handsOf(flow)}.`;
    return { change: part.change, hit: { message, line: injection.line, severity } };
  }
  const hand = by.findLast((one) => one.part.change.standing !== true);
  const files = new Set([part, ...by.map((one) => one.part)].map(({ change }) => change.file));
  const change =
    hand?.part.change ??
    diff.changes.find((one) => isPipelinePart(one) && one.after !== null && files.has(one.file));
  if (change === undefined) return null;
  const step = `step "${short(injection.step.name)}" of ${nameOf(part.change, change.file)}`;
  const message = `${titleOf(change)} hands on what strangers write (\`${short(injection.input)}\`): ${step} ${followingOf(injection)}.`;
  return { change, hit: { message, line: hand?.line ?? null, severity } };
}

/** A chain may be as long as calls go. */
const MOST_HANDS = 4;

/** `job read, the action .github/actions/say/action.yml`: without what only stands between them. */
function handsOf({ part, by }: TextFlow): string {
  const changes = by.map((hand) => hand.part.change).filter((change) => change !== part.change);
  const told = changes.filter((change) => change.type !== 'workflow');
  const names = [
    ...new Set(
      (told.length === 0 ? by.map((hand) => hand.part.change) : told).map((change) =>
        nameOf(change, part.change.file),
      ),
    ),
  ];
  return (names.length > MOST_HANDS ? [...names.slice(0, MOST_HANDS), 'others'] : names).join(', ');
}

function nameOf(change: ParsedChange, from: string): string {
  if (change.type === 'action')
    return change.file === from ? 'this action' : `the action ${short(change.file)}`;
  const place = change.file === from ? '' : ` of ${short(change.file)}`;
  return `${titleOf(change).replace('Job', 'job').replace('This', 'this')}${place}`;
}
