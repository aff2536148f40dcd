// The face of the local git adapter.
export { gatherLocal, gatherLocalHead, type LocalRequest } from './gather-local.ts';
export { listCommits } from './list-commits.ts';
export { policyFromDisk } from './policy-from-disk.ts';
export { listAddresses, listPaths } from './repository-facts.ts';
export { openLocalRepository, type LocalRepository } from './local-repository.ts';
