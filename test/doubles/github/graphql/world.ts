// What every resolver of the graph needs. Built in root.ts.
import type { Caller } from '../auth.ts';
import type { Repository, State } from '../state.ts';

export type Fields = Readonly<Record<string, unknown>>;

export type World = {
  readonly state: State;
  readonly caller: Caller;
  /** Fields of a repository, for the links back to it. */
  readonly repository: (repository: Repository) => Fields;
};
