// Statements that let everybody in: asked by rules/public-exposure.ts and rules/iam-access-grows.ts.
import { isEverybody } from './everybody.ts';
import type { Witness } from './growth/index.ts';
import { narrowsAllow, narrowsByDeny } from './narrowing.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';

/** Allow statements for everybody that neither a condition nor a Deny beside them holds back. */
export function publicStatements({ statements }: PolicyDocument): readonly PolicyStatement[] {
  if (statements.some(keepsOthersOut)) return [];
  return statements.filter(
    ({ effect, principals, conditions }) =>
      effect !== 'Deny' && isEverybody(principals) && !conditions.some(narrowsAllow),
  );
}

/** `Deny` to everybody outside of a network or organisation: the usual way to write a policy of one's own. */
function keepsOthersOut({ effect, principals, conditions }: PolicyStatement): boolean {
  return effect === 'Deny' && isEverybody(principals) && conditions.some(narrowsByDeny);
}

export function isPublicWitness({ principal, condition }: Witness): boolean {
  return principal === '*' && condition === null;
}
