// Listed agents that may change no infrastructure at all.
import { KINDS } from '../../model/words.ts';
import type { AgentDocument } from '../schema/policy-schema.ts';
import type { Lint } from './lint.ts';
import { members } from './walk.ts';

export const agentReachesNothing: Lint = {
  code: 'agent-reaches-nothing',
  find: ({ document }) =>
    members(document.actors?.agents, ['actors', 'agents']).flatMap(({ path, name, value }) => {
      const why = whyNothing(value);
      return why === null ? [] : [{ path, message: `the agent "${name}" may reach nothing: ${why}` }];
    }),
};

/** An advisory agent without environments is meant to reach nothing, and so is one that only validates. */
function whyNothing({ autonomy, environments, deny_kinds: denied, roles }: AgentDocument): string | null {
  if (roles?.every((role) => role === 'validator')) return null;
  const none = environments === undefined || environments.length === 0;
  if (autonomy === 'advisory') return none ? null : '"advisory" takes away the "environments" that it lists';
  if (none) return 'it lists no "environments"';
  return KINDS.every((kind) => denied?.includes(kind)) ? '"deny_kinds" lists every kind' : null;
}
