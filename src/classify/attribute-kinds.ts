// What the changed attributes of a resource add to what its type touches, and when they touch nothing. Called by kinds.ts.
import type { ParsedChange, ResourceState } from '../model/change.ts';
import { KINDS } from '../model/words.ts';
import type { Kind } from '../model/words.ts';
import { foldName, segmentsOf } from './state-tree.ts';

/** Names as `foldName` gives them: one word for `kms_key_id`, `KmsKeyId` and `kmsKeyId`. */
type Words = readonly (readonly [Kind, RegExp])[];

/** A policy is identity wherever it is written, also when the resource is made or goes. */
const ALWAYS: Words = [
  [
    'identity',
    /^(?:policy|policies|assumerolepolicy|assumerolepolicydocument|policydocument|inlinepolicy|accesspolicy|accesspolicies|keypolicy|resourcepolicy|bucketpolicy|repositorypolicytext|permissionsboundary|acl|accesscontrol|grant|grants)$/,
  ],
];

/** What only says something when it is changed: every database has a subnet and a password. */
const WHEN_CHANGED: Words = [
  [
    'identity',
    /^(?:managedpolicyarns|iaminstanceprofile|iamroles?|iamrolearn|rolearn|executionrolearn|taskrolearn|servicerole|servicerolearn|serviceaccount|serviceaccountname|serviceaccountemail|identity|iamdatabaseauthenticationenabled|authorization|authorizationtype|authtype)$/,
  ],
  [
    'firewall',
    /^(?:ingress|egress|securitygroups?|securitygroupids?|vpcsecuritygroupids|securitygroupingress|securitygroupegress|networkrules?|networkacls|firewallrules?|sourceranges|publicaccesscidrs|authorizednetworks|masterauthorizednetworksconfig|publiclyaccessible|publicnetworkaccessenabled|publicaccess|publicaccessblockconfiguration)$/,
  ],
  [
    'network',
    /^(?:subnetids?|subnets|subnetmapping|vpcconfig|vpcid|networkinterface|networkconfiguration|dbsubnetgroupname)$/,
  ],
  ['secrets', /password$|^(?:masterpassword|secretstring|authtoken|secrets?)$/],
  [
    'encryption',
    /encrypt|^(?:kmskeyid|kmskeyarn|kmskey|kmskeyname|kmsmasterkeyid|customermanagedkey|cmkkey|sslpolicy|securitypolicy|minimumtlsversion|mintlsversion|certificatearn|cacertidentifier|enablekeyrotation)/,
  ],
  [
    'observability',
    /^(?:logging|loggingconfiguration|accesslogs|enabledcloudwatchlogsexports|enabledclusterlogtypes|logconfig|auditlogconfigs)$/,
  ],
];

/** What people and cost reports read, and nothing else does. */
const WORDS_ONLY =
  /^(?:tags|tagsall|labels|annotations|description|comment|comments|userlabels|freeformtags)$/;
/** Rights may be granted by tag, and rules found by label: here words are more than words. */
const TAGS_MATTER: readonly Kind[] = ['identity', 'firewall', 'governance'];

/** `kinds` are those of the type. In the order of the vocabulary, never empty. */
export function withAttributes(change: ParsedChange, kinds: readonly Kind[]): readonly Kind[] {
  const changed = namesOf(change.attributes.map(({ path }) => path));
  if (change.action === 'update' && isWordsOnly(changed, kinds)) return ['other'];
  const words = change.action === 'update' ? [...ALWAYS, ...WHEN_CHANGED] : ALWAYS;
  const names = change.action === 'update' ? changed : namesOf(pathsOf(change.after ?? change.before));
  const added = words.filter(([, pattern]) => names.some((name) => pattern.test(name))).map(([kind]) => kind);
  if (added.length === 0) return kinds;
  return KINDS.filter((kind) => kind !== 'other' && (kinds.includes(kind) || added.includes(kind)));
}

function isWordsOnly(changed: readonly string[], kinds: readonly Kind[]): boolean {
  if (changed.length === 0 || kinds.some((kind) => TAGS_MATTER.includes(kind))) return false;
  return changed.every((name) => WORDS_ONLY.test(name));
}

function pathsOf(state: ResourceState | null): readonly string[] {
  return Object.keys(state ?? {});
}

/** Of the outermost level: what is inside a block belongs to it. */
function namesOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => foldName(segmentsOf(path)[0] ?? '')))];
}
