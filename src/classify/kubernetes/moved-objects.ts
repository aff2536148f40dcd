// Kubernetes objects that one file loses and another gains, as one change each: called by classify.ts.
import { canonicalJson } from '../../model/canonical.ts';
import type { Attribute, ParsedChange, ResourceState } from '../../model/change.ts';
import type { Kind } from '../../model/words.ts';
import { kindsOf } from '../kinds.ts';

/** Names of the environments of a change. */
type EnvironmentsOf = (change: ParsedChange) => readonly (string | null)[];

/**
 * Only one loss and one gain of an address, in the same environments, are a move: nothing if the object is equal and
 * stays in its folder, else an update that names both files, so that people see that it moved.
 */
export function pairMoved(
  changes: readonly ParsedChange[],
  environmentsOf: EnvironmentsOf,
): readonly ParsedChange[] {
  const candidates = changes.filter(
    ({ format, type, opaque }) => format === 'kubernetes' && type !== null && !opaque,
  );
  const byAddress = Map.groupBy(candidates, ({ address }) => address);
  const replaced = new Map<ParsedChange, readonly ParsedChange[]>();
  for (const group of byAddress.values()) {
    const gone = group.filter(({ action }) => action === 'delete');
    const made = group.filter(({ action }) => action === 'create');
    const [lost, gained] = [gone[0], made[0]];
    if (lost === undefined || gained === undefined || gone.length + made.length > 2) continue;
    if (!isSameThing(lost, gained, environmentsOf)) continue;
    replaced.set(lost, []);
    replaced.set(gained, moved(lost, gained));
  }
  return changes.flatMap((change) => replaced.get(change) ?? [change]);
}

const NOWHERE = canonicalJson([null]);

/** What is lost with the object itself, or with the keys to it: a wrong pair would hide its end. */
const LASTING: readonly Kind[] = ['data_store', 'encryption', 'dns'];

/**
 * A file that an overlay lists is applied, its neighbour that none lists is not. Another folder may be another cluster: then
 * only what says itself where it belongs, and holds nothing.
 */
function isSameThing(lost: ParsedChange, gained: ParsedChange, environmentsOf: EnvironmentsOf): boolean {
  const places = [lost, gained].map((change) =>
    canonicalJson(environmentsOf({ ...change, previousFile: null })),
  );
  if (places[0] !== places[1] || canonicalJson(lost.usedIn) !== canonicalJson(gained.usedIn)) return false;
  if (folderOf(lost.file) === folderOf(gained.file)) return true;
  // Neither a policy nor an overlay says that the two folders are one place: an object may reach a second cluster.
  if (places[0] === NOWHERE && lost.usedIn.length === 0) return false;
  return isPlaced(gained) && !kindsOf(gained).kinds.some((kind) => LASTING.includes(kind));
}

/** It names its namespace, or is of a kind that has none. */
function isPlaced({ address, type }: ParsedChange): boolean {
  const namespace = address.split('/')[2] ?? '-';
  return namespace !== '-' || CLUSTER_WIDE.test(type ?? '');
}

const CLUSTER_WIDE =
  /^(?:Cluster|Global|Namespace$|Node$|CustomResourceDefinition$|APIService$|PriorityClass$|IngressClass$|RuntimeClass$|(?:Validating|Mutating)(?:Webhook|Admission))/;

function moved(lost: ParsedChange, gained: ParsedChange): readonly ParsedChange[] {
  const [before, after] = [lost.before ?? {}, gained.after ?? {}];
  const attributes = differences(before, after);
  const stays = folderOf(lost.file) === folderOf(gained.file);
  if (attributes.length === 0 && stays && isSameOrder(before, after)) return [];
  const usedIn = [...new Set([...lost.usedIn, ...gained.usedIn])].toSorted();
  return [{ ...gained, previousFile: lost.file, action: 'update', before: lost.before, attributes, usedIn }];
}

function differences(before: ResourceState, after: ResourceState): readonly Attribute[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths
    .filter((path) => isDifferent(before[path], after[path]))
    .map((path): Attribute => {
      const [old, now] = [before[path], after[path]];
      const sensitive = old?.sensitive === true || now?.sensitive === true;
      const line = now?.line ?? old?.line ?? null;
      return { path, line, before: old?.value ?? null, after: now?.value ?? null, sensitive };
    })
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.path < b.path ? -1 : 1));
}

/** What is masked, even in part, cannot be compared, so it differs. */
function isDifferent(
  old: ResourceState[string] | undefined,
  now: ResourceState[string] | undefined,
): boolean {
  const [before, after] = [old, now].map((one) => canonicalJson(one?.value ?? null));
  return before !== after || before?.includes('(sensitive)') === true;
}

/** Elements of lists are told apart by their names, and their order can mean something; that of members does not. */
function isSameOrder(before: ResourceState, after: ResourceState): boolean {
  return canonicalJson(elementsByList(before)) === canonicalJson(elementsByList(after));
}

/** `env[A]`, `env[B]` under `env`: what stands in brackets, in the order of the file. */
function elementsByList(state: ResourceState): Record<string, readonly string[]> {
  const elements = Object.keys(state).flatMap((path) =>
    [...path.matchAll(/\[[^\]]*\]/g)].map(({ 0: element, index }) => ({
      list: path.slice(0, index),
      element,
    })),
  );
  const lists = Map.groupBy(elements, ({ list }) => list);
  return Object.fromEntries(
    [...lists].map(([list, members]) => [list, [...new Set(members.map(({ element }) => element))]]),
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
