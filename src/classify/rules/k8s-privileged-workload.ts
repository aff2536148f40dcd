// Finding rule: a pod may do more to its node. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import { SEVERITIES } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { holdersIn, podGuards } from '../kubernetes/pod-guards.ts';
import { podPowers } from '../kubernetes/pod-powers.ts';
import type { Power } from '../kubernetes/pod-powers.ts';
import { objectName } from '../kubernetes/places.ts';
import { withSetValues } from '../kubernetes/set-values.ts';
import { treeOf } from '../state-tree.ts';

export const k8sPrivilegedWorkload: ChangeRule = {
  on: 'change',
  id: 'k8s-privileged-workload',
  title: 'Pod with power over its node',
  severity: 'high',
  confidence: 'high',
  why: 'A pod that is privileged, shares the namespaces of its node or mounts its folders is the node: it reads the secrets of all pods there and takes the rights of the kubelet. Root, more capabilities and a missing profile are the first half of that way.',
  remedy:
    'Take the setting out, or give it to the one container that needs it in a namespace of its own that only its owners may deploy to.',
  check: (change, { kinds }) => {
    // A policy or a schema speaks of these settings and runs nothing.
    if (change.after === null || kinds.includes('governance')) return [];
    const seen = withSetValues(change);
    return [...newPowers(seen), ...lostGuards(seen)];
  },
};

/** Several of one kind, such as the folders that a pod mounts, are one sentence at the gravest of them. */
function newPowers(change: ParsedChange): readonly Hit[] {
  const old = new Set(podPowers(treeOf(change.before)).map(({ key }) => key));
  const fresh = podPowers(treeOf(change.after)).filter(({ key }) => !old.has(key));
  const groups = Map.groupBy(fresh, ({ holder, what, computed }) => JSON.stringify([holder, what, computed]));
  return [...groups.values()].flatMap((powers) => hitOf(change, powers));
}

function hitOf(change: ParsedChange, powers: readonly Power[]): readonly Hit[] {
  const [gravest] = powers.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  );
  if (gravest === undefined) return [];
  const { holder, line, severity, computed } = gravest;
  const items = [...new Set(powers.map(({ item }) => item ?? ''))].join(', ');
  const what = gravest.what.replace('%', () => items);
  if (!computed) return [{ message: sentence(change, holder, what), line, severity }];
  const message = `Whether ${subject(change, holder)} ${what} is computed.`;
  return [{ message, line, severity, confidence: 'low' }];
}

/** Not of containers that are gone, and not where the whole pod has the guard now. */
function lostGuards(change: ParsedChange): readonly Hit[] {
  const after = treeOf(change.after);
  const [now, holders] = [podGuards(after), holdersIn(after)];
  const isKept = (what: string, holder: string | null): boolean =>
    now.some((guard) => guard.what === what && (guard.holder === holder || guard.holder === null));
  return podGuards(treeOf(change.before))
    .filter(({ holder, what }) => holders.has(holder) && !isKept(what, holder))
    .map(({ holder, what }) => ({
      message: sentence(change, holder, `no longer ${what}`),
      line: null,
      severity: 'low',
    }));
}

function sentence(change: ParsedChange, holder: string | null, what: string): string {
  const text = `${subject(change, holder)} ${what}.`;
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function subject(change: ParsedChange, holder: string | null): string {
  const name = objectName(change);
  if (holder !== null) return `${holder} of ${name}`;
  if (change.type === 'Pod') return name;
  return change.type === 'PersistentVolume' ? `a pod that uses ${name}` : `a pod of ${name}`;
}
