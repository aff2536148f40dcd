// What stands at the top of an object and belongs to no object of its kind: another tool may read the same file for its own. Called by `kubernetes`.
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { meaningOf } from './meaning.ts';

/** Groups whose schemas are published and closed: https://kubernetes.io/docs/reference/kubernetes-api/ and https://gateway-api.sigs.k8s.io/reference/spec/. */
const PUBLISHED: readonly string[] = [
  'core',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  ...[
    'admissionregistration',
    'apiextensions',
    'apiregistration',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'gateway.networking',
    'networking',
    'node',
    'rbac.authorization',
    'scheduling',
    'snapshot.storage',
    'storage',
  ].map((name) => `${name}.k8s.io`),
];
/** Files in the form of an object that the tools themselves read: a kubeconfig, a template of OpenShift, a report. */
const OF_TOOLS: readonly string[] = ['Config', 'Template', 'ConformanceReport'];

/** Of all their kinds together; `sops` stands beside what it encrypts, `$patch` in a patch. */
const MEMBERS: ReadonlySet<string> = new Set(
  `apiVersion kind metadata spec status items sops $patch
  data binaryData stringData immutable type
  rules roleRef subjects aggregationRule userNames groupNames
  secrets imagePullSecrets automountServiceAccountToken
  webhooks subsets addressType endpoints ports target template revision
  provisioner parameters reclaimPolicy mountOptions allowVolumeExpansion volumeBindingMode allowedTopologies
  driver driverName deletionPolicy snapshotContentName capacity maximumVolumeSize nodeTopology storageClassName
  value globalDefault description preemptionPolicy handler overhead scheduling
  involvedObject regarding related reason message note source series action count eventTime firstTimestamp
  lastTimestamp reportingComponent reportingController reportingInstance deprecatedCount deprecatedFirstTimestamp
  deprecatedLastTimestamp deprecatedSource`.split(/\s+/),
);

/** Equal for equal meaning, empty where there is nothing. */
export function foreignMembers(address: string, node: SyntaxNode): string {
  const [group = '', kind = ''] = address.split('/');
  if (node.kind !== 'map' || !PUBLISHED.includes(group) || OF_TOOLS.includes(kind)) return '';
  // A member that starts with `x-` or a dot is a home for anchors by custom.
  const others = node.entries.filter(({ key }) => !MEMBERS.has(key) && !/^(?:x-|\.)/.test(key));
  return others.length === 0 ? '' : canonicalJson(others.map(({ key, value }) => [key, meaningOf(value)]));
}
