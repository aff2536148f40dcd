// What Kustomizations of Flux newly fill into the manifests that they deploy, although the manifests stand as they did. Called by readDiff.
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import {
  deployedFrom,
  givesToOthers,
  hasPlaces,
  holderNames,
  holdsKustomization,
  sourceNames,
  substitutes,
  usersOf,
} from '../formats/index.ts';
import type { ReachSide } from '../formats/index.ts';
import type { Beside } from './read-beside.ts';
import type { Copied } from './read-copied.ts';

type References = ReadonlyMap<string, readonly string[]>;
type Sided<T> = { readonly before: T; readonly after: T };

/**
 * A value that changes beside a Kustomization may be the role of a binding and the image of a workload. Where what it deploys is not
 * at hand, nobody can tell what another value makes of it.
 */
export async function substitutedValues(
  { files, around, read }: Beside,
  changes: readonly ParsedChange[],
  references: Sided<References> & { readonly both: References },
): Promise<Copied> {
  const sideOf = (which: 'before' | 'after'): ReachSide => ({
    files: new Map(
      [...around, ...files.flatMap((file) => file[which] ?? [])].map((side) => [side.path, side]),
    ),
    references: references[which],
  });
  const sides = { before: sideOf('before'), after: sideOf('after') };
  const found: ParsedChange[] = [];
  const blind = new Set(
    changes
      .filter((change) => fillsOtherwise(change) && !deploysSomething(change.file, sides.after))
      .map(({ file }) => file),
  );
  for (const [index, one] of substitutersAmong(files, sides).entries()) {
    const own = files.filter((file) => namesOf(file).some((name) => one.behind.has(name)));
    if (one.isElsewhere) {
      for (const file of own) if (filePath(file) !== one.path) blind.add(filePath(file));
      continue;
    }
    const beside = around.filter(({ path }) => one.behind.has(path));
    const first =
      own.find((file) => namesOf(file).includes(one.path)) ??
      unchanged(beside.find(({ path }) => path === one.path));
    const asked = [...(first === null ? [] : [first]), ...own.filter((file) => file !== first)];
    const substituting = { path: one.path, before: one.before, after: one.after };
    const [reading] =
      first !== null && index < LIMITS.substitutingFiles
        ? await read({
            changes: asked,
            around: beside.filter(({ path }) => path !== one.path),
            substitutes: substituting,
          })
        : [];
    if (reading?.kind !== 'parsed') for (const file of own) blind.add(filePath(file));
    else {
      const usedIn = [...new Set([one.path, ...usersOf(one.path, references.both)])].toSorted();
      found.push(...reading.changes.map((change) => ({ ...change, usedIn })));
    }
  }
  return { changes: found, blind };
}

function fillsOtherwise({ address, action, attributes }: ParsedChange): boolean {
  return (
    action === 'update' &&
    address.startsWith('kustomize.toolkit.fluxcd.io/Kustomization/') &&
    attributes.some(({ path }) => path.startsWith('spec.postBuild.'))
  );
}

function deploysSomething(file: string, side: ReachSide): boolean {
  return Object.values(deployedBy(file, side)).some((paths) => paths.length > 0);
}

type Deployed = Readonly<Record<string, readonly string[]>>;

type Substituting = Sided<Deployed> & {
  /** Of the file with the Kustomization. */
  readonly path: string;
  /** All files that have a say in it, itself included. */
  readonly behind: ReadonlySet<string>;
  /** What it deploys is not in this repository. */
  readonly isElsewhere: boolean;
};

/** Those behind which something changed, where there is a place that a value goes to, or may be one elsewhere. */
function substitutersAmong(files: readonly FileChange[], sides: Sided<ReachSide>): readonly Substituting[] {
  const changed = new Set(files.flatMap(namesOf));
  const all = [sides.before, sides.after].flatMap((side) => [...side.files.values()]);
  const givers = all.filter(givesToOthers);
  const takers = givers.length > 0 ? all.filter(holdsKustomization) : all.filter(substitutes);
  const paths = Map.groupBy(takers, ({ path }) => path);
  const holders = all.map((side) => ({ path: side.path, names: holderNames(side) }));
  return [...paths].flatMap(([path, own]) => {
    const named = new Set([...givers, ...own].flatMap(sourceNames));
    const [before, after] = [sides.before, sides.after].map((side) => deployedBy(path, side));
    const manifests = new Set([before, after].flatMap((one) => Object.values(one ?? {}).flat()));
    const sources = holders
      .filter(({ names }) => names.some((name) => named.has(name)))
      .map((holder) => holder.path);
    const behind = new Set([path, ...givers.map((side) => side.path), ...sources, ...manifests]);
    const isElsewhere = manifests.size === 0;
    const isAsked =
      [...behind].some((one) => changed.has(one)) &&
      (isElsewhere || all.some((side) => manifests.has(side.path) && hasPlaces(side)));
    return isAsked && before !== undefined && after !== undefined
      ? [{ path, before, after, behind, isElsewhere }]
      : [];
  });
}

/** By the folders that its objects name. */
function deployedBy(path: string, side: ReachSide): Deployed {
  const folders = (side.references.get(path) ?? []).filter((target) => target.endsWith('/'));
  return Object.fromEntries(
    folders.map((target) => {
      const folder = target.slice(0, -1);
      const paths = [...deployedFrom(folder, side)].filter((one) =>
        /\.(?:ya?ml|json)$|\/Kustomization$/i.test(one),
      );
      return [folder, paths];
    }),
  );
}

function namesOf({ before, after }: FileChange): readonly string[] {
  return [before, after].flatMap((side) => side?.path ?? []);
}

function unchanged(side: FileSide | undefined): FileChange | null {
  return side === undefined ? null : { status: 'modified', before: side, after: side };
}
