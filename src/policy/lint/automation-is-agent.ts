// Accounts under `automation` that are an agent's: the agent's limits hold, and the entry says nothing.
import { agentNames } from '../agents/find-agent-parts.ts';
import type { Lint } from './lint.ts';
import { placed } from './walk.ts';

export const automationIsAgent: Lint = {
  code: 'automation-is-agent',
  find: ({ document: { actors }, documents }) =>
    placed(actors?.automation, ['actors', 'automation']).flatMap(({ path, value: { github } }) => {
      const listed = documents.flatMap((each) =>
        Object.entries(each.actors?.agents ?? {})
          .filter(([, { identities }]) => identities.some((identity) => identity.github === github))
          .map(([name]) => name),
      );
      const [name] = listed.length > 0 ? listed : agentNames(github, []);
      return name === undefined
        ? []
        : [{ path, message: `account ${github} is the agent "${name}", and counts as that` }];
    }),
};
