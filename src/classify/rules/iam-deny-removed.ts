// Finding rule: a Deny is gone or denies less. Listed in registry.ts.
import type { ChangeRule, Hit } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { isHolderGone } from '../iam/holders.ts';
import { deniesIn, lostDenies } from '../iam/denies.ts';
import type { Witness } from '../iam/growth/index.ts';
import type { PolicyDocument, PolicySet, PolicyStatement, PolicyUse } from '../iam/policy-document.ts';
import { starResource } from '../iam/star-resource.ts';

export const iamDenyRemoved: ChangeRule = {
  on: 'change',
  id: 'iam-deny-removed',
  title: 'A Deny is gone or narrower',
  severity: 'high',
  confidence: 'high',
  why: 'A Deny wins over every Allow, so it is what people build fences with. Taking one away opens whatever is allowed anywhere else, in policies that this pull request does not show.',
  remedy: 'Keep the Deny, or show that nothing it held back is allowed anywhere else.',
  check: (change, { diff }) => {
    const { before, after } = documentPair(change, diff);
    const { address } = change;
    const denied = before.flatMap(deniesIn);
    if (denied.length === 0 || (change.after === null && isHolderGone(change, diff))) return [];
    const growth = lostDenies(before, after);
    switch (growth.verdict) {
      case 'same':
      case 'shrinks':
        return [];
      case 'unknown':
        return [doubt(denied, { address, after })];
      case 'grows':
      case 'both':
        return [lost({ address, witnesses: growth.witnesses, before, after })];
    }
  },
};

type Lost = {
  readonly address: string;
  readonly witnesses: readonly Witness[];
  readonly before: readonly PolicyDocument[];
  readonly after: readonly PolicyDocument[];
};

function lost({ address, witnesses, before, after }: Lost): Hit {
  const [first] = witnesses;
  const denied = before.flatMap(deniesIn);
  const statement = denied.find(({ line }) => line === first?.line) ?? denied[0];
  const use = before.find(({ statements }) => statements.some((one) => one === statement))?.use ?? 'identity';
  const narrowed = after.flatMap(deniesIn).some((one) => one.sid !== null && one.sid === statement?.sid);
  const what = first !== undefined && narrowed ? told(first, use) : whole(statement, use);
  const message = `A Deny${nameOf(statement)} of ${address} no longer holds back ${what}.`;
  const computed = after.some(({ unknown }) => unknown.length > 0);
  const doubtful = { ...doubt(denied, { address, after }), line: lineOf(statement, after) };
  return computed ? doubtful : { message, line: lineOf(statement, after) };
}

function told({ action, resource }: Witness, use: PolicyUse): string {
  return `${action} on ${resource === '*' ? starResource(use, action) : resource}`;
}

/** What a Deny that is gone spoke of, as written. */
function whole(statement: PolicyStatement | undefined, use: PolicyUse): string {
  const texts = (set: PolicySet | null | undefined): readonly string[] =>
    (set?.texts ?? []).map((text) => (text.kind === 'known' ? text.text : text.source));
  const [action = 'what it named', ...others] = texts(statement?.actions);
  const [resource] = texts(statement?.resources);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const actions = statement?.actions.not === true ? `everything but ${action}${more}` : `${action}${more}`;
  if (resource === undefined) return actions;
  return `${actions} on ${resource === '*' ? starResource(use, action) : resource}`;
}

function doubt(
  [statement]: readonly PolicyStatement[],
  { address, after }: Pick<Lost, 'address' | 'after'>,
): Hit {
  return {
    message: `It cannot be told whether the Deny${nameOf(statement)} of ${address} still denies what it did.`,
    line: lineOf(statement, after),
    severity: 'medium',
    confidence: 'low',
  };
}

function nameOf(statement: PolicyStatement | undefined): string {
  return statement === undefined || statement.sid === null ? '' : ` (${statement.sid})`;
}

/** In the head: the statement of the same name, else the policy it was in; null where that is gone as a whole. */
function lineOf(statement: PolicyStatement | undefined, after: readonly PolicyDocument[]): number | null {
  const sid = statement?.sid ?? null;
  const same = after.flatMap(({ statements }) => statements).find((one) => sid !== null && one.sid === sid);
  return same?.line ?? after[0]?.line ?? null;
}
