// `purpose` inside `not`: whoever writes a change writes its purpose too, so that it takes nothing out of a rule.
import type { Lint } from './lint.ts';
import { conditionsOf } from './walk.ts';

export const conditionWithoutEffect: Lint = {
  code: 'condition-without-effect',
  find: ({ document }) =>
    conditionsOf(document).flatMap(({ path, value }) => {
      const turned = path.filter((step) => step === 'not').length % 2 === 1;
      if (!turned || value.purpose === undefined) return [];
      const message = '"purpose" takes no change out of a rule, so this "not" holds whatever was declared';
      return [{ path: [...path, 'purpose'], message }];
    }),
};
