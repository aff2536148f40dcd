// What the changed attributes of a resource add to what its type touches, and when they touch nothing. Called by kinds.ts.
import type { ParsedChange, ResourceState } from '../model/change.ts';
import { KINDS } from '../model/words.ts';
import type { Kind } from '../model/words.ts';
import { forcingAttributes } from './replacement.ts';
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
    /^(?:managedpolicyarns|iaminstanceprofile|servicerole|serviceaccount|identity|identityids|principals?|iamdatabaseauthenticationenabled|authorization|authorizationtype|authtype)$/,
  ],
  [
    'firewall',
    /^(?:ingress|egress|securitygroups?|securitygroupids?|vpcsecuritygroupids|securitygroupingress|securitygroupegress|networkrules?|networkacls|iprules|allowlist|allowedcidrs?|allowedcidrblocks|allowedips?|authorizedipranges|apiserverauthorizedipranges|firewallrules?|sourceranges|publicaccesscidrs|authorizednetworks|masterauthorizednetworksconfig|publiclyaccessible|publicnetworkaccessenabled|publicaccess|publicaccessblockconfiguration)$/,
  ],
  [
    'network',
    /^(?:subnets|subnetwork|subnetmapping|vpcconfig|vpcid|network|networkid|networkinterface|networkconfiguration)$/,
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

/** Names that mean one thing wherever they stand in a resource, also inside of its blocks; with their prefixes. */
const ANYWHERE: Words = [
  ['identity', /roles?(?:arns?|names?)?$|instanceprofile(?:arn|name)?$|serviceaccount(?:name|email|id)?$/],
  ['firewall', /securitygroups?(?:ids?|names?|arns?)?$/],
  ['network', /subnet(?:ids?|groupname)$/],
  ['encryption', /kms(?:master)?key(?:ids?|arns?|name)?$|keyvaultkeyid$/],
];

/** Tags that are no words: the firewall rules of a network of Google name the machines they are for by them. */
const NETWORK_TAGS = /^google_(?:compute|container|dataproc|dataflow|composer|notebooks|tpu)_/;

/** Labels and annotations by which a cluster chooses: machines for pods, rules for namespaces, roles for accounts. */
const CLUSTER_LABELS = /^(?:kubernetes_|aws_eks_|azurerm_kubernetes_|AWS::EKS::)/;

/** What people and cost reports read, and nothing else does. */
const WORDS_ONLY =
  /^(?:tags|tagsall|labels|annotations|description|comment|comments|userlabels|freeformtags)$/;
/** Rights may be granted by tag, and rules found by label: here words are more than words. */
const TAGS_MATTER: readonly Kind[] = ['identity', 'firewall', 'governance'];

/** `kinds` are those of the type. In the order of the vocabulary, never empty. */
export function withAttributes(change: ParsedChange, kinds: readonly Kind[]): readonly Kind[] {
  const changed = namesOf(change.attributes.map(({ path }) => path));
  const isUpdate = change.action === 'update';
  if (isUpdate && isWordsOnly(change, changed, kinds)) return ['other'];
  const words = isUpdate ? [...ALWAYS, ...WHEN_CHANGED] : ALWAYS;
  const names = isUpdate ? changed : namesOf(pathsOf(change.after ?? change.before));
  const added = [
    ...kindsIn(words, names),
    ...(isUpdate ? kindsIn(ANYWHERE, allNamesOf(change)) : []),
    ...(isUpdate && hasNetworkTags(change) ? (['firewall'] as const) : []),
  ];
  if (added.length === 0) return kinds;
  return KINDS.filter((kind) => kind !== 'other' && (kinds.includes(kind) || added.includes(kind)));
}

function kindsIn(words: Words, names: readonly string[]): readonly Kind[] {
  return words.filter(([, pattern]) => names.some((name) => pattern.test(name))).map(([kind]) => kind);
}

/** Words that make a new resource of it are none: the description of a disk is fixed when it is made. */
function isWordsOnly(change: ParsedChange, changed: readonly string[], kinds: readonly Kind[]): boolean {
  if (changed.length === 0 || kinds.some((kind) => TAGS_MATTER.includes(kind))) return false;
  if (hasNetworkTags(change) || CLUSTER_LABELS.test(change.type ?? '')) return false;
  return changed.every((name) => WORDS_ONLY.test(name)) && forcingAttributes(change).length === 0;
}

function hasNetworkTags(change: ParsedChange): boolean {
  return NETWORK_TAGS.test(change.type ?? '') && allNamesOf(change).includes('tags');
}

function pathsOf(state: ResourceState | null): readonly string[] {
  return Object.keys(state ?? {});
}

/** Of every level, once each. */
function allNamesOf({ attributes }: ParsedChange): readonly string[] {
  return [...new Set(attributes.flatMap(({ path }) => segmentsOf(path).map(foldName)))];
}

/** Of the outermost level: what is inside a block belongs to it. */
function namesOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => foldName(segmentsOf(path)[0] ?? '')))];
}
