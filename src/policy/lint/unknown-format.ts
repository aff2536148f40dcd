// Formats in rules that no change is ever in.
import { closest } from '../../model/closest.ts';
import type { Lint } from './lint.ts';
import { wordsOf } from './walk.ts';

export const unknownFormat: Lint = {
  code: 'unknown-format',
  find: ({ document, words: { formats } }) =>
    wordsOf(document, 'formats')
      .filter(({ value }) => !formats.includes(value))
      .map(({ path, value }) => {
        const near = closest(value, formats);
        return {
          path,
          message: `no format is called "${value}"${near === null ? '' : `; did you mean "${near}"?`}`,
        };
      }),
};
