// What a namespace asks of its pods: called by rules/k8s-admission-weakened.ts.
import { foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { flagOf } from './flags.ts';

/** From nothing to most (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
const LEVELS = ['privileged', 'baseline', 'restricted'];

export type EnforcedLevel = { readonly level: string; readonly rank: number; readonly line: number };

/** Null where no label says so, and the cluster's own default holds. A computed level counts as none. */
export function enforcedLevel(tree: Node): EnforcedLevel | null {
  const label = walk(tree).find(({ name }) => name === 'pod-security.kubernetes.io/enforce');
  if (label === undefined) return null;
  const level = textOf(label) ?? '(computed)';
  return { level, rank: Math.max(0, LEVELS.indexOf(level)), line: label.line };
}

/** Labels that take a namespace out of what policy engines look at. */
export function exemptions(tree: Node): readonly Node[] {
  return walk(tree).filter(
    (node) =>
      /^(?:admission\.gatekeeper\.sh\/ignore|policies\.kyverno\.io\/ignore)$/.test(node.name) &&
      textsOf(node).known.every((text) => text !== 'false'),
  );
}

const PERMISSIONS =
  /^(?:privileged|hostnetwork|hostpid|hostipc|allowprivilegedcontainer|allowhost(?:network|pid|ipc|ports|dirvolumeplugin)|allowprivilegeescalation)$/;

/** What a PodSecurityPolicy or SecurityContextConstraints lets pods do, by the names of the switches. */
export function permissions(tree: Node): readonly Node[] {
  return walk(tree).filter((node) => PERMISSIONS.test(foldName(node.name)) && flagOf(node) === 'on');
}
