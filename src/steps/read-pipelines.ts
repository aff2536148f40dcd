// Workflows and actions that stand as they stood and are called by those that changed, or call them. Called by readDiff.
import { LIMITS } from '../config/limits.ts';
import type { ParsedChange } from '../model/change.ts';
import { asStandingPipeline, connectedPipelines } from '../formats/index.ts';
import type { Beside } from './read-beside.ts';

export type StandingPipelines = {
  readonly parts: readonly ParsedChange[];
  /** More files than are read. */
  readonly gap: string | null;
};

/** Both sides of each part are alike. */
export async function standingPipelines(
  { files, around, read }: Beside,
  references: ReadonlyMap<string, readonly string[]>,
): Promise<StandingPipelines> {
  const sides = new Map(around.map((side) => [side.path, side]));
  const changed = files.flatMap(({ before, after }) => [before, after]).flatMap((side) => side?.path ?? []);
  const connected = connectedPipelines([...new Set(changed)], [...sides.keys()], references);
  const parts: ParsedChange[] = [];
  for (const path of connected.slice(0, LIMITS.standingPipelines)) {
    const after = sides.get(path);
    if (after === undefined) continue;
    const [reading] = await read({ changes: [{ status: 'added', before: null, after }], around: [] });
    parts.push(...asStandingPipeline(reading));
  }
  const gap =
    connected.length > LIMITS.standingPipelines
      ? `${connected.length} workflows and actions call each other beside the changed ones; at most ${LIMITS.standingPipelines} are read`
      : null;
  return { parts, gap };
}
