// Environments that no change can be in: rules about them never match, and agents that may reach them reach nothing.
import type { Lint } from './lint.ts';
import { members } from './walk.ts';

export const environmentUnmatched: Lint = {
  code: 'environment-unmatched',
  find: ({ layer, document, documents }) => {
    if (layer !== 'repository') return [];
    return members(document.environments, ['environments'])
      .filter(({ name }) =>
        documents.every(({ environments }) => Object.keys(environments?.[name]?.match ?? {}).length === 0),
      )
      .map(({ path, name }) => ({ path, message: `no change is ever in "${name}": it has no "match"` }));
  },
};
