// Lists of tools that limit nothing.
import { matchesNameGlob } from '../../model/plain-glob.ts';
import type { Lint, Warning } from './lint.ts';
import { members } from './walk.ts';

export const agentAnyTool: Lint = {
  code: 'agent-any-tool',
  find: ({ document }) =>
    members(document.actors?.agents, ['actors', 'agents']).flatMap(({ path, name, value: { tools = [] } }) =>
      tools.flatMap((tool, index): readonly Warning[] =>
        matchesNameGlob(tool, ANY)
          ? [{ path: [...path, 'tools', index], message: `"${tool}" lets the agent "${name}" use any tool` }]
          : [],
      ),
    ),
};

/** No tool is called so: what matches it matches by its wildcards alone. */
const ANY = '\uE000'.repeat(20);
