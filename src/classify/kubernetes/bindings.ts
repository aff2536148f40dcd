// Who holds which role by a binding: called by rules/k8s-rbac-escalation.ts.
import type { Severity } from '../../model/words.ts';
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type Binding = {
  /** Name of the role; null where it is computed. */
  readonly role: string | null;
  /** `Group dev`, `ServiceAccount ci/deployer`. */
  readonly subject: string;
  readonly line: number;
};

/** One per subject of every `roleRef` with `subjects` beside it. */
export function bindingsIn(tree: Node): readonly Binding[] {
  return walk(tree).flatMap((node) => {
    const roleRef = childOf(node, 'roleRef');
    if (roleRef === undefined) return [];
    const role = textOf(childOf(inner(roleRef), 'name'));
    return subjectsOf(node).map((subject) => ({ role, subject: nameOf(subject), line: subject.line }));
  });
}

/** A block of Terraform is a list of one. */
function inner(node: Node): Node {
  const [only] = node.children;
  return only !== undefined && /^\d+$/.test(only.name) ? only : node;
}

function subjectsOf(node: Node): readonly Node[] {
  return node.children
    .filter(({ name }) => /^subjects?$/.test(foldName(name)))
    .flatMap(({ children }) => children);
}

function nameOf(subject: Node): string {
  const [kind, namespace, name] = ['kind', 'namespace', 'name'].map((key) => {
    const { known, unknown } = textsOf(childOf(subject, key));
    return known[0] ?? unknown[0] ?? null;
  });
  return `${kind ?? 'subject'} ${kind === 'ServiceAccount' && namespace !== null ? `${namespace}/` : ''}${name ?? '(none)'}`;
}

/** Groups and users that stand for nearly everybody, with who that is. */
const BROAD: ReadonlyMap<string, string> = new Map([
  ['Group system:authenticated', 'everybody who can log in'],
  ['Group system:unauthenticated', 'everybody, without logging in'],
  ['Group system:serviceaccounts', 'every service account of the cluster'],
  ['User system:anonymous', 'everybody, without logging in'],
]);

export function broadSubject(subject: string): string | null {
  const namespace = /^Group system:serviceaccounts:(.+)$/.exec(subject)?.[1];
  return namespace === undefined ? (BROAD.get(subject) ?? null) : `every service account of ${namespace}`;
}

/** Roles that every cluster has, by what they give to the holder of a binding. */
export function powerOf(
  role: string,
  clusterWide: boolean,
): { readonly what: string; readonly severity: Severity } | null {
  const where = clusterWide ? 'the cluster' : 'the namespace';
  if (role === 'cluster-admin') return { what: `can do everything in ${where}`, severity: 'high' };
  if (role === 'admin')
    return {
      what: `can read Secrets and give out roles in ${where}`,
      severity: clusterWide ? 'high' : 'medium',
    };
  if (role === 'edit')
    return { what: `can read Secrets and start pods in ${where}`, severity: clusterWide ? 'medium' : 'low' };
  return null;
}

/** Roles that are bound to everybody in every cluster, for what a client needs to find its way. */
export function isPublicRole(role: string): boolean {
  return /^system:(?:basic-user|discovery|public-info-viewer)$/.test(role);
}
