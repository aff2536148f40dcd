// What a Kubernetes NetworkPolicy newly lets out or in, in a manifest or as a Terraform resource: called by rules/egress-opened.ts and k8s-admission-weakened.ts.
// Rules of the object: https://kubernetes.io/docs/concepts/services-networking/network-policies/
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { isPublic } from './cidr.ts';

type Direction = 'egress' | 'ingress';

export type PolicyOpening = {
  /** 1-based in the head file; null where there is nothing left to show. */
  readonly line: number | null;
  /** The policy limited this direction and does so no more. */
  readonly gone: boolean;
};

const POLICY = /^(NetworkPolicy|kubernetes_network_policy(_v1)?)$/;

/** Policies add up, so one rule for everybody opens what all others hold closed. */
export function newPolicyOpenings(change: ParsedChange, direction: Direction): readonly PolicyOpening[] {
  if (CILIUM.test(change.type ?? '')) return newEntities(change, direction);
  if (!POLICY.test(change.type ?? '')) return [];
  const before = specOf(change.before);
  const after = specOf(change.after);
  if (limits(before, direction) && !limits(after, direction)) return [{ line: null, gone: true }];
  const old = open(before, direction).length;
  return open(after, direction)
    .slice(old)
    .map(({ line }) => ({ line, gone: false }));
}

const CILIUM = /^Cilium(?:Clusterwide)?NetworkPolicy$/;

/** Names of Cilium for what is outside of the cluster, and for everything: https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
const EVERYBODY = /^(?:world|world-ipv[46]|all)$/;

/** Here an empty rule lets nobody in, so only what is written opens. */
function newEntities(change: ParsedChange, direction: Direction): readonly PolicyOpening[] {
  const old = openToWorld(change.before, direction).length;
  return openToWorld(change.after, direction)
    .slice(old)
    .map(({ line }) => ({ line, gone: false }));
}

function openToWorld(state: ResourceState | null, direction: Direction): readonly Node[] {
  const tree = treeOf(state);
  const several = childOf(tree, 'specs');
  const specs = [childOf(tree, 'spec'), ...(several === undefined ? [] : listOf(several))];
  const way = direction === 'ingress' ? 'from' : 'to';
  return specs.flatMap((spec) => {
    const rules = spec === undefined ? undefined : childOf(spec, direction);
    return (rules === undefined ? [] : listOf(rules)).flatMap((rule) => {
      const entities = childOf(rule, `${way}Entities`);
      const ranges = childOf(rule, `${way}CIDR`);
      const sets = childOf(rule, `${way}CIDRSet`);
      const cidrs = [
        ...textsOf(ranges).known,
        ...(sets === undefined ? [] : listOf(sets)).flatMap((one) => textsOf(childOf(one, 'cidr')).known),
      ];
      const named = textsOf(entities).known.some((name) => EVERYBODY.test(name));
      return named || isPublic(cidrs) ? [entities ?? ranges ?? sets ?? rule] : [];
    });
  });
}

function specOf(state: ResourceState | null): Node | undefined {
  const spec = childOf(treeOf(state), 'spec');
  return spec && (listOf(spec)[0] ?? spec);
}

/** The types decide; without them ingress is limited, and egress where there is a rule for it. */
function limits(spec: Node | undefined, direction: Direction): boolean {
  if (spec === undefined) return false;
  const types = textsOf(childOf(spec, 'policy_types')).known;
  if (types.length > 0) return types.some((type) => type.toLowerCase() === direction);
  return direction === 'ingress' || childOf(spec, 'egress') !== undefined;
}

/** Rules for everybody, or for the whole internet. */
function open(spec: Node | undefined, direction: Direction): readonly Node[] {
  const given = spec && childOf(spec, direction);
  if (given === undefined) return [];
  const rules = listOf(given).length > 0 ? listOf(given) : [given];
  return rules.filter((rule) => {
    const to = childOf(rule, direction === 'egress' ? 'to' : 'from');
    if (to === undefined) return isRule(rule) && childOf(rule, 'ports') === undefined;
    const peers = listOf(to).length > 0 ? listOf(to) : [to];
    return peers.some((peer) => isPublic(cidrsOf(peer)) || (direction === 'ingress' && isAnyPod(peer)));
  });
}

/** `ingress: []` is no rule, and lets nobody in. */
function isRule(rule: Node): boolean {
  return !Array.isArray(rule.value);
}

/** `namespaceSelector: {}` alone: every pod of every namespace. */
function isAnyPod(peer: Node): boolean {
  const spaces = childOf(peer, 'namespace_selector');
  const pods = childOf(peer, 'pod_selector');
  return spaces !== undefined && isEmpty(spaces) && (pods === undefined || isEmpty(pods));
}

function isEmpty(selector: Node): boolean {
  return (listOf(selector)[0] ?? selector).children.length === 0;
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
