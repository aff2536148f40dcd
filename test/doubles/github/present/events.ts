// The part of a pull-request webhook that every action shares. Used by the actions.
import type { Pull, Repository, State } from '../state.ts';
import type { Json } from './links.ts';
import { fullPullJson } from './pulls.ts';

export function pullBody(
  state: State,
  repository: Repository,
  pull: Pull,
): { readonly number: number; readonly pull_request: Json } {
  return { number: pull.number, pull_request: fullPullJson(state, repository, pull) };
}

export function touch(state: State, pull: Pull): void {
  pull.updatedAt = state.clock();
}
