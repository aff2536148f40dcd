// Steps and calls that take the code of a pull request into a job; read by workflow-untrusted-trigger.
import { splitExpressions } from '../../syntax/index.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { originOf, tellsOfPullRequest } from './origin.ts';
import type { Origin, Scope } from './origin.ts';
import { memberText, stepsIn, textOfNode } from './parts.ts';
import type { Named } from './parts.ts';

export type HeadCheckout = {
  /** `maybe`: what it fetches is computed where it cannot be followed. */
  readonly certainty: 'surely' | 'maybe';
  readonly step: Named;
  readonly line: number;
};

/** Real jobs have some dozens; what comes behind this many is not followed. */
const MOST_STEPS = 500;

/** `workflow`: what stands around the job. */
export function headCheckouts(job: Node, workflow: Node | undefined): readonly HeadCheckout[] {
  return stepsIn(job).flatMap((step, index): readonly HeadCheckout[] => {
    const origin = index < MOST_STEPS ? fetchedBy({ step: step.node, job, workflow }) : 'unknown';
    if (origin === 'own') return [];
    return [{ certainty: origin === 'pull-request' ? 'surely' : 'maybe', step, line: step.node.line }];
  });
}

function fetchedBy(scope: Scope): Origin {
  const { step } = scope;
  if (memberText(step, 'with', 'allow-unsafe-pr-checkout') === 'true') return 'pull-request';
  if (scriptsOf(step).some((script) => scriptFetches(linesOf(script), scope))) return 'pull-request';
  if (!/^actions\/checkout@|\bcheckout\b/i.test(memberText(step, 'uses'))) return 'own';
  const origins = ['ref', 'repository'].map((name) => originOf(memberText(step, 'with', name), scope));
  return origins.find((origin) => origin === 'pull-request') ?? origins.find((one) => one !== 'own') ?? 'own';
}

function scriptsOf(step: Node): readonly string[] {
  const isScript = /^actions\/github-script@/i.test(memberText(step, 'uses'));
  return [memberText(step, 'run'), isScript ? memberText(step, 'with', 'script') : ''];
}

/** A line that ends in a backslash or a backtick goes on in the next. */
function linesOf(script: string): readonly string[] {
  return script.replaceAll(/[\\`]\r?\n/g, ' ').split('\n');
}

const GIT =
  /\bgit\b[^\n|;&]{0,120}\b(?:fetch|pull|checkout|clone|switch|reset|merge|worktree|cherry-pick)\b|\bgh repo clone\b|\b(?:curl|wget)\b[^\n|;&]{0,200}\/(?:archive|tarball|zipball|codeload|raw)\b|\bgh api\b[^\n|;&]{0,200}\/(?:tarball|zipball)\b/;
const BY_EXPRESSION = /\bhead(?:\b|_)|issue\.number|pull_request\.number|event\.number/i;

/** Variables of one line that are looked up. */
const MOST_NAMES = 20;

/** `SHA=$(gh pr view 1 …)` in a script counts for the lines that use `$SHA`. */
function scriptFetches(lines: readonly string[], scope: Scope): boolean {
  const set = lines
    .filter((line) => tellsOfPullRequest(line))
    .flatMap((line) => {
      const name = /^\s*(?:export\s{1,9}|local\s{1,9}|const\s{1,9}|let\s{1,9})?([A-Za-z_]\w{0,99})\s?=/.exec(
        line,
      )?.[1];
      return name === undefined ? [] : [name];
    });
  const assigned = new Set(set);
  return lines.some((line) => fetches(line, scope, assigned));
}

/** One line of a script that fetches a pull request: by name, by an expression, or by a variable that holds one. */
function fetches(line: string, scope: Scope, assigned: ReadonlySet<string>): boolean {
  if (/\bgh (?:pr|co) checkout\b|\bhub (?:pr )?checkout\b/.test(line)) return true;
  if (!GIT.test(line) && !isProgramsGit(line)) return false;
  if (/\bpull\/|context\.payload\.pull_request\.head|\bGITHUB_HEAD_REF\b/.test(line)) return true;
  const expressions = splitExpressions(line).filter(({ kind }) => kind === 'expression');
  if (expressions.some(({ text }) => BY_EXPRESSION.test(text))) return true;
  if (originOf(line, scope) === 'pull-request') return true;
  const names = new Set(
    [...line.matchAll(/\$(?:env:|\{)?([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name),
  );
  return [...names]
    .slice(0, MOST_NAMES)
    .some((name) => assigned.has(name) || originOf(`\${{ env.${name} }}`, scope) === 'pull-request');
}

/** `exec.exec('git', ['checkout', head])` of a program. */
function isProgramsGit(line: string): boolean {
  return /\bexec\w{0,20}\(\s{0,9}['"`]git\b/.test(line);
}

export type HandedHead = { readonly to: string; readonly input: string; readonly line: number };

/** Calls of workflows and local actions that are handed the head of a pull request as an input: what they do with it is theirs. */
export function handedHeads(job: Node, workflow: Node | undefined): readonly HandedHead[] {
  return [{ node: job }, ...stepsIn(job).slice(0, MOST_STEPS)].flatMap(({ node }) => {
    const uses = memberText(node, 'uses');
    const isCall = node === job ? uses !== '' : /^(?:\.{1,2}|\$)\//.test(uses);
    const inputs = isCall ? (childOf(node, 'with')?.children ?? []) : [];
    return inputs
      .filter((input) => isHead(textOfNode(input), { step: node, job, workflow }))
      .map((input) => ({ to: uses, input: input.name, line: input.line }));
  });
}

/** A number or a title alone fetches nothing; a commit, a branch or a repository does. */
function isHead(text: string, scope: Scope): boolean {
  const names =
    /github\.head_ref|pull_request\.(?:head|merge_commit_sha)|refs\/pull\/|workflow_run\.head_(?:sha|branch|repository)/i;
  return names.test(text) || (/\benv\./.test(text) && originOf(text, scope) === 'pull-request');
}
