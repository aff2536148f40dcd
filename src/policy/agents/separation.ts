// Which duties one agent may have together. Called by `mergeLayers` and `checkAgents`.
import type { Separation } from '../compiled.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';

/** Relaxing, so it is the highest layer's to allow, and any other's to forbid. `documents`: the highest first. */
export function separationOf(documents: readonly PolicyDocument[]): Separation {
  const isAllowed = (key: 'author_may_validate' | 'validator_may_execute'): boolean =>
    documents[0]?.separation?.[key] === true &&
    documents.every(({ separation }) => separation?.[key] !== false);
  return {
    authorMayValidate: isAllowed('author_may_validate'),
    validatorMayExecute: isAllowed('validator_may_execute'),
  };
}
