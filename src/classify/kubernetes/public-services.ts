// Services that stand on the internet or on every node: called by rules/public-exposure.ts and chart-values.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { isPublic } from '../firewall/cidr.ts';
import { childOf, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { objectName, unwrapBlocks } from './places.ts';

/** Newly, or newly without what kept it inside. */
export function publicServiceHits(change: ParsedChange): readonly Hit[] {
  if (!/^(?:kubernetes_)?service(?:_v1)?$/i.test(change.type ?? '')) return [];
  const [old, now] = [change.before, change.after].map((side) => reachOf(unwrapBlocks(treeOf(side))));
  if (now === undefined || now === null || now.who === old?.who) return [];
  const message = `${objectName(change)} can now be reached by ${now.who}.`;
  return [{ message, line: now.line, severity: now.severity, remedy: SERVICE_REMEDY }];
}

export const SERVICE_REMEDY =
  'Leave it a ClusterIP behind an Ingress that asks who is there, or keep its load balancer internal or open to named ranges only (loadBalancerSourceRanges).';

type Reach = { readonly who: string; readonly line: number; readonly severity: 'medium' | 'low' };

/** Of a service, or of values for one; null where it stays inside. */
export function reachOf(tree: Node): Reach | null {
  const spec = childOf(tree, 'spec') ?? tree;
  const type = childOf(spec, 'type');
  if (type === undefined) return null;
  const said = textOf(type);
  if (said === 'NodePort')
    return { who: 'everybody who reaches a node (NodePort)', line: type.line, severity: 'low' };
  if (said !== 'LoadBalancer' || isInternal(tree) || isLimited(spec)) return null;
  return { who: 'the whole internet (LoadBalancer)', line: type.line, severity: 'medium' };
}

/** Each cloud has an annotation of its own for a load balancer that stays inside. */
function isInternal(tree: Node): boolean {
  return walk(tree).some(
    (node) =>
      /load-?balancer-(?:internal|scheme|type|ip-type)$/.test(node.name) &&
      textsOf(node).known.some((text) => /^(?:internal|true|0\.0\.0\.0\/0|private|intranet)$/i.test(text)),
  );
}

function isLimited(spec: Node): boolean {
  const { known, unknown } = textsOf(childOf(spec, 'loadBalancerSourceRanges'));
  return known.length > 0 && unknown.length === 0 && !isPublic(known);
}
