// Build services of clouds that start for pull requests of strangers: called by rules/workflow-untrusted-trigger.ts.
// https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html,
// https://cloud.google.com/build/docs/automating-builds/github/build-repos-from-github
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

/** Why somebody unknown can start it; null: nobody can, or nothing starts it. */
type Reader = (tree: Node) => { readonly why: string; readonly line: number } | null;

export function webhookHits({ before, after, address, ...change }: ParsedChange): readonly Hit[] {
  const read = READERS.get(equivalentType({ ...change, before, after }) ?? '');
  if (read === undefined || after === null) return [];
  const open = read(treeOf(after));
  if (open === null || (before !== null && read(treeOf(before)) !== null)) return [];
  return [
    {
      message: `${address} ${open.why}, with the rights of the build.`,
      line: open.line,
      severity: wasClosed(before, read) ? 'high' : 'medium',
    },
  ];
}

function wasClosed(before: ResourceState | null, read: Reader): boolean {
  return before !== null && read(treeOf(before)) === null;
}

const STRANGERS = 'starts for the pull request of anybody, from a fork too';

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['aws_codebuild_webhook', (tree) => (needsComment(tree) ? null : openGroup(tree, groupsIn(tree)))],
  [
    'aws_codebuild_project',
    (tree) => {
      const triggers = childOf(tree, 'Triggers');
      if (triggers === undefined || textOf(childOf(triggers, 'Webhook')) === 'false') return null;
      if (childOf(triggers, 'Webhook') === undefined || needsComment(triggers)) return null;
      return openGroup(triggers, groupsIn(triggers));
    },
  ],
  [
    'google_cloudbuild_trigger',
    (tree) => {
      const asked = walk(tree).find(({ name }) => name === 'pull_request');
      if (asked === undefined || textOf(approvalOf(tree)) === 'true') return null;
      const control = walk(asked).find(({ name }) => name === 'comment_control');
      const held = control !== undefined && textOf(control) !== 'COMMENTS_DISABLED';
      return held ? null : { why: STRANGERS, line: control?.line ?? asked.line };
    },
  ],
]);

function approvalOf(tree: Node): Node | undefined {
  return walk(tree).find(({ name }) => name === 'approval_required');
}

/** Somebody of the house has to say so first: https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html */
function needsComment(tree: Node): boolean {
  const policy = walk(tree).find(({ name }) => /^requires_?comment_?approval$/i.test(name));
  return policy !== undefined && textOf(policy) !== 'DISABLED';
}

/** Groups are alternatives; within one every filter has to hold. */
function groupsIn(tree: Node): readonly (readonly Node[])[] {
  const blocks = tree.children.filter(({ name }) => /^filter_?groups?$/i.test(name));
  return blocks
    .flatMap(({ children }) => children)
    .map((group) => walk(group).filter((node) => childOf(node, 'pattern') !== undefined));
}

const BY_PULL_REQUEST = /PULL_REQUEST_(?:CREATED|UPDATED|REOPENED)/i;

function openGroup(tree: Node, groups: readonly (readonly Node[])[]): ReturnType<Reader> {
  if (groups.length === 0)
    return {
      why: 'has no filter: it starts for every pull request, of anybody, from a fork too',
      line: tree.line,
    };
  for (const filters of groups) {
    const event = filterOf(filters, 'EVENT');
    // What is computed may be any event; a group that names none is for all.
    const events = event === undefined ? null : textOf(childOf(event, 'pattern'));
    if (event !== undefined && events !== null && !BY_PULL_REQUEST.test(events)) continue;
    const who = filterOf(filters, 'ACTOR_ACCOUNT_ID');
    if (who === undefined) return { why: STRANGERS, line: event?.line ?? tree.line };
    const pattern = textOf(childOf(who, 'pattern'));
    // Without anchors an id is found inside of longer ones, and ids can be waited for.
    if (pattern !== null && !(pattern.startsWith('^') && pattern.endsWith('$')))
      return {
        why: 'starts for everybody whose account id only contains one that is allowed',
        line: who.line,
      };
  }
  return null;
}

function filterOf(filters: readonly Node[], type: string): Node | undefined {
  return filters.find((filter) => textOf(childOf(filter, 'type'))?.toUpperCase() === type);
}
