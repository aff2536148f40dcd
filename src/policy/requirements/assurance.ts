// `require.assurance`: how sure it must be which agent wrote the change. In the registry of requirements.
import { ASSURANCES } from '../../model/words.ts';
import { makeReason } from '../make-reason.ts';
import { isBound } from './requirement.ts';
import type { Requirement } from './requirement.ts';

export const assurance: Requirement = ({ rule: { name, rule }, input: { actor } }) => {
  const least = rule.require?.assurance;
  if (least === undefined || !isBound(actor)) return [];
  const satisfied = ASSURANCES.indexOf(actor.assurance) >= ASSURANCES.indexOf(least);
  return [
    makeReason({
      code: 'ASSURANCE_LOW',
      rule: name,
      satisfied,
      need: { assurance: least },
      have: { assurance: actor.assurance },
      message: `The identity of the agent is ${actor.assurance}; at least ${least} is needed.`,
      remediation: satisfied
        ? 'Nothing to do.'
        : 'Let the agent open the pull request with its own account and sign its commits.',
    }),
  ];
};
