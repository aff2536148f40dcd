// What stands before an Ingress and asks who is there, or from where: called by rules/public-exposure.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { isPublic } from '../firewall/cidr.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { locate, objectName, unwrapBlocks } from './places.ts';

type Guard = {
  readonly pattern: RegExp;
  readonly loss: string;
  /** Values with which it guards nothing. */
  readonly isOpen: (texts: readonly string[]) => boolean;
};

const LOGIN = 'no longer asks its callers to log in';
const ADDRESSES = 'no longer limits the addresses that its callers may come from';

/**
 * Annotations of https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ and
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/, by what they do.
 */
const GUARDS: readonly Guard[] = [
  {
    pattern: /^nginx\.ingress\.kubernetes\.io\/(?:auth-(?:url|type|secret|tls-secret)|enable-global-auth)$/,
    loss: LOGIN,
    isOpen: isNothing,
  },
  {
    pattern: /^alb\.ingress\.kubernetes\.io\/(?:auth-type|mutual-authentication)$/,
    loss: LOGIN,
    isOpen: isNothing,
  },
  {
    pattern:
      /^(?:nginx\.ingress\.kubernetes\.io\/(?:whitelist|allowlist)-source-range|alb\.ingress\.kubernetes\.io\/inbound-cidrs)$/,
    loss: ADDRESSES,
    isOpen: (texts) =>
      isNothing(texts) || isPublic(texts.flatMap((text) => text.split(',')).map((range) => range.trim())),
  },
  { pattern: /^alb\.ingress\.kubernetes\.io\/security-groups$/, loss: ADDRESSES, isOpen: isNothing },
  {
    pattern: /^alb\.ingress\.kubernetes\.io\/(?:wafv2-acl-arn|waf-acl-id)$/,
    loss: 'has no web firewall before it',
    isOpen: isNothing,
  },
];

const REMEDY = 'Keep the annotation, or put another guard in its place in the same pull request.';

/** Values of a chart hold annotations of several Ingresses. */
const BEARERS = /^(?:Ingress|kubernetes_ingress(?:_v1)?|HelmRelease|HelmValues|helm_release|Application)$/;

/** Guards that the base had in a place that is still there, and that guard no more: each loss once. */
export function lostIngressGuards(change: ParsedChange): readonly Hit[] {
  if (!BEARERS.test(change.type ?? '') || change.before === null || change.after === null) return [];
  const now = new Map(bearersIn(change.after).map((bearer) => [bearer.key, bearer]));
  const lost = bearersIn(change.before).flatMap(({ key, guards }) => {
    const bearer = now.get(key);
    if (bearer === undefined) return [];
    const kept = new Set(bearer.guards);
    return guards.filter((loss) => !kept.has(loss)).map((loss) => ({ loss, line: bearer.line }));
  });
  const isObject = /ingress/i.test(change.type ?? '');
  const what = isObject ? objectName(change) : `An Ingress of ${objectName(change)}`;
  return [...new Map(lost.map((one) => [one.loss, one])).values()].map(({ loss, line }) => ({
    message: `${what} ${loss}.`,
    line: isObject ? null : line,
    remedy: REMEDY,
  }));
}

/** Where annotations stand or could stand: by its place, so that what one Ingress loses is not made good by another. */
type Bearer = { readonly key: string; readonly guards: readonly string[]; readonly line: number };

function bearersIn(state: ResourceState): readonly Bearer[] {
  return locate(unwrapBlocks(treeOf(state))).flatMap(({ node, above }) => {
    if (node.children.length === 0) return [];
    const key = [...above, node].map(({ name }) => name).join('/');
    return [{ key, guards: guardsOf(childOf(node, 'annotations')), line: node.line }];
  });
}

function guardsOf(annotations: Node | undefined): readonly string[] {
  return (annotations?.children ?? []).flatMap((node) => {
    const { known, unknown } = textsOf(node);
    return GUARDS.filter(
      ({ pattern, isOpen }) => pattern.test(node.name) && (unknown.length > 0 || !isOpen(known)),
    ).map(({ loss }) => loss);
  });
}

function isNothing(texts: readonly string[]): boolean {
  return texts.every((text) => /^(?:|none|off|false)$/i.test(text.trim()));
}
