// Kubernetes objects of kind data_store that hold no data themselves: asked by data-stores.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf, foldName, treeOf } from '../state-tree.ts';
import { textOf } from '../values.ts';

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
