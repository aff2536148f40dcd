// Objects of a cluster that describe resources of a cloud (Crossplane, ACK, Config Connector) as these resources: called by classify.ts, so that one rule reads both.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { retentionOf } from '../retention.ts';
import { cloudTypeOf } from './cloud-type.ts';
import type { CloudType } from './cloud-type.ts';
import { inWordsOf } from './spellings.ts';

/** The object itself, and those that a composition makes. What stays in the cloud when its object goes is none that goes. */
export function cloudResources(change: ParsedChange): readonly ParsedChange[] {
  const isObject = [change.before, change.after].some((state) => Object.hasOwn(state ?? {}, 'apiVersion'));
  if (change.type === null || !isObject || retentionOf(change) === 'kept') return [];
  const places = [...new Set([...placesIn(change.before), ...placesIn(change.after)])];
  return places.flatMap((place) => resourceAt(change, place));
}

/** Paths in front of the `apiVersion` of an object that holds arguments. */
function placesIn(state: ResourceState | null): readonly string[] {
  return Object.keys(state ?? {}).flatMap((path) => /^((?:.*\.)?)apiVersion$/.exec(path)?.[1] ?? []);
}

function resourceAt(change: ParsedChange, place: string): readonly ParsedChange[] {
  const cloud = cloudAt(change.after, place) ?? cloudAt(change.before, place);
  if (cloud === null) return [];
  const [before, after] = [change.before, change.after].map((state) =>
    state === null ? null : argumentsAt(state, place, cloud),
  );
  if (before === undefined || after === undefined || (before === null && after === null)) return [];
  const action = before === null ? 'create' : after === null ? 'delete' : change.action;
  const address = place === '' ? change.address : `${cloud.kind} of ${change.address}`;
  return [{ ...change, address, type: cloud.type, action, before, after }];
}

function cloudAt(state: ResourceState | null, place: string): (CloudType & { readonly kind: string }) | null {
  const at = (name: string): string => {
    const value = state?.[`${place}${name}`]?.value;
    return typeof value === 'string' ? value : '';
  };
  const [group = '', version] = at('apiVersion').split('/');
  const cloud = version === undefined ? null : cloudTypeOf(group, at('kind'));
  return cloud === null ? null : { ...cloud, kind: at('kind') };
}

/** Null where the object is not there. */
function argumentsAt(state: ResourceState, place: string, { type, root }: CloudType): ResourceState | null {
  const start = `${place}${root}`;
  const inside = Object.entries(state).flatMap(([path, entry]) => {
    const rest = path.startsWith(start) ? path.slice(start.length) : '';
    return rest.startsWith('.') ? [[rest.slice(1), entry] as const] : [];
  });
  const isThere = Object.hasOwn(state, `${place}kind`);
  return isThere ? inWordsOf(type, Object.fromEntries(inside)) : null;
}
