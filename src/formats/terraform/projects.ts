// Terraform files that must be read together: folders joined by the local modules they name. Called by `planProjects`.
import { dirname, join } from 'node:path/posix';
import type { FileChange, FileSide } from '../../model/files.ts';
import { Groups } from '../groups.ts';
import type { Project } from '../project.ts';
import { sourceKind } from './source-kind.ts';
import { namedSources, variableHomes } from './variable-homes.ts';
import type { TextFile } from './variable-homes.ts';

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
  for (const [path, { near, others }] of variableHomes(textsOf(sides)))
    for (const home of near === null ? others : [near, ...others]) groups.join(dirname(path), home);
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

/** A link stands for what it points at, in its own folder. */
function textsOf(sides: readonly FileSide[]): readonly TextFile[] {
  const byPath = new Map(sides.map((side) => [side.path, side]));
  return sides.map(({ path, content }) => {
    const target =
      content.kind === 'symlink' ? byPath.get(join(dirname(path), content.target))?.content : content;
    return { path, text: target?.kind === 'text' ? target.text : null };
  });
}

function namedIn({ path, content }: FileSide): readonly string[] {
  if (content.kind === 'symlink') return [dirname(join(dirname(path), content.target))];
  return content.kind === 'text' ? namedSources(path, content.text) : [];
}
