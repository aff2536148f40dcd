// Whether a document is a workflow that GitHub would run; asked by `github-workflow` before anything is read from it.
import type { SyntaxNode } from '../../syntax/index.ts';
import { member } from '../tree.ts';

/** GitHub knows some forty events and twenty permissions. Every job is judged together with them, so there is a cap. */
const MOST_NAMES = 64;

/** A mapping with `on` and with `jobs` that are mappings, and no more events and permissions than there can be. */
export function isWorkflow(root: SyntaxNode): boolean {
  const [on, jobs] = [member(root, 'on'), member(root, 'jobs')];
  if (on === undefined || sizeOf(on) > MOST_NAMES || jobs?.kind !== 'map') return false;
  const owners = [root, ...jobs.entries.map(({ value }) => value)];
  return owners.every((node) => node.kind === 'map' && isPermissions(member(node, 'permissions')));
}

function isPermissions(node: SyntaxNode | undefined): boolean {
  if (node === undefined || node.kind === 'scalar') return true;
  if (node.kind !== 'map' || node.entries.length > MOST_NAMES) return false;
  return node.entries.every(({ value }) => value.kind === 'scalar');
}

function sizeOf(node: SyntaxNode): number {
  if (node.kind === 'map') return node.entries.length;
  return node.kind === 'list' ? node.items.length : 0;
}
