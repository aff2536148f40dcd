// Names of agents in rules that nobody can have.
import { closest } from '../../model/closest.ts';
import { REGISTRY } from '../agents/registry.ts';
import type { Lint } from './lint.ts';
import { wordsOf } from './walk.ts';

export const unknownAgent: Lint = {
  code: 'unknown-agent',
  find: ({ document, documents }) => {
    const listed = documents.flatMap(({ actors }) => Object.keys(actors?.agents ?? {}));
    const known = [...listed, ...REGISTRY.map(({ name }) => name)];
    return wordsOf(document, 'agents')
      .filter(({ value }) => !known.includes(value))
      .map(({ path, value }) => {
        const near = closest(value, known);
        return {
          path,
          message: `no agent is called "${value}"${near === null ? '' : `; did you mean "${near}"?`}`,
        };
      });
  },
};
