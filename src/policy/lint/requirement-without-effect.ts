// `provenance` and `assurance` in rules that match no agent: they bind agents only.
import type { Lint } from './lint.ts';
import { rulesOf } from './walk.ts';

const BOUND: readonly string[] = ['agent', 'mixed'];

export const requirementWithoutEffect: Lint = {
  code: 'requirement-without-effect',
  find: ({ document }) =>
    rulesOf(document).flatMap(({ path, value: { when, require } }) => {
      const classes = when?.actor;
      if (classes === undefined || classes.some((word) => BOUND.includes(word))) return [];
      return (['provenance', 'assurance'] as const)
        .filter((key) => require?.[key] !== undefined)
        .map((key) => ({
          path: [...path, 'require', key],
          message: `"${key}" binds agents only, and this rule matches ${classes.join(' and ')}`,
        }));
    }),
};
