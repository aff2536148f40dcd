// Agents whose certification ends within 30 days: what works today is blocked then.
import { certifiedUntil } from './agent-expired.ts';
import type { Lint } from './lint.ts';
import { members } from './walk.ts';

const SOON_MS = 30 * 86_400_000;

export const agentExpiresSoon: Lint = {
  code: 'agent-expires-soon',
  find: ({ document, surroundings: { now } }) =>
    members(document.actors?.agents, ['actors', 'agents'])
      .filter(({ value: { recertify_by: date } }) => {
        const left = certifiedUntil(date ?? '') - Date.parse(now ?? '');
        return left >= 0 && left <= SOON_MS;
      })
      .map(({ path, name, value }) => ({
        path: [...path, 'recertify_by'],
        message: `the certification of the agent "${name}" ends on ${value.recertify_by}`,
      })),
};
