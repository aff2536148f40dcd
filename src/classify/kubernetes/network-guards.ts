// Network policies that hold fewer pods, or deny less, than before: called by rules/k8s-admission-weakened.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf, fingerprint, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

type Weakening = { readonly what: string; readonly line: number | null; readonly severity: 'medium' | 'low' };

const POLICY = /^(?:cilium|ciliumclusterwide|global|admin|baselineadmin|cluster)?networkpolicy$/;

/** Only of a policy that stands on both sides: one that goes is told by its deletion. */
export function networkWeakenings({ before, after, type }: ParsedChange): readonly Weakening[] {
  if (before === null || after === null || !POLICY.test(foldName(type ?? ''))) return [];
  const [old, now] = [treeOf(before), treeOf(after)];
  return [...otherPods(old, now), ...lessDenied(old, now)];
}

/** Whom the policy holds: of Kubernetes, Cilium, Calico and of administrators' policies. */
const SUBJECTS = ['podSelector', 'endpointSelector', 'selector', 'namespaceSelector', 'subject'];

/** A label more, or another one: pods that it held are held no more. Fewer labels hold more. */
function otherPods(old: Node, now: Node): readonly Weakening[] {
  const [was, is] = [old, now].map((tree) => childOf(tree, 'spec'));
  const allowed = ['ingress', 'egress'].flatMap((name) => (was && childOf(was, name)?.children) ?? []);
  // What lets everybody in holds nobody; one that allows something stands beside others that hold.
  if (allowed.length > 0 && allowed.every(({ children }) => children.length === 0)) return [];
  const severity = allowed.length === 0 || denialsIn(old).length > 0 ? 'medium' : 'low';
  return SUBJECTS.flatMap((name): readonly Weakening[] => {
    const [had, has] = [was, is].map((spec) => (spec === undefined ? undefined : childOf(spec, name)));
    if (has === undefined || (had !== undefined && fingerprint(had) === fingerprint(has))) return [];
    const known = new Set(had === undefined ? [] : conditionsIn(had));
    if (conditionsIn(has).every((condition) => known.has(condition))) return [];
    return [{ what: `holds other pods than before (${name})`, line: has.line, severity }];
  });
}

function conditionsIn(selector: Node): readonly string[] {
  const text = textOf({ ...selector, children: [] });
  if (text !== null && text !== '' && text !== 'all()') return [text];
  return walk(selector)
    .filter((node) => node.children.length === 0 && node !== selector)
    .map((node) => `${node.name} ${fingerprint(node)}`);
}

/** `action: Deny` of Calico and of administrators' policies, and the lists of Cilium that deny. */
function lessDenied(old: Node, now: Node): readonly Weakening[] {
  const kept = new Set(denialsIn(now).map(fingerprint));
  const gone = denialsIn(old).filter((rule) => !kept.has(fingerprint(rule)));
  return gone.length === 0 || denialsIn(old).length <= denialsIn(now).length
    ? []
    : [{ what: 'denies less: a rule that denied is gone or allows', line: null, severity: 'medium' }];
}

function denialsIn(tree: Node): readonly Node[] {
  return walk(tree).flatMap((node) => {
    if (/^(?:ingress|egress)deny$/.test(foldName(node.name))) return node.children;
    return textOf(childOf(node, 'action'))?.toLowerCase() === 'deny' ? [node] : [];
  });
}
