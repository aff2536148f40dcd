// Whether a value names what a pull request wrote, however many names it goes through; read by head-checkout.ts.
import { splitExpressions } from '../../syntax/index.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn, textOfNode, textsBelow } from './parts.ts';

/** `pull-request`: its code. `unknown`: computed where it cannot be followed. `own`: of this repository. */
export type Origin = 'pull-request' | 'unknown' | 'own';

/** Where names are looked up. `workflow`: what stands around the job, with its `env`. */
export type Scope = { readonly step: Node; readonly job: Node; readonly workflow: Node | undefined };

/** What the pull request wrote, and not what the repository holds. */
const OF_PULL_REQUEST =
  /github\.head_ref|pull_request\.head|pull_request\.(?:number|merge_commit_sha)|refs\/(?:remotes\/)?pull\/|event\.number|workflow_run\.head_(?:sha|branch|repository|commit)|workflow_run\.pull_requests|issue\.number/i;

/** Contexts that no stranger fills: the base side, and what people with rights set. */
const OWN =
  /^(?:github\.(?:sha|ref|ref_name|base_ref|repository|repository_owner|workflow_sha|event\.(?:pull_request\.base|repository|before|after|merge_group|release|inputs)[\w.]*)|inputs\.[\w-]+|vars\.[\w-]+|secrets\.[\w-]+|runner\.[\w.]+|strategy\.[\w-]+|job\.[\w.-]+)$/i;

/** How a script or an action finds out which pull request it stands for. */
const LOOKS_UP =
  /\bgh pr (?:view|list|status)\b|\bpulls\/|\bpulls\.get\b|pull_request\b|\bhead[_-]?(?:ref|sha|branch)\b|pull-request-comment-branch|comment-branch|get-workflow-origin|(?:pr|pull-request)-info/i;

const MOST_NAMES = 5;

export function originOf(text: string, scope: Scope, depth = 0): Origin {
  if (OF_PULL_REQUEST.test(plain(text))) return 'pull-request';
  const pieces = splitExpressions(text).filter(({ kind }) => kind === 'expression');
  return gravest(
    pieces.flatMap((piece) => namesIn(piece.text).map((name) => originOfName(name, scope, depth))),
  );
}

/** An index in quotes is a member like any other. */
function plain(text: string): string {
  return text.replaceAll(/\[\s*'([\w-]+)'\s*\]/g, '.$1');
}

/** Paths of contexts in an expression; functions and texts in quotes are none. */
function namesIn(expression: string): readonly string[] {
  const source = plain(expression).replaceAll(/'[^']*'/g, "''");
  return [...source.matchAll(/(?<![\w.-])[a-z_][\w-]*(?:\.[\w*-]+)+(?![\w(-])/gi)].map(([name]) => name);
}

function originOfName(name: string, scope: Scope, depth: number): Origin {
  const [context = '', member = ''] = name.split('.');
  if (OWN.test(name)) return 'own';
  if (depth >= MOST_NAMES) return 'unknown';
  switch (context.toLowerCase()) {
    case 'env':
      return originOfVariable(member, scope, depth);
    case 'steps':
      return originOfStep(member, scope.job);
    case 'matrix':
      return originOfTexts(childOf(scope.job, 'strategy'), scope, depth);
    default:
      return 'unknown';
  }
}

/** The nearest one counts. One that no `env` names may have been set by a step. */
function originOfVariable(name: string, scope: Scope, depth: number): Origin {
  const found = variablesOf(scope).get(name);
  return found === undefined ? 'unknown' : originOf(found, scope, depth + 1);
}

function originOfStep(id: string, job: Node): Origin {
  const step = stepsIn(job).find(({ node, name }) => name === id || memberText(node, 'id') === id);
  if (step === undefined) return 'unknown';
  const tells = textsBelow(step.node).some(
    ({ text }) => OF_PULL_REQUEST.test(plain(text)) || LOOKS_UP.test(text),
  );
  return tells ? 'pull-request' : 'unknown';
}

function originOfTexts(node: Node | undefined, scope: Scope, depth: number): Origin {
  const texts = node === undefined ? [] : textsBelow(node);
  return gravest(texts.map(({ text }) => originOf(text, scope, depth + 1)));
}

const ORDER: readonly Origin[] = ['own', 'unknown', 'pull-request'];

function gravest(origins: readonly Origin[]): Origin {
  return origins.reduce<Origin>(
    (worst, one) => (ORDER.indexOf(one) > ORDER.indexOf(worst) ? one : worst),
    'own',
  );
}

/** Variables of a step as written, by name; the nearest counts. */
export function variablesOf({ step, job, workflow }: Scope): ReadonlyMap<string, string> {
  const holders = [...(workflow === undefined ? [] : [workflow]), job, step];
  return new Map(
    holders.flatMap((holder) =>
      (childOf(holder, 'env')?.children ?? []).map((node) => [node.name, textOfNode(node)] as const),
    ),
  );
}
