// Branches in the graph.
import { nodeId } from '../present/links.ts';
import type { Repository } from '../state.ts';
import { commitFields } from './commits.ts';
import type { Fields, World } from './world.ts';

/** Null for a branch that does not exist. */
export function refFields(world: World, repository: Repository, branch: string): Fields | null {
  const sha = repository.branches.get(branch);
  if (sha === undefined) return null;
  return {
    __typename: 'Ref',
    id: nodeId('REF', `${repository.id}:${branch}`),
    name: branch,
    prefix: 'refs/heads/',
    target: () => commitFields(world, repository, sha),
  };
}
