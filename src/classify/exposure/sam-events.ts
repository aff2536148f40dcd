// Events of SAM functions, and interfaces, that ask nobody who they are: called by rules/public-exposure.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

/**
 * `Auth.Authorizer: NONE` of an event takes the authorizer of the interface away, and an interface without
 * `DefaultAuthorizer` has none (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html).
 * A new one without any is as the author made it.
 */
export function openEventHits(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const [old, now] = [treeOf(change.before), treeOf(change.after)];
  if (change.type === 'AWS::Serverless::Function') return openEvents(change, old, now);
  return /^AWS::Serverless::(?:Http)?Api$/.test(change.type ?? '') ? lostDefault(change, old, now) : [];
}

function openEvents({ address }: ParsedChange, old: Node, now: Node): readonly Hit[] {
  const before = childOf(old, 'Events');
  return (childOf(now, 'Events')?.children ?? []).flatMap((event): readonly Hit[] => {
    const auth = authorizer(childOf(event, 'Properties'), 'Authorizer');
    if (auth === undefined || !isNone(auth)) return [];
    const had = before === undefined ? undefined : childOf(before, event.name);
    if (had !== undefined && isNone(authorizer(childOf(had, 'Properties'), 'Authorizer'))) return [];
    const message = `Event ${event.name} of ${address} is called without authorisation.`;
    return [{ message, line: auth.line, severity: 'medium' }];
  });
}

function lostDefault({ address }: ParsedChange, old: Node, now: Node): readonly Hit[] {
  const [before, after] = [old, now].map((tree) => authorizer(tree, 'DefaultAuthorizer'));
  if (before === undefined || isNone(before) || (after !== undefined && !isNone(after))) return [];
  const message = `${address} no longer asks its callers who they are: it has no default authorizer.`;
  return [{ message, line: after?.line ?? null, severity: 'high' }];
}

function authorizer(properties: Node | undefined, name: string): Node | undefined {
  const auth = properties === undefined ? undefined : childOf(properties, 'Auth');
  return auth === undefined ? undefined : childOf(auth, name);
}

function isNone(node: Node | undefined): boolean {
  return node !== undefined && /^none$/i.test(textOf(node) ?? '');
}
