// Where in an object something stands, and how a message calls it: used by the Kubernetes rules.
import type { ParsedChange } from '../../model/change.ts';
import { remembered } from '../../model/memory.ts';
import { childOf, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

export type Located = {
  readonly node: Node;
  /** From the root down to the node around. */
  readonly above: readonly Node[];
};

/**
 * A block of Terraform is a list of one (`security_context[0].privileged`): the tree with such lists taken for what is
 * in them, so that it reads like a manifest.
 */
export const unwrapBlocks: (tree: Node) => Node = remembered(unwrapped);

function unwrapped(node: Node): Node {
  const children = node.children.map(unwrapped);
  const [only] = children;
  const wrapped = children.length === 1 && only !== undefined && /^\d+$/.test(only.name);
  return wrapped ? { ...only, name: node.name } : { ...node, children };
}

/** Every node with what is around it, wherever a custom resource may nest a pod. */
export const locate: (tree: Node) => readonly Located[] = remembered((tree: Node) => {
  const found: Located[] = [];
  const visit = (node: Node, above: readonly Node[]): void => {
    found.push({ node, above });
    if (node.children.length === 0) return;
    const around = [...above, node];
    for (const child of node.children) visit(child, around);
  };
  visit(tree, []);
  return found;
});

/** `Deployment prod/web` for an object of a cluster, else the address. */
export function objectName({ address, type }: ParsedChange): string {
  const [, kind, namespace, ...name] = address.split('/');
  if (kind !== type || name.length === 0) return address;
  return `${kind} ${namespace === '-' ? '' : `${namespace}/`}${name.join('/')}`;
}

/** `velero.io/Schedule` for an object of a cluster, else null: kinds of two groups may have one name. */
export function groupKindOf({ address, type }: Pick<ParsedChange, 'address' | 'type'>): string | null {
  const [group = '', kind] = address.split('/');
  return kind !== undefined && kind === type ? `${group}/${kind}` : null;
}

/** `container app` where a container is around, else null: the pod as a whole. */
export function containerAround({ node, above }: Located): string | null {
  const isContainers = ({ name }: Node): boolean => CONTAINERS.test(foldName(name));
  const at = isContainers(node) ? above.length : above.findLastIndex(isContainers);
  if (at < 0) return null;
  const named = [...above, node].slice(at, at + 2).map((one) => textOf(childOf(one, 'name')));
  const name = named.find((one) => one !== null);
  return name === undefined ? 'a container' : `container ${name}`;
}

const CONTAINERS = /^(?:(?:init|ephemeral)?containers?)$/;
