// Words in `when.data` that no environment has. A floor cannot know the words of its repositories.
import { closest } from '../../model/closest.ts';
import type { Lint } from './lint.ts';
import { wordsOf } from './walk.ts';

export const unknownData: Lint = {
  code: 'unknown-data',
  find: ({ layer, document, documents }) => {
    if (layer !== 'repository') return [];
    const known = documents.flatMap(({ environments }) =>
      Object.values(environments ?? {}).flatMap(({ data }) => data ?? []),
    );
    return wordsOf(document, 'data')
      .filter(({ value }) => !known.includes(value))
      .map(({ path, value }) => {
        const near = closest(value, known);
        const hint = near === null ? '' : `; did you mean "${near}"?`;
        return { path, message: `no environment has the data word "${value}"${hint}` };
      });
  },
};
