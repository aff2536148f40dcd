// Files that look like the policy and are never read: whoever edits one believes that it holds.
import { POLICY_PATH } from '../../model/policy-source.ts';
import type { Lint } from './lint.ts';

/** `aigov.yml` in the root is where an organisation keeps its floor. */
const LOOK_ALIKE = /^(?:(?:\.github\/)?\.aigov\.ya?ml|\.github\/aigov\.ya?ml|aigov\.yaml)$/i;

export const otherPolicyFile: Lint = {
  code: 'other-policy-file',
  find: ({ layer, surroundings: { tree } }) => {
    if (layer !== 'repository') return [];
    return (tree ?? [])
      .filter((path) => LOOK_ALIKE.test(path) && path !== POLICY_PATH)
      .map((path) => ({ path: [], message: `"${path}" is never read as a policy` }));
  },
};
