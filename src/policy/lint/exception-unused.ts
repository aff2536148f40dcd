// Exceptions that excuse nothing in the change that was looked at.
import { compileGlobs } from '../../model/glob.ts';
import type { Lint } from './lint.ts';
import { placed } from './walk.ts';

export const exceptionUnused: Lint = {
  code: 'exception-unused',
  find: ({ document, surroundings: { found } }) => {
    if (found === null) return [];
    return placed(document.exceptions, ['exceptions'])
      .filter(({ value }) => {
        const matches = compileGlobs(value.addresses, 'relax');
        return !found.some(({ finding, address }) => finding === value.finding && matches(address));
      })
      .map(({ path, value: { finding, addresses } }) => ({
        path,
        message: `the change that was looked at has no "${finding}" on ${addresses.join(', ')}`,
      }));
  },
};
