// Escape actions that fall on every resource of a kind, and the condition that ties an attachment to one policy. Called by narrow.ts; pure.
import type { Change } from '../model/change.ts';
import type { ActionFact } from './catalogue.ts';
import type { Permission } from './compile-allows.ts';
import { rootOf } from './needed-actions.ts';
import { isNever } from './never-list.ts';
import type { Side } from './references.ts';
import { SIDES, textOn, unboundKinds, type ScopeContext } from './resource-scope.ts';

const POLICY_ARN = /^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+$/;
const ATTACHES = /^iam:(?:Attach|Detach)(?:Role|User|Group)Policy$/;

/** One plain line for every escape action of a change that no name limits. */
export function wideRights(permissions: readonly Permission[], context: ScopeContext): readonly string[] {
  return permissions
    .filter(({ action }) => isNever(action.name))
    .flatMap(({ action, resources }) =>
      unboundKinds(action, resources, context.target).map(
        (kind) =>
          `${context.change.address}: ${action.name} on every ${kind}, because ${whyOpen(kind, context.change)}`,
      ),
    );
}

function whyOpen(kind: string, { attributes, type }: Change): string {
  // The attribute `policy` of a policy is its document.
  const names = type?.endsWith(`_${kind}`) === true ? ['name'] : [kind, `${kind}_name`];
  const given = attributes.some(({ path, after }) => names.includes(rootOf(path)) && after !== null);
  return given ? `the ${kind} is named by reference` : `no name of the ${kind} stands in the change`;
}

/** The policies that an attachment is about, null where one of them is not known before the deployment. */
export function attachedPolicies(action: ActionFact, context: ScopeContext): readonly string[] | null {
  if (!ATTACHES.test(action.name)) return null;
  const sides: readonly Side[] = SIDES[context.change.action];
  const arns = sides.map((side) => textOn(side, 'policy_arn', context));
  const known = arns.filter((arn) => arn !== null && POLICY_ARN.test(arn)) as readonly string[];
  return known.length === arns.length ? [...new Set(known)].toSorted() : null;
}
