// Finding ids that no finding has, in rules and exceptions: a misspelled id is a rule that looks the other way.
import { closest } from '../../model/closest.ts';
import { compileGlobs } from '../../model/glob.ts';
import type { Lint } from './lint.ts';
import { placed, wordsOf } from './walk.ts';

export const unknownFinding: Lint = {
  code: 'unknown-finding',
  find: ({ document, words: { findings } }) => {
    const globs = wordsOf(document, 'findings').filter(
      ({ value }) => !findings.some(compileGlobs([value], 'tighten')),
    );
    const exact = placed(document.exceptions, ['exceptions'])
      .filter(({ value: { finding } }) => !findings.includes(finding))
      .map(({ path, value: { finding } }) => ({ path: [...path, 'finding'], value: finding }));
    return [...globs, ...exact].map(({ path, value }) => {
      const near = closest(value, findings);
      return {
        path,
        message: `no finding is called "${value}"${near === null ? '' : `; did you mean "${near}"?`}`,
      };
    });
  },
};
