// Files that look like the policy and are never read: whoever edits one believes that it holds.
import { isPolicyLookAlike } from '../../model/policy-source.ts';
import type { Lint } from './lint.ts';

export const otherPolicyFile: Lint = {
  code: 'other-policy-file',
  find: ({ layer, surroundings: { tree } }) => {
    if (layer !== 'repository') return [];
    return (tree ?? [])
      .filter(isPolicyLookAlike)
      .map((path) => ({ path: [], message: `"${path}" is never read as a policy` }));
  },
};
