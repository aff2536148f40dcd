// What the token of a job may do, and what of it is new; read by workflow-token-widened.
import type { ResourceState } from '../../model/change.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf, textOf } from '../values.ts';
import { aroundOf, ownTree } from './parts.ts';

const LEVELS = ['none', 'read', 'write'] as const;
export type Level = (typeof LEVELS)[number];

/** `default`: no block says it, so a setting of the repository does, and that may be write on everything. */
export type Grant = { readonly kind: 'default' } | Listed;

type Listed = {
  readonly kind: 'listed';
  /** Of scopes that are not in the list. */
  readonly others: Level;
  readonly scopes: ReadonlyMap<string, { readonly level: Level; readonly line: number }>;
  readonly line: number;
};

export type Growth = {
  readonly scope: string;
  readonly level: Level;
  readonly before: Level;
  readonly line: number;
};

/** Whether this part has a block of its own. */
export function hasPermissions(state: ResourceState | null): boolean {
  return childOf(ownTree(state), 'permissions') !== undefined;
}

/** The block of the part, else that of its workflow, else the default. */
export function grantOf(state: ResourceState | null): Grant {
  const around = aroundOf(state);
  const inherited = around === undefined ? undefined : childOf(around, 'permissions');
  return readGrant(childOf(ownTree(state), 'permissions') ?? inherited);
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
export function readGrant(node: Node | undefined): Grant {
  if (node === undefined) return { kind: 'default' };
  const { known, unknown } = ownTextsOf(node);
  const written = known[0] ?? '';
  const others = unknown.length > 0 ? 'write' : levelOfAll(written);
  const scopes = node.children.map(
    (scope) => [scope.name, { level: levelOf(scope), line: scope.line }] as const,
  );
  return { kind: 'listed', others, scopes: new Map(scopes), line: node.line };
}

function levelOfAll(written: string): Level {
  if (written === '') return 'none';
  return written === 'read-all' ? 'read' : 'write';
}

/** A word that GitHub does not know is refused there; here it is the most it could mean. */
function levelOf(node: Node): Level {
  const written = textOf(node);
  return LEVELS.find((level) => level === written) ?? 'write';
}

/** Scopes with more than before; `write-all` and `read-all` are one scope called `all`. */
export function growthOf(before: Grant, after: Listed): readonly Growth[] {
  const old = (scope: string): Level => {
    if (before.kind === 'default') return 'none';
    return before.scopes.get(scope)?.level ?? before.others;
  };
  const all = { scope: 'all', level: after.others, before: old('all'), line: after.line };
  const scopes = [...after.scopes].map(([scope, { level, line }]) => ({
    scope,
    level,
    before: old(scope),
    line,
  }));
  return [all, ...scopes].filter((growth) => rank(growth.level) > rank(growth.before));
}

function rank(level: Level): number {
  return LEVELS.indexOf(level);
}
