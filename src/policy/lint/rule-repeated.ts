// Rules that say the same under two ids.
import type { RuleDocument } from '../schema/policy-schema.ts';
import type { Lint } from './lint.ts';
import { rulesOf } from './walk.ts';

export const ruleRepeated: Lint = {
  code: 'rule-repeated',
  find: ({ document }) => {
    const first = new Map<string, string>();
    return rulesOf(document).flatMap(({ path, value }) => {
      const saying = sayingOf(value);
      const same = first.get(saying);
      if (same === undefined) first.set(saying, value.id);
      return same === undefined
        ? []
        : [{ path, message: `the rule "${value.id}" says the same as "${same}"` }];
    });
  },
};

/** Keys stand in the order of the schema, whatever the file says. */
function sayingOf({ when = {}, mode = 'enforce', require, deny, tier }: RuleDocument): string {
  return JSON.stringify([when, mode, require, deny, tier]);
}
