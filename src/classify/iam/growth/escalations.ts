// Which known ways to every other right does the head complete? Called by the IAM rules.
import type { PolicyDocument } from '../policy-document.ts';
import type { Escalation } from './growth.ts';

export function completedEscalations(
  _before: readonly PolicyDocument[],
  _after: readonly PolicyDocument[],
): readonly Escalation[] {
  return [];
}
