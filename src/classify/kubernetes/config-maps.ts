// ConfigMaps that decide more than what an application reads: called by kinds-of-object.ts and kinds.ts.
import type { Kind } from '../../model/words.ts';

/**
 * By name; null where any namespace may hold it. Sources: https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html,
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/,
 * https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/.
 */
const KNOWN: readonly {
  readonly name: string;
  readonly namespace: string | null;
  readonly kinds: readonly Kind[];
}[] = [
  // Which roles of AWS are which groups of the cluster, system:masters among them.
  { name: 'aws-auth', namespace: 'kube-system', kinds: ['identity'] },
  { name: 'extension-apiserver-authentication', namespace: 'kube-system', kinds: ['identity'] },
  { name: 'argocd-rbac-cm', namespace: null, kinds: ['identity'] },
  // Accounts and the way people log in.
  { name: 'argocd-cm', namespace: null, kinds: ['identity', 'pipeline'] },
  // Among them whether anybody has to log in.
  { name: 'argocd-cmd-params-cm', namespace: null, kinds: ['identity', 'pipeline'] },
  { name: 'coredns', namespace: 'kube-system', kinds: ['dns'] },
  { name: 'coredns-custom', namespace: 'kube-system', kinds: ['dns'] },
  { name: 'kube-dns', namespace: 'kube-system', kinds: ['dns'] },
];

/** Undefined for one of an application. A namespace that nobody knows may be the one. */
export function kindsOfConfigMap(namespace: string | null, name: string): readonly Kind[] | undefined {
  return KNOWN.find(
    (one) =>
      one.name === name && (one.namespace === null || namespace === null || one.namespace === namespace),
  )?.kinds;
}
