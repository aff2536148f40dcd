// What a Kubernetes NetworkPolicy lets out, in a manifest or as a Terraform resource: called by rules/egress-opened.ts.
// Rules of the object: https://kubernetes.io/docs/concepts/services-networking/network-policies/
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { isPublic } from './cidr.ts';

export type PolicyEgress = {
  /** 1-based in the head file; null where there is nothing left to show. */
  readonly line: number | null;
  /** The policy limited what goes out and does so no more. */
  readonly gone: boolean;
};

const POLICY = /^(NetworkPolicy|kubernetes_network_policy(_v1)?)$/;

export function newPolicyEgress(change: ParsedChange): readonly PolicyEgress[] {
  if (!POLICY.test(change.type ?? '')) return [];
  const before = specOf(change.before);
  const after = specOf(change.after);
  if (limits(before) && !limits(after)) return [{ line: null, gone: true }];
  const old = open(before).length;
  return open(after)
    .slice(old)
    .map(({ line }) => ({ line, gone: false }));
}

function specOf(state: ResourceState | null): Node | undefined {
  const spec = childOf(treeOf(state), 'spec');
  return spec && (listOf(spec)[0] ?? spec);
}

/** Egress is limited where the types name it, or where there is a rule for it. */
function limits(spec: Node | undefined): boolean {
  if (spec === undefined) return false;
  const types = textsOf(childOf(spec, 'policy_types')).known;
  return types.includes('Egress') || (types.length === 0 && childOf(spec, 'egress') !== undefined);
}

/** Rules without a destination, or with the whole internet as one. */
function open(spec: Node | undefined): readonly Node[] {
  const egress = spec && childOf(spec, 'egress');
  if (egress === undefined) return [];
  const rules = listOf(egress).length > 0 ? listOf(egress) : [egress];
  return rules.filter((rule) => {
    const to = childOf(rule, 'to');
    if (to === undefined) return childOf(rule, 'ports') === undefined;
    const peers = listOf(to).length > 0 ? listOf(to) : [to];
    return peers.some((peer) => isPublic(cidrsOf(peer)));
  });
}

function cidrsOf(peer: Node): readonly string[] {
  const block = childOf(peer, 'ip_block');
  const inner = block && (listOf(block)[0] ?? block);
  return textsOf(inner && childOf(inner, 'cidr')).known;
}

/** Members of a list or of repeated blocks; empty for anything else. */
function listOf(node: Node): readonly Node[] {
  return node.children.length > 0 && node.children.every(({ name }) => /^\d+$/.test(name))
    ? node.children
    : [];
}
