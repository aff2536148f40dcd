// What parser workers are asked and what they answer; shared by the pool and its worker threads.
import type { Project } from '../../formats/index.ts';
import type { FileSide } from '../../model/files.ts';

/** Paths that each of several files pulls in, in their order. */
export type References = readonly (readonly string[])[];

export type WorkerTask =
  | { readonly kind: 'read'; readonly project: Project }
  | { readonly kind: 'references'; readonly sides: readonly FileSide[] };

export type WorkerAnswer =
  /** Packed: one reading per change. References: of `sidesOf(project)`, whose texts have just been parsed. */
  | { readonly kind: 'read'; readonly packed: Uint8Array; readonly references: References }
  | { readonly kind: 'references'; readonly references: References };

/** `answer` is null when the worker is ready for its first task; `spentMs` is the processor time of its thread so far. */
export type WorkerMessage = { readonly answer: WorkerAnswer | null; readonly spentMs: number };

/** Why there is no answer. */
export type Failure = { readonly kind: 'failed'; readonly why: 'timeout' | 'parser-died' };

/** Every side of a project, in an order that both threads know. */
export function sidesOf({ changes, around }: Project): readonly FileSide[] {
  const changed = changes.flatMap(({ before, after }) => [before, after]);
  return [...changed, ...around].filter((side) => side !== null);
}

/** Characters of text that come along. */
export function charactersOf(sides: readonly FileSide[]): number {
  return sides.reduce((sum, { content }) => sum + (content.kind === 'text' ? content.text.length : 0), 0);
}
