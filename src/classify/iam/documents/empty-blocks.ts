// Leaves out what a `dynamic` block of Terraform does not make. Called by written-documents.ts.
import type { ResourceState } from '../../../model/change.ts';
import { isEmptyCollection } from '../../instances.ts';

/**
 * The state without the `dynamic` blocks that go through a collection with nothing in it. A default is no promise: a block
 * that is empty by one stays. The same state where there is none.
 */
export function withoutEmptyBlocks(state: ResourceState): ResourceState {
  const empty = Object.entries(state).flatMap(([path, { value, assumed }]) =>
    COLLECTION.test(path) && assumed !== true && isEmptyCollection(value)
      ? [path.slice(0, path.length - 'for_each'.length)]
      : [],
  );
  if (empty.length === 0) return state;
  return Object.fromEntries(
    Object.entries(state).filter(([path]) => !empty.some((block) => path.startsWith(block))),
  );
}

/** `dynamic.statement[0].for_each`, also inside of another block. */
const COLLECTION = /(?:^|\.)dynamic\.[^.]+\.for_each$/;
