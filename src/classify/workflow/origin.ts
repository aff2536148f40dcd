// Whether a value names what a pull request wrote, however many names it goes through; read by head-checkout.ts.
import { memory } from '../../model/memory.ts';
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

/** Names that one value goes through, and characters behind them; beyond that it is unknown. */
const MOST_NAMES = 8;
const MOST_CHARACTERS = 5_000;

/** Each name is followed once, so that names in a circle, or names of many names, come to an end. */
export function originOf(text: string, scope: Scope): Origin {
  if (isOfPullRequest(text)) return 'pull-request';
  const seen = new Set<string>();
  const texts = [text];
  let characters = 0;
  let worst: Origin = 'own';
  for (let next = texts.pop(); next !== undefined; next = texts.pop()) {
    characters += next.length;
    if (seen.size > MOST_NAMES || (next !== text && characters > MOST_CHARACTERS)) return 'unknown';
    if (isOfPullRequest(next)) return 'pull-request';
    for (const name of namesIn(next).filter((one) => !seen.has(one) && !OWN.test(one))) {
      seen.add(name);
      const found = standsFor(name, scope);
      if (found === 'pull-request') return found;
      if (found === 'unknown') worst = found;
      else texts.push(...found);
    }
  }
  return worst;
}

function isOfPullRequest(text: string): boolean {
  return OF_PULL_REQUEST.test(plain(text));
}

/** An index in quotes is a member like any other. */
function plain(text: string): string {
  return text.replaceAll(/\[\s{0,9}'([\w-]+)'\s{0,9}\]/g, '.$1');
}

/** Paths of contexts in the expressions of a text; functions and texts in quotes are none. */
function namesIn(text: string): readonly string[] {
  const expressions = splitExpressions(text).filter(({ kind }) => kind === 'expression');
  return expressions.flatMap((piece) => {
    const source = plain(piece.text).replaceAll(/'[^']*'/g, "''");
    return [...source.matchAll(/(?<![\w.-])[a-z_][\w-]*(?:\.[\w*-]+)+(?![\w(-])/gi)].map(([name]) => name);
  });
}

/** The texts that a name stands for, or what is known without them. */
function standsFor(name: string, scope: Scope): readonly string[] | Exclude<Origin, 'own'> {
  const [context = '', member = ''] = name.split('.');
  switch (context.toLowerCase()) {
    case 'env': {
      // What a step writes for later ones counts before `env` of the job, and what nobody names may come from there too.
      const written = variablesOf(scope.step).has(member)
        ? undefined
        : insideOf(scope.job).written.get(member);
      const value = variableIn(scope, member);
      return written ?? (value === undefined ? 'unknown' : [value]);
    }
    case 'steps':
      return insideOf(scope.job).steps.get(member) ?? 'unknown';
    case 'matrix':
      return insideOf(scope.job).matrix;
    default:
      return 'unknown';
  }
}

/** A variable of a step as written; the nearest counts. */
export function variableIn({ step, job, workflow }: Scope, name: string): string | undefined {
  const own = variablesOf(step).get(name) ?? variablesOf(job).get(name);
  return own ?? (workflow === undefined ? undefined : variablesOf(workflow).get(name));
}

const variables = memory<Node, ReadonlyMap<string, string>>();

/** Read once, since every step of a job asks for them. */
function variablesOf(holder: Node): ReadonlyMap<string, string> {
  const known =
    variables.get(holder) ??
    new Map((childOf(holder, 'env')?.children ?? []).map((node) => [node.name, textOfNode(node)]));
  variables.set(holder, known);
  return known;
}

type Inside = {
  /** What each step hands on, by its id. */
  readonly steps: ReadonlyMap<string, Exclude<Origin, 'own'>>;
  /** What steps write into the file of variables, by name. */
  readonly written: ReadonlyMap<string, Exclude<Origin, 'own'>>;
  readonly matrix: readonly string[];
};
const insides = memory<Node, Inside>();

function insideOf(job: Node): Inside {
  const known = insides.get(job);
  if (known !== undefined) return known;
  const strategy = childOf(job, 'strategy');
  const steps = stepsIn(job).map(({ name, node }) => {
    const origin = textsBelow(node).some(({ text }) => tellsOfPullRequest(text)) ? 'pull-request' : 'unknown';
    return {
      names: [name, memberText(node, 'id')],
      written: writtenBy(memberText(node, 'run')),
      origin,
    } as const;
  });
  const inside: Inside = {
    steps: new Map(steps.flatMap(({ names, origin }) => names.map((name) => [name, origin] as const))),
    written: new Map(steps.flatMap(({ written, origin }) => written.map((name) => [name, origin] as const))),
    matrix: strategy === undefined ? [] : textsBelow(strategy).map(({ text }) => text),
  };
  insides.set(job, inside);
  return inside;
}

/** `echo "REF=…" >> "$GITHUB_ENV"`. */
function writtenBy(script: string): readonly string[] {
  if (!script.includes('GITHUB_ENV')) return [];
  return [...script.matchAll(/\b([A-Za-z_]\w{0,99})(?:=|<<)/g)].map(([, name = '']) => name);
}

/** Of the pull request, or asks which one it is. */
export function tellsOfPullRequest(text: string): boolean {
  return isOfPullRequest(text) || LOOKS_UP.test(text);
}
