// Deployments that a rule wants first and that no target can make: nobody could satisfy it.
import type { Lint } from './lint.ts';
import { rulesOf } from './walk.ts';

export const stageWithoutTarget: Lint = {
  code: 'stage-without-target',
  find: ({ layer, document, documents }) => {
    // Above the repository nobody knows its targets.
    if (layer !== 'repository') return [];
    const reached = documents.flatMap(({ deploy }) =>
      Object.values(deploy ?? {}).map(({ environment }) => environment),
    );
    return rulesOf(document).flatMap(({ path, value: { require } }) => {
      const stage = require?.deployed?.environment;
      return stage === undefined || reached.includes(stage)
        ? []
        : [
            {
              path: [...path, 'require', 'deployed', 'environment'],
              message: `no deploy target is for "${stage}", so nothing is ever known to have been deployed there`,
            },
          ];
    });
  },
};
