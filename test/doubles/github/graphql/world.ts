// What every resolver of the graph needs. Built in root.ts.
import { type Caller, isPermitted, type Needs } from '../auth.ts';
import { failed } from './connection.ts';
import type { Repository, State } from '../state.ts';

export type Fields = Readonly<Record<string, unknown>>;

export type World = {
  readonly state: State;
  readonly caller: Caller;
  /** Fields of a repository, for the links back to it. */
  readonly repository: (repository: Repository) => Fields;
};

/** Refuses a field whose permission the token lacks; the field becomes null and the rest of the query is answered. */
export function need({ caller }: World, needs: Needs): void {
  if (!isPermitted(caller, needs)) throw failed('FORBIDDEN', 'Resource not accessible by integration');
}
