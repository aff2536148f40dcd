// Files whose values a Kustomization of Flux may take, where several hold an object of one name; called by `substitutedChanges`.
import { canonicalJson } from '../../model/canonical.ts';
import { meaningOf } from '../kubernetes/meaning.ts';
import type { Substituter } from './substituter.ts';
import { isMeant } from './variables.ts';
import type { Holder } from './variables.ts';

export type Asked = {
  /** Path of the file of the Kustomization. */
  readonly path: string;
  readonly substituter: Substituter;
  readonly old: readonly Holder[];
  readonly now: readonly Holder[];
};

/**
 * Those of which an object changed. One cluster's values stand beside its Kustomization, and those of the next cluster under the
 * same name elsewhere: a file that stands farther away than one of the base is not meant. What the head adds keeps none out.
 */
export function sourceFiles({ path, substituter, old, now }: Asked): readonly string[] {
  return substituter.sources.flatMap((source) => {
    const [before, after] = [old, now].map((side) => side.filter(({ object }) => isMeant(source, object)));
    if (before === undefined || after === undefined) return [];
    const nearest = Math.max(0, ...before.map((one) => nearness(one.path, path)));
    const files = new Set([...before, ...after].map((one) => one.path));
    if (files.size < 2) return [];
    return [...files].filter(
      (file) => nearness(file, path) >= nearest && saidIn(before, file) !== saidIn(after, file),
    );
  });
}

function saidIn(holders: readonly Holder[], path: string): string {
  return canonicalJson(
    holders.filter((one) => one.path === path).map(({ object }) => meaningOf(object.node)),
  );
}

/** Folders in common. */
function nearness(one: string, other: string): number {
  const [left, right] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const differs = left.findIndex((folder, index) => folder !== right[index]);
  return differs < 0 ? left.length : differs;
}
