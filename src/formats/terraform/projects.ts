// Terraform files that must be read together: folders joined by the local modules they name. Called by `planProjects`.
import { dirname, join } from 'node:path/posix';
import type { FileChange, FileSide } from '../../model/files.ts';
import type { Project } from '../project.ts';

const TERRAFORM = /\.(?:tf|tofu|tfvars)(?:\.json)?$/i;

/** A file that Terraform reads, by its name. */
export function isTerraformPath(path: string): boolean {
  return TERRAFORM.test(path);
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
  for (const side of [...own.flatMap(sidesOf), ...near]) {
    groups.add(dirname(side.path));
    for (const folder of localSources(side)) groups.join(dirname(side.path), folder);
  }
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

/** Folders that the text names as `source = "./…"`, in HCL or JSON. */
function localSources({ path, content }: FileSide): readonly string[] {
  if (content.kind !== 'text') return [];
  const found = content.text.matchAll(/\bsource"?[ \t]*[=:][ \t]*"(\.{1,2}\/[^"\n]{0,1024})"/g);
  return [...found].map(([, source = '']) => folderOf(dirname(path), source));
}

/** `//` separates a package from a folder in it; in a local path it is one more slash. */
function folderOf(from: string, source: string): string {
  const folder = join(from, source);
  return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
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
