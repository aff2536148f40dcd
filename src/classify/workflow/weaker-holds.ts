// What no longer holds a job back: failures before it, its condition, other runs of its kind. Read by workflow-required-job-removed.
import type { ParsedChange } from '../../model/change.ts';
import { splitExpressions } from '../../syntax/index.ts';
import type { Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import { goneGates } from './gone-gates.ts';
import { memberText, ownTree, short, stepTitle, stepsIn, titleOf } from './parts.ts';
import type { Named } from './parts.ts';
import { deploysTo } from './power.ts';

export function weakerHolds(change: ParsedChange): readonly Hit[] {
  return [
    ...startsAnyway(change),
    ...holdsAlways(change),
    ...queueGone(change),
    ...goneGates(change, isDeployment(change)),
  ];
}

/** By where it goes, else by its name. */
export function isDeployment(change: ParsedChange): boolean {
  return deploysTo(ownTree(change.after)) !== null || /deploy|release|publish|apply/i.test(change.address);
}

/** A condition with one of these is asked even where a job that is waited for has failed. */
const ANYWAY = /(?:^|[^\w.])(?:always|failure|cancelled)\s{0,9}\(/i;

/** A deployment that no longer stops for what it waits for. */
function startsAnyway(change: ParsedChange): readonly Hit[] {
  const [before, after] = [ownTree(change.before), ownTree(change.after)];
  const waited = [before, after].every((job) => childOf(job, 'needs') !== undefined);
  const condition = memberText(after, 'if');
  if (!waited || !isDeployment(change)) return [];
  if (!ANYWAY.test(condition) || ANYWAY.test(memberText(before, 'if'))) return [];
  const message = `${titleOf(change)} now starts even where what it waits for has failed (\`${short(condition)}\`).`;
  return [{ message, line: childOf(after, 'if')?.line ?? null }];
}

/** Text around an expression makes one text of both, and a text that is not empty holds. */
function holdsAlways(change: ParsedChange): readonly Hit[] {
  const [before, after] = [jobIn(change, change.before), jobIn(change, change.after)];
  const old = new Map(
    [before, ...stepsIn(before.node)].map(({ name, node }) => [name, memberText(node, 'if')]),
  );
  return [after, ...stepsIn(after.node)]
    .filter(({ name, node }) => isText(memberText(node, 'if')) && !isText(old.get(name) ?? ''))
    .map((one) => {
      const owner =
        one === after
          ? titleOf(change).replace('Job', 'job')
          : stepTitle(one, change).replace('Step', 'step');
      const message = `The condition of ${owner} holds always, since text stands around its expression.`;
      return { message, line: childOf(one.node, 'if')?.line ?? null };
    });
}

function isText(condition: string): boolean {
  const pieces = splitExpressions(condition);
  const has = (kind: 'text' | 'expression'): boolean =>
    pieces.some((piece) => piece.kind === kind && piece.text.trim() !== '');
  return has('expression') && has('text');
}

/** Two deployments at once leave what neither of them meant. */
function queueGone(change: ParsedChange): readonly Hit[] {
  const [before, after] = [change.before, change.after].map((state) =>
    childOf(ownTree(state), 'concurrency'),
  );
  if (before === undefined || after !== undefined || !isDeployment(change)) return [];
  const message = `${titleOf(change)} no longer waits for other runs of its kind (\`concurrency\`).`;
  return [{ message, line: null, severity: 'low' }];
}

function jobIn({ address }: ParsedChange, state: ParsedChange['before']): Named {
  return { name: address.slice('jobs.'.length), node: ownTree(state) };
}
