// Finding rule: a bot merges on its own, or runs programs on its own, where it did not before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textsOf } from '../values.ts';
import { isJob, memberText, newOnes, ownTree, short, stepsIn, titleOf } from '../workflow/parts.ts';

export const automergeEnabled: ChangeRule = {
  on: 'change',
  id: 'automerge-enabled',
  title: 'A bot merges or runs on its own',
  severity: 'medium',
  confidence: 'high',
  why: 'A bot that merges takes the place of the person who would have read the change, and a new version of a dependency is code of strangers. Tasks that a bot runs after an update run with its token.',
  remedy:
    'Let the bot open pull requests and people merge them; where it must merge, name the few packages, and wait some days.',
  check: (change) => {
    if (change.after !== null && isJob(change)) return newMergers(change);
    if (change.after === null || change.type !== 'bot') return [];
    const [before, after] = [ownTree(change.before), ownTree(change.after)];
    return newOnes(freedomsIn(before), freedomsIn(after), ({ key }) => key).map(({ what, line }): Hit => ({
      message: `This bot now ${what}.`,
      line,
    }));
  },
};

type Freedom = { readonly key: string; readonly what: string; readonly line: number };

/** By the names that Renovate, Dependabot and Mergify give them. */
const SWITCHES: ReadonlyMap<string, { readonly value: RegExp; readonly what: string }> = new Map([
  ['automerge', { value: /^true$/, what: 'merges without a person' }],
  ['platformautomerge', { value: /^true$/, what: 'merges without a person' }],
  ['automergetype', { value: /^branch$/, what: 'merges without a pull request' }],
  ['ignoretests', { value: /^true$/, what: 'merges whatever the tests say' }],
  ['allowscripts', { value: /^true$/, what: 'runs install scripts of packages' }],
  ['insecure-external-code-execution', { value: /^allow$/, what: 'runs code of the packages it updates' }],
]);

/** Actions of Mergify that take effect without a person. */
const ACTIONS = /^(?:merge|queue)$/;

function freedomsIn(tree: Node): readonly Freedom[] {
  return walk(tree).flatMap((node) => [...switched(node), ...commands(node), ...actions(node)]);
}

function switched(node: Node): readonly Freedom[] {
  const found = SWITCHES.get(foldName(node.name));
  const on = ownTextsOf(node).known.some((text) => found?.value.test(text));
  return found === undefined || !on ? [] : [{ key: found.what, what: found.what, line: node.line }];
}

function commands(node: Node): readonly Freedom[] {
  if (foldName(node.name) !== 'postupgradetasks') return [];
  return textsOf(childOf(node, 'commands')).known.map((text) => {
    const what = `runs \`${short(text)}\` after an update`;
    return { key: what, what, line: node.line };
  });
}

function actions(node: Node): readonly Freedom[] {
  if (node.name !== 'actions') return [];
  return node.children
    .filter((action) => ACTIONS.test(action.name) || approves(action))
    .map(({ name, line }) => ({ key: name, what: `does \`${name}\` by rule`, line }));
}

function approves({ name, children }: Node): boolean {
  return name === 'review' && children.some(({ value }) => value === 'APPROVE');
}

/** Commands of GitHub's command line (https://cli.github.com/manual/gh_pr) and actions that do the same. */
const MERGERS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\bgh\s+pr\s+merge\b/, what: 'merges pull requests' },
  { pattern: /\bgh\s+pr\s+review\b[^\n|;&]{0,200}\s(?:--approve|-a)\b/, what: 'approves pull requests' },
  {
    pattern: /^(?:peter-evans\/enable-pull-request-automerge|pascalgn\/automerge-action)@/,
    what: 'merges pull requests',
  },
  {
    pattern: /^(?:hmarr\/auto-approve-action|juliangruber\/approve-pull-request-action)@/,
    what: 'approves pull requests',
  },
];

function newMergers(change: ParsedChange): readonly Hit[] {
  const [before, after] = [ownTree(change.before), ownTree(change.after)];
  return newOnes(mergersIn(before), mergersIn(after), ({ key }) => key).map(({ what, line }) => ({
    message: `${titleOf(change)} now ${what} on its own.`,
    line,
  }));
}

function mergersIn(job: Node): readonly Freedom[] {
  return stepsIn(job).flatMap(({ node }) =>
    MERGERS.filter(({ pattern }) => ['run', 'uses'].some((name) => pattern.test(memberText(node, name)))).map(
      ({ what }) => ({ key: what, what, line: (childOf(node, 'run') ?? node).line }),
    ),
  );
}
