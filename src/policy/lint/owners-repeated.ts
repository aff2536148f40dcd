// Paths with two entries in `resource_owners`: whoever knows CODEOWNERS expects that the last one wins.
import type { Lint } from './lint.ts';
import { placed } from './walk.ts';

export const ownersRepeated: Lint = {
  code: 'owners-repeated',
  find: ({ document }) => {
    const seen = new Map<string, number>();
    return placed(document.resource_owners, ['resource_owners']).flatMap((area, index) =>
      placed(area.value.paths, [...area.path, 'paths']).flatMap(({ path, value }) => {
        const first = seen.get(value);
        seen.set(value, first ?? index);
        if (first === undefined) return [];
        const where =
          first === index ? 'twice in this entry' : `in entry ${first + 1} as well: both must approve`;
        return [{ path, message: `"${value}" is ${where}` }];
      }),
    );
  },
};
