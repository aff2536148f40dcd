// Step 3: every changed file through its format. The reading itself happens in parser workers, two at a time.
import type { Diff } from '../model/change.ts';
import type { FileChange } from '../model/files.ts';
import { assembleDiff, type FileReading } from '../formats/index.ts';

/** Reads one file in containment; total, so that a hostile file is a value. */
export type ReadFile = (change: FileChange) => Promise<FileReading>;

/** As many files in flight as keep both workers busy without holding the whole pull request in their queues. */
const IN_FLIGHT = 8;

export async function readDiff(options: {
  readonly files: readonly FileChange[];
  readonly read: ReadFile;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<Diff> {
  const { files, read } = options;
  const readings: FileReading[] = [];
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const change = files[index];
      if (change === undefined) return;
      readings[index] = await read(change);
      options.onProgress?.(++done, files.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, files.length) }, lane));
  return assembleDiff(
    files.map((change, index) => ({ change, reading: readings[index] ?? { kind: 'plain' } })),
  );
}
