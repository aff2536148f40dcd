// People named by login alone: a login that is given up can be registered by somebody else, who would then approve.
import { isTeam, personOf } from '../approvals/approver-word.ts';
import { approversOf, wordMeant } from './approvers.ts';
import type { Lint } from './lint.ts';

export const bareLogin: Lint = {
  code: 'bare-login',
  find: ({ document, surroundings: { people } }) =>
    approversOf(document)
      .filter(({ value }) => !isTeam(value) && personOf(value).id === null && wordMeant(value) === null)
      .map(({ path, value }) => {
        const { login } = personOf(value);
        const id = people?.accounts[login.toLowerCase()];
        const offer = id === undefined ? '' : `; write { login: ${login}, id: ${id} }`;
        return { path, message: `"${value}" is whoever has this login${offer}` };
      }),
};
