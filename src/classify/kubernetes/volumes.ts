// Which Kubernetes objects hold data, or others that do: asked by data-stores.ts and rules/data-store-destroyed.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf, foldName, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';
import { groupKindOf } from './places.ts';

/** How volumes are made and attached. */
const WAYS =
  /^(?:kubernetes)?(?:storageclass|csidriver|csinode|csistoragecapacity|volumeattachment|volumesnapshotclass)(?:v1)?$/;

/** The claims of a StatefulSet outlive it, unless it says otherwise. */
export function holdsNoVolume({ type, before }: ParsedChange): boolean {
  const kind = foldName(type ?? '');
  if (WAYS.test(kind)) return true;
  if (!/^(?:kubernetes)?statefulset(?:v1)?$/.test(kind)) return false;
  const spec = childOf(treeOf(before), 'spec');
  const retention = spec === undefined ? undefined : childOf(spec, 'persistentVolumeClaimRetentionPolicy');
  return retention === undefined || textOf(childOf(retention, 'whenDeleted')) !== 'Delete';
}

/** What goes with an object that holds others: those of a namespace, volumes included, those of a kind that is no more, and the machines of a cluster. */
export function objectsLost(change: ParsedChange): string | null {
  if (change.action !== 'delete') return null;
  const kind = foldName(change.type ?? '');
  // https://cluster-api.sigs.k8s.io/: its controllers delete the machines.
  if (groupKindOf(change) === 'cluster.x-k8s.io/Cluster')
    return 'all machines of that cluster and what runs there';
  if (/^(?:kubernetes)?namespace(?:v1)?$/.test(kind)) return 'everything in it, volumes included';
  return kind === 'customresourcedefinition' ? 'every object of its kind' : null;
}
