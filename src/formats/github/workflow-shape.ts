// Whether a document is a workflow that GitHub would run; asked by `github-workflow` before anything is read from it.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { Problem } from '../format.ts';
import { member } from '../tree.ts';

/** GitHub knows some forty events and twenty permissions. Every job is judged together with them, so there is a cap. */
const MOST_NAMES = 64;

/** Why it is none; null for a workflow. */
export function workflowProblem(root: SyntaxNode): Problem | null {
  const refuse = (line: number, message: string): Problem => ({ line, why: 'not-a-workflow', message });
  const [on, jobs] = [member(root, 'on'), member(root, 'jobs')];
  if (root.kind !== 'map') return refuse(root.line, 'a workflow is a mapping');
  if (on === undefined) return refuse(root.line, 'a workflow says with `on` what starts it');
  if (jobs?.kind !== 'map') return refuse(jobs?.line ?? root.line, 'a workflow has a mapping of `jobs`');
  const odd = jobs.entries.find(({ value }) => value.kind !== 'map');
  if (odd !== undefined) return refuse(odd.keyLine, 'a job is a mapping');
  const blocks = [root, ...jobs.entries.map(({ value }) => value)].map((node) => member(node, 'permissions'));
  const crowded = [on, ...blocks].find((node) => sizeOf(node) > MOST_NAMES);
  if (crowded !== undefined) return refuse(crowded.line, `more than ${MOST_NAMES} events or permissions`);
  const nested = blocks.flatMap(valuesOf).find(({ kind }) => kind !== 'scalar');
  return nested === undefined ? null : refuse(nested.line, 'a permission is a word');
}

function valuesOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node?.kind === 'map' ? node.entries.map(({ value }) => value) : [];
}

function sizeOf(node: SyntaxNode | undefined): number {
  if (node?.kind === 'map') return node.entries.length;
  return node?.kind === 'list' ? node.items.length : 0;
}
