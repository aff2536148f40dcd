// What a Deny kept away and keeps away no longer: called by rules/iam-deny-removed.ts.
import { compareDocuments } from './growth/index.ts';
import type { Growth } from './growth/index.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';

export function deniesIn({ statements }: PolicyDocument): readonly PolicyStatement[] {
  return statements.filter(({ effect }) => effect === 'Deny');
}

/** Denies read as Allow: what the base "allows" and the head does not is what is no longer denied. Lines are the base's. */
export function lostDenies(before: readonly PolicyDocument[], after: readonly PolicyDocument[]): Growth {
  return compareDocuments(after.flatMap(turned), before.flatMap(turned));
}

/** As a policy of its own kind: a ceiling or trust policy would be read with more rules than its statements have. */
function turned(document: PolicyDocument): readonly PolicyDocument[] {
  const statements = deniesIn(document).map((statement): PolicyStatement => ({
    ...statement,
    effect: 'Allow',
  }));
  const named = statements.some(({ principals }) => principals !== null);
  return statements.length === 0
    ? []
    : [{ ...document, use: named ? 'resource' : 'identity', unknown: [], statements }];
}
