// What stands before an Ingress and asks who is there, or from where: called by rules/public-exposure.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { objectName } from './places.ts';

/**
 * Annotations of https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ and
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/, by what they do.
 */
const GUARDS: readonly { readonly pattern: RegExp; readonly loss: string }[] = [
  {
    pattern: /^nginx\.ingress\.kubernetes\.io\/(?:auth-(?:url|type|secret|tls-secret)|enable-global-auth)$/,
    loss: 'no longer asks its callers to log in',
  },
  {
    pattern: /^alb\.ingress\.kubernetes\.io\/(?:auth-type|mutual-authentication)$/,
    loss: 'no longer asks its callers to log in',
  },
  {
    pattern:
      /^(?:nginx\.ingress\.kubernetes\.io\/(?:whitelist-source-range|allowlist-source-range)|alb\.ingress\.kubernetes\.io\/(?:inbound-cidrs|security-groups))$/,
    loss: 'takes callers from every address',
  },
  {
    pattern: /^alb\.ingress\.kubernetes\.io\/(?:wafv2-acl-arn|waf-acl-id)$/,
    loss: 'has no web firewall before it',
  },
];

/** Guards that the base had and the head has no more, each loss once. */
export function lostIngressGuards(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'Ingress' || change.before === null || change.after === null) return [];
  const now = new Set(guardsIn(treeOf(change.after)));
  const lost = new Set(guardsIn(treeOf(change.before)).filter((loss) => !now.has(loss)));
  return [...lost].map((loss) => ({ message: `${objectName(change)} ${loss}.`, line: null }));
}

function guardsIn(tree: Node): readonly string[] {
  return walk(tree).flatMap(({ name }) =>
    GUARDS.filter(({ pattern }) => pattern.test(name)).map(({ loss }) => loss),
  );
}
