// Exceptions that are over: rules see the findings again.
import type { Lint } from './lint.ts';
import { placed } from './walk.ts';

export const exceptionExpired: Lint = {
  code: 'exception-expired',
  find: ({ document, surroundings: { now } }) =>
    placed(document.exceptions, ['exceptions'])
      .filter(({ value: { expires } }) => Date.parse(expires) <= Date.parse(now ?? ''))
      .map(({ path, value: { finding, expires } }) => ({
        path: [...path, 'expires'],
        message: `the exception for "${finding}" ended on ${expires}`,
      })),
};
