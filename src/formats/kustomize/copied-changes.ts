// What the replacements and vars of a kustomization newly make of its objects, as changes of them; called by `readCopies`.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { FileSide } from '../../model/files.ts';
import { meaningOf } from '../kubernetes/meaning.ts';
import { objectSubject, subjectChange } from '../kubernetes/object-change.ts';
import { builtObjects } from './built-objects.ts';
import type { BuiltObject } from './built-objects.ts';
import { appliedTo } from './copies.ts';
import type { Copy } from './copies.ts';

export type BuiltSides = {
  /** Path of the kustomization, the same on both sides. */
  readonly path: string;
  /** All that it is built from, by path. */
  readonly before: ReadonlyMap<string, FileSide>;
  readonly after: ReadonlyMap<string, FileSide>;
};

/**
 * One update per object of the head into which other values are copied than in the base: the object as it is written now,
 * with the values of the base and with those of the head. What else changes in it is told by its file.
 */
export function copiedChanges({ path, before, after }: BuiltSides): readonly ParsedChange[] {
  const old = new Map(builtObjects(path, before).map((one) => [one.object.address, one]));
  const now = new Map(builtObjects(path, after).map((one) => [one.object.address, one]));
  return [...now].flatMap(([address, one]) => changeOf(one, old.get(address), path));
}

/** What a base copies by itself is told of the base. */
function changeOf(now: BuiltObject, old: BuiltObject | undefined, path: string): readonly ParsedChange[] {
  const [had, has] = [old?.copies ?? [], now.copies].map((some) => some.filter(({ by }) => by === path));
  if (had === undefined || has === undefined || saidBy(had) === saidBy(has)) return [];
  const written = appliedTo(
    now.object.node,
    now.copies.filter(({ by }) => by !== path),
  );
  const [left, right] = [had, has].map((some) => appliedTo(written, some));
  if (left === undefined || right === undefined || left === right) return [];
  const [from, to] = [left, right].map((node) => objectSubject({ ...now.object, node }, now.file));
  if (from === undefined || to === undefined || from.text === to.text) return [];
  const input = { path: now.file.path, previousPath: null, before: null, after: null };
  return subjectChange({ before: from, after: to }, input, 'kubernetes');
}

function saidBy(copies: readonly Copy[]): string {
  return canonicalJson(
    copies.map((copy) =>
      copy.kind === 'var'
        ? [copy.name, meaningOf(copy.value)]
        : [[...copy.path], copy.part, copy.create, meaningOf(copy.value)],
    ),
  );
}
