// Environments of agents that no layer defines. Not an error: a shared list of agents may name more than one repository has.
import { closest } from '../../model/closest.ts';
import type { Lint } from './lint.ts';
import { members, placed } from './walk.ts';

export const agentUnknownEnvironment: Lint = {
  code: 'agent-unknown-environment',
  find: ({ layer, document, documents }) => {
    if (layer !== 'repository') return [];
    const known = documents.flatMap(({ environments }) => Object.keys(environments ?? {}));
    return members(document.actors?.agents, ['actors', 'agents'])
      .flatMap(({ path, value }) => placed(value.environments, [...path, 'environments']))
      .filter(({ value }) => !known.includes(value))
      .map(({ path, value }) => {
        const near = closest(value, known);
        return {
          path,
          message: `no environment is called "${value}"${near === null ? '' : `; did you mean "${near}"?`}`,
        };
      });
  },
};
