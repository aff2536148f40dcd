// Parser workers: files are read in threads that may be killed, and never twice. Used by the pipeline's adapters and the CLI.
import { LIMITS } from '../../config/limits.ts';
import { unread } from '../../formats/index.ts';
import type { FileReading, Project } from '../../formats/index.ts';
import { filePath } from '../../model/files.ts';
import type { FileChange, FileSide } from '../../model/files.ts';
import { createCrew } from './crew.ts';
import { unpackReadings } from './packing.ts';
import { createReadingCache } from './reading-cache.ts';
import { createReferenceBatches } from './reference-batches.ts';
import { sidesOf } from './tasks.ts';
import type { Failure } from './tasks.ts';

export type ParserPool = {
  /** One reading per change, in their order. Never rejects: what kills its worker twice, or takes too long, is unreadable. */
  readonly read: (project: Project) => Promise<readonly FileReading[]>;
  /** Paths that a file pulls in, null where nobody can tell. Never rejects. */
  readonly references: (side: FileSide) => Promise<readonly string[] | null>;
  /** A pull request has been read: what the threads keep of a large one is let go. */
  readonly rest: () => void;
  /** Ends all workers; files still waiting become unreadable. */
  readonly close: () => Promise<void>;
};

/** `size` threads at most, started when files wait; `deadlineMs` is the time for one file, and grows with many. */
export function createParserPool(
  options: { readonly size?: number; readonly deadlineMs?: number; readonly workerUrl?: URL } = {},
): ParserPool {
  const crew = createCrew({
    size: options.size ?? 2,
    deadlineMs: options.deadlineMs ?? LIMITS.parseDeadlineMs,
    workerUrl: options.workerUrl ?? ownWorker(),
  });
  const cache = createReadingCache();
  const askReferences = createReferenceBatches(crew.run);
  return {
    async read(project) {
      const known = cache.readings.get(project);
      if (known !== null) return unpackReadings(known);
      const answer = await crew.run({ kind: 'read', project });
      if (answer.kind === 'failed') return project.changes.map((change) => failed(change, answer));
      if (answer.kind !== 'read') return project.changes.map(unread);
      cache.readings.put(project, answer.packed);
      for (const [index, side] of sidesOf(project).entries())
        cache.references.put(side, answer.references[index] ?? []);
      return unpackReadings(answer.packed);
    },
    async references(side) {
      const known = cache.references.get(side);
      if (known !== null) return known;
      const paths = await askReferences(side);
      // A failure is bad luck of the moment and no property of the text.
      if (paths !== null) cache.references.put(side, paths);
      return paths;
    },
    rest: crew.rest,
    close: crew.close,
  };
}

/** The worker beside this file: TypeScript under Node itself, JavaScript once built. */
function ownWorker(): URL {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./worker${ending}`, import.meta.url);
}

function failed(change: FileChange, { why }: Failure): FileReading {
  const message = why === 'timeout' ? 'reading this file took too long' : 'the parser failed on this file';
  const problem = { file: filePath(change), line: null, why, message };
  return { kind: 'unreadable', format: 'unrecognised', problem, marks: [] };
}
