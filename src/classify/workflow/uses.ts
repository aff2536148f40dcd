// What a job or an action takes from elsewhere: actions, reusable workflows, images. Read by the rules about it.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, short, stepsIn } from './parts.ts';

/** How fixed the content behind a reference is. A `version` is a tag, which can be moved; a `branch` moves by design. */
export type Fixity = 'commit' | 'version' | 'branch';

export type Use = {
  readonly kind: 'action' | 'image';
  /** Without its version: `actions/checkout`, `node`. */
  readonly name: string;
  readonly fixity: Fixity;
  readonly line: number;
  /** By GitHub itself. */
  readonly own: boolean;
};

/** Local actions are fixed by the commit they are in, and left out. */
export function usesIn(tree: Node): readonly Use[] {
  const runs = childOf(tree, 'runs');
  const holders = [tree, ...(runs === undefined ? [] : [runs]), ...stepsIn(tree).map(({ node }) => node)];
  const containers = [childOf(tree, 'container'), ...(childOf(tree, 'services')?.children ?? [])];
  return [
    ...holders.flatMap((node) => useOf(childOf(node, 'uses'))),
    ...containers.flatMap((node) => (node === undefined ? [] : imageOf(childOf(node, 'image')))),
    ...(runs === undefined ? [] : dockerOf(childOf(runs, 'image'))),
  ];
}

/** The beginning of a sentence about some of them: `a/b`, `c/d` are. */
export function subjectOf(uses: readonly Use[]): string {
  const names = uses.slice(0, 3).map(({ name }) => `\`${short(name)}\``);
  const more = uses.length > 3 ? ` and ${uses.length - 3} more` : '';
  return `${names.join(', ')}${more} ${uses.length > 1 ? 'are' : 'is'}`;
}

function useOf(node: Node | undefined): readonly Use[] {
  if (node === undefined) return [];
  const text = written(node);
  if (/^(?:\.{1,2}|\$)\//.test(text) || text === '') return [];
  if (/^docker:\/\//i.test(text)) return dockerOf(node);
  const at = text.lastIndexOf('@');
  const [name, ref] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const own = /^(?:actions|github)\//i.test(name);
  return [{ kind: 'action', name, fixity: fixityOf(ref), line: node.line, own }];
}

function dockerOf(node: Node | undefined): readonly Use[] {
  return node !== undefined && /^docker:\/\//i.test(written(node)) ? imageOf(node) : [];
}

function imageOf(node: Node | undefined): readonly Use[] {
  if (node === undefined) return [];
  const text = written(node).replace(/^docker:\/\//i, '');
  const fixed = /@sha256:[0-9a-f]{64}$/i.test(text);
  const name = text.replace(/@sha256:[0-9a-f]{64}$/i, '').replace(/:[\w.-]+$/, '');
  const fixity = fixed
    ? 'commit'
    : /:(?:latest)?$|^[^:]*$/.test(text.slice(text.lastIndexOf('/') + 1))
      ? 'branch'
      : 'version';
  return text === '' ? [] : [{ kind: 'image', name, fixity, line: node.line, own: false }];
}

/** A commit is 40 hex digits, with SHA-256 64; fewer are a name like any other. */
function fixityOf(ref: string): Fixity {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)) return 'commit';
  return /^v?\d+(?:\.\d+){0,3}(?:[-+][\w.+-]+)?$/i.test(ref) ? 'version' : 'branch';
}

function written(node: Node): string {
  return memberText({ ...node, children: [node] }, node.name);
}
