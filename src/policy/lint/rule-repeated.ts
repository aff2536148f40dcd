// Rules that say the same under two ids, in one file or in a layer above.
import type { RuleDocument } from '../schema/policy-schema.ts';
import type { Lint } from './lint.ts';
import { rulesOf } from './walk.ts';

export const ruleRepeated: Lint = {
  code: 'rule-repeated',
  find: ({ document, documents }) => {
    const text = JSON.stringify(document);
    // What floor and repository both extend counts under each, and repeats nothing.
    const above = documents
      .slice(0, documents.indexOf(document))
      .flatMap((other) => (JSON.stringify(other) === text ? [] : (other.rules ?? [])));
    const first = new Map(above.map((rule) => [sayingOf(rule), `${rule.id}" of a layer above`]));
    return rulesOf(document).flatMap(({ path, value }) => {
      const saying = sayingOf(value);
      const same = first.get(saying);
      if (same === undefined) first.set(saying, `${value.id}"`);
      return same === undefined
        ? []
        : [{ path, message: `the rule "${value.id}" says the same as "${same}` }];
    });
  },
};

/** Keys stand in the order of the schema, whatever the file says, and words of a list in that of the alphabet. */
function sayingOf({ when = {}, mode = 'enforce', require, deny, tier }: RuleDocument): string {
  return JSON.stringify([when, mode, require, deny, tier], (_key, value: unknown) =>
    Array.isArray(value) && value.every((word) => typeof word === 'string') ? value.toSorted() : value,
  );
}
