// Cloud identities that pods take on by an annotation: called by rules/k8s-rbac-escalation.ts.
import { walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

/** Annotations of a service account, with whose identity it is (EKS, GKE and Azure workload identity; kiam and kube2iam). */
const ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/role-arn', 'AWS role'],
  ['iam.amazonaws.com/role', 'AWS role'],
  ['iam.gke.io/gcp-service-account', 'Google service account'],
  ['azure.workload.identity/client-id', 'Azure identity'],
]);

export type CloudIdentity = { readonly what: string; readonly line: number; readonly key: string };

/** An empty one is none. */
export function cloudIdentities(tree: Node): readonly CloudIdentity[] {
  return walk(tree).flatMap((node) => {
    const whose = ANNOTATIONS.get(node.name);
    if (whose === undefined) return [];
    const { known, unknown } = textsOf(node);
    return [
      ...known.filter((text) => text !== '').map((text) => ({ text, what: `the ${whose} ${text}` })),
      ...unknown.filter((source) => source !== 'null').map((text) => ({ text, what: `a computed ${whose}` })),
    ].map(({ text, what }) => ({ what, line: node.line, key: `${node.name} ${text}` }));
  });
}
