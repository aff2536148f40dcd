// Resources of a cloud that outlive the object that describes them: called by retention.ts and rules/deletion-protection-off.ts. From
// https://docs.crossplane.io/latest/managed-resources/managed-resources/, https://aws-controllers-k8s.github.io/community/docs/user-docs/deletion-policy/
// and https://cloud.google.com/config-connector/docs/how-to/managing-deleting-resources.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { objectName } from './places.ts';

/** Only what the controller of the object itself heeds: what a tool around it would keep, another tool deletes. */
const WORDS: readonly (readonly [group: RegExp, keeps: (object: Node) => boolean])[] = [
  [/\.(?:upbound|crossplane)\.io$/, isOrphaned],
  [/\.services\.k8s\.aws$/, annotated('services.k8s.aws/deletion-policy', 'retain')],
  [/\.cnrm\.cloud\.google\.com$/, annotated('cnrm.cloud.google.com/deletion-policy', 'abandon')],
];

/** As the object stood: the controller reads what is in the cluster when the object goes. */
export function outlivesObject(change: ParsedChange): boolean {
  return outlives(change, change.before);
}

function outlives({ address, type }: ParsedChange, state: ResourceState | null): boolean {
  const [group = '', kind] = address.split('/');
  if (kind !== type || state === null) return false;
  const object = treeOf(state);
  return WORDS.some(([groups, keeps]) => groups.test(group) && keeps(object));
}

/** The first half of a deletion: from here on the object takes with it what it describes. */
export function noLongerOutlives(change: ParsedChange): readonly Hit[] {
  if (change.after === null || !outlives(change, change.before) || outlives(change, change.after)) return [];
  const message = `What ${objectName(change)} describes is deleted together with it from now on; it stayed.`;
  return [{ message, line: null }];
}

/** Management policies other than the default win over the deletion policy. */
function isOrphaned(object: Node): boolean {
  const spec = childOf(object, 'spec');
  if (spec === undefined) return false;
  const policies = textsOf(childOf(spec, 'managementPolicies'));
  if (policies.unknown.length > 0) return false;
  if (policies.known.length > 0 && !policies.known.includes('*')) return !policies.known.includes('Delete');
  return textOf(childOf(spec, 'deletionPolicy')) === 'Orphan';
}

function annotated(name: string, word: string): (object: Node) => boolean {
  return (object) => {
    const metadata = childOf(object, 'metadata');
    const annotations = metadata === undefined ? undefined : childOf(metadata, 'annotations');
    return annotations !== undefined && textOf(childOf(annotations, name)) === word;
  };
}
