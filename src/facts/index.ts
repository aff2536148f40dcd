// The face of the facts stage.
export { createFactCaches, withFreshPeople, type FactCaches } from './caches.ts';
export { gatherPull, type GatherRequest } from './gather.ts';
export { gatherRange, type GatheredRange } from './gather-range.ts';
export { gatherMerge, gatherRun, type GatheredMerge } from './gather-merge.ts';
export type { FilePlace, OwnedRepository, PullRef, Repository, RepositoryHost, RunReading } from './needs.ts';
export { withoutLastGood } from './memory.ts';
export type { PullKey, PullMemory, PullMemoryRecord } from './memory.ts';
