// Agents whose certification has ended.
import type { Lint } from './lint.ts';
import { members } from './walk.ts';

export const agentExpired: Lint = {
  code: 'agent-expired',
  find: ({ document, surroundings: { now } }) =>
    now === null
      ? []
      : members(document.actors?.agents, ['actors', 'agents'])
          .filter(({ value }) => certifiedUntil(value.recertify_by ?? '') < Date.parse(now))
          .map(({ path, name, value }) => ({
            path: [...path, 'recertify_by'],
            message: `the certification of the agent "${name}" ended on ${value.recertify_by}: its changes are blocked`,
          })),
};

/** Epoch milliseconds of the last moment: a date alone counts to its end, in UTC. */
export function certifiedUntil(date: string): number {
  return Date.parse(date.length === 10 ? `${date}T23:59:59.999Z` : date);
}
