// Terraform files that must be read together: folders joined by the local modules they name. Called by `planProjects`.
import { dirname, join } from 'node:path/posix';
import type { FileChange, FileSide } from '../../model/files.ts';
import type { Project } from '../project.ts';
import { sourceKind } from './source-kind.ts';

/** A file that Terraform reads, by its name. */
export function isTerraformPath(path: string): boolean {
  return sourceKind(path) !== null;
}

/**
 * Groups by text alone: whatever looks like a local module source joins two folders. Joining too much costs time and
 * never meaning, so comments and strings need no parser here.
 */
export function terraformProjects(
  changes: readonly FileChange[],
  around: readonly FileSide[],
): { readonly projects: readonly Project[]; readonly others: readonly FileChange[] } {
  const own = changes.filter((change) => sidesOf(change).some(({ path }) => isTerraformPath(path)));
  const near = around.filter(({ path }) => isTerraformPath(path));
  const groups = new Groups();
  const sides = [...own.flatMap(sidesOf), ...near];
  for (const side of sides) {
    groups.add(dirname(side.path));
    for (const folder of namedIn(side)) groups.join(dirname(side.path), folder);
  }
  for (const [folder, home] of homesOfVariables(sides.map(({ path }) => path))) groups.join(folder, home);
  for (const { before, after } of own)
    if (before !== null && after !== null) groups.join(dirname(before.path), dirname(after.path));
  const byGroup = Map.groupBy(own, (change) => groups.find(dirname(sidesOf(change)[0]?.path ?? '')));
  const aroundGroup = Map.groupBy(near, ({ path }) => groups.find(dirname(path)));
  return {
    projects: [...byGroup].map(([group, members]) => ({
      changes: members,
      around: aroundGroup.get(group) ?? [],
    })),
    others: changes.filter((change) => !own.includes(change)),
  };
}

function sidesOf({ before, after }: FileChange): readonly FileSide[] {
  return [before, after].filter((side) => side !== null);
}

function namedIn({ path, content }: FileSide): readonly string[] {
  if (content.kind === 'symlink') return [dirname(join(dirname(path), content.target))];
  return content.kind === 'text' ? namedSources(path, content.text) : [];
}

/** Folders that the text of a file may name as a source: every text in it that starts like one. */
export function namedSources(path: string, text: string): readonly string[] {
  const found = text.matchAll(/"(\.{1,2}\/[^"\n]{0,1024})"/g);
  return [...found].map(([, source = '']) => sourceFolder(dirname(path), source));
}

/** `//` separates a package from a folder in it; in a local path it is one more slash. */
export function sourceFolder(from: string, source: string): string {
  const folder = join(from, source);
  return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
}

/**
 * Folders that hold variables files and no configuration, with the nearest folder above that does: `env/prod.tfvars` is
 * given to the module in which Terraform is run.
 */
export function homesOfVariables(paths: readonly string[]): ReadonlyMap<string, string> {
  const kinds = paths.map((path) => ({ folder: dirname(path), holds: sourceKind(path)?.holds }));
  const configured = new Set(
    kinds.filter(({ holds }) => holds === 'configuration').map(({ folder }) => folder),
  );
  const homes = new Map<string, string>();
  for (const { folder, holds } of kinds) {
    if (holds !== 'variables' || configured.has(folder)) continue;
    let home = folder;
    while (home !== '.' && !configured.has(home)) home = dirname(home);
    if (configured.has(home)) homes.set(folder, home);
  }
  return homes;
}

/** Disjoint sets of folders. */
class Groups {
  readonly #parents = new Map<string, string>();

  add(folder: string): void {
    if (!this.#parents.has(folder)) this.#parents.set(folder, folder);
  }

  find(folder: string): string {
    let root = folder;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    this.#parents.set(folder, root);
    return root;
  }

  join(left: string, right: string): void {
    this.add(left);
    this.add(right);
    this.#parents.set(this.find(left), this.find(right));
  }
}
