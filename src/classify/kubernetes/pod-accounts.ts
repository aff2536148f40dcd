// The service accounts that pods act as: called by rules/k8s-rbac-escalation.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { isComputed } from './flags.ts';
import { locate, objectName, unwrapBlocks } from './places.ts';

/** Pods that run already and turn to another account, with whatever that one may do. */
export function accountHits(change: ParsedChange): readonly Hit[] {
  // A custom resource definition only describes the pods of others.
  if (change.before === null || change.after === null || change.type === 'CustomResourceDefinition')
    return [];
  const old = new Map(accountsIn(treeOf(change.before)).map(({ key, name }) => [key, name]));
  return accountsIn(treeOf(change.after)).flatMap(({ key, name, line }): readonly Hit[] => {
    const before = old.get(key);
    if (before === undefined || before === name || name === DEFAULT) return [];
    const message = `Pods of ${objectName(change)} now act as the service account ${name} (before: ${before}).`;
    // A template that names one names that of its own chart, most often, instead of the default one.
    const severity = before === DEFAULT && isComputed(name) ? 'low' : 'medium';
    return [{ message, line, severity, confidence: 'medium' }];
  });
}

type Account = { readonly key: string; readonly name: string; readonly line: number };

/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/ */
const DEFAULT = 'default';

function accountsIn(tree: Node): readonly Account[] {
  return locate(unwrapBlocks(tree)).flatMap(({ node, above }) => {
    const containers = childOf(node, 'containers') ?? childOf(node, 'container');
    if (containers === undefined || containers.children.length === 0) return [];
    const named = childOf(node, 'serviceAccountName') ?? childOf(node, 'serviceAccount');
    const { known, unknown } = textsOf(named);
    const name = known[0] ?? unknown[0] ?? DEFAULT;
    const key = [...above, node].map((one) => one.name).join('/');
    return [{ key, name: name === '' ? DEFAULT : name, line: named?.line ?? node.line }];
  });
}
