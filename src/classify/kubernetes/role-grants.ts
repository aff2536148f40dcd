// What the rules of a role let their holder do beyond plain work: called by rules/k8s-rbac-escalation.ts.
import type { Severity } from '../../model/words.ts';
import { childOf, foldName } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { locate, unwrapBlocks } from './places.ts';

export type Grant = {
  /** What the holder may do, behind "can": `read Secrets`. */
  readonly what: string;
  /** Of the rule that grants it. */
  readonly line: number;
  readonly severity: Severity;
  /** Only with the objects that the rule names. */
  readonly limited: boolean;
};

/** In the cluster, and in a namespace. */
export const EVERYTHING = ['do everything in the cluster', 'do everything in its namespace'] as const;

type Right = {
  readonly groups: readonly string[];
  /** As RBAC spells them, subresources with a slash. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly what: string;
  /** For a role of the whole cluster, and for one of a namespace. */
  readonly severity: readonly [cluster: Severity, namespace: Severity];
};

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch'];

/** From "Role Based Access Control Good Practices" (https://kubernetes.io/docs/concepts/security/rbac-good-practices/). */
const RIGHTS: readonly Right[] = [
  {
    groups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'clusterroles'],
    verbs: ['escalate'],
    what: 'give roles more rights than it has itself (escalate)',
    severity: ['high', 'high'],
  },
  {
    groups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'clusterroles'],
    verbs: ['bind'],
    what: 'bind roles that it does not hold itself (bind)',
    severity: ['high', 'high'],
  },
  {
    groups: ['', 'authentication.k8s.io'],
    resources: ['users', 'groups', 'serviceaccounts', 'uids', 'userextras'],
    verbs: ['impersonate'],
    what: 'act as another user, group or service account (impersonate)',
    severity: ['high', 'high'],
  },
  {
    groups: ['rbac.authorization.k8s.io'],
    resources: ['rolebindings', 'clusterrolebindings'],
    verbs: WRITE,
    what: 'write role bindings',
    severity: ['medium', 'medium'],
  },
  { groups: [''], resources: ['secrets'], verbs: READ, what: 'read Secrets', severity: ['high', 'medium'] },
  {
    groups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    what: 'make tokens of service accounts',
    severity: ['high', 'high'],
  },
  {
    groups: [''],
    resources: ['pods/exec', 'pods/attach'],
    verbs: ['get', 'create'],
    what: 'run commands in pods',
    severity: ['high', 'high'],
  },
  {
    groups: [''],
    resources: ['pods/ephemeralcontainers'],
    verbs: ['update', 'patch'],
    what: 'add containers to running pods',
    severity: ['high', 'high'],
  },
  {
    groups: [''],
    resources: ['nodes/proxy'],
    verbs: ['get', 'create', 'update', 'patch', 'delete'],
    what: 'reach the kubelets of nodes, and so every pod (nodes/proxy)',
    severity: ['high', 'high'],
  },
  {
    groups: [''],
    resources: ['persistentvolumes'],
    verbs: ['create'],
    what: 'make persistent volumes, and so mount any folder of a node',
    severity: ['medium', 'medium'],
  },
  {
    groups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests/approval', 'signers'],
    verbs: ['update', 'patch', 'approve', 'sign'],
    what: 'approve certificates, and so become anybody',
    severity: ['high', 'high'],
  },
  {
    groups: ['admissionregistration.k8s.io'],
    resources: [
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'mutatingadmissionpolicies',
      'mutatingadmissionpolicybindings',
    ],
    verbs: [...WRITE, 'delete', 'deletecollection'],
    what: 'change what is admitted into the cluster (admission webhooks and policies)',
    severity: ['high', 'high'],
  },
  {
    groups: ['', 'apps', 'batch'],
    resources: [
      'pods',
      'deployments',
      'daemonsets',
      'statefulsets',
      'replicasets',
      'replicationcontrollers',
      'jobs',
      'cronjobs',
    ],
    verbs: WRITE,
    what: 'start pods, and so use every service account and Secret there',
    severity: ['medium', 'low'],
  },
];

type Rule = {
  readonly node: Node;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly urls: readonly string[];
  readonly limited: boolean;
  readonly computed: boolean;
};

export function roleGrants(tree: Node, clusterWide: boolean): readonly Grant[] {
  const scope = clusterWide ? 0 : 1;
  return rulesIn(tree).flatMap((rule) => grantsOf(rule, scope));
}

function isRules({ name }: Node): boolean {
  return /^(?:cluster)?rules?$/.test(foldName(name));
}

/** Rules wherever they are nested: the parts that a resource or a URL rule has, under a list called rules. */
function rulesIn(tree: Node): readonly Rule[] {
  return locate(unwrapBlocks(tree))
    .filter(({ node, above }) => node.children.length > 0 && (isRules(node) || above.some(isRules)))
    .map(({ node }) => node)
    .filter((node) => ['verbs', 'nonResourceURLs'].some((name) => childOf(node, name) !== undefined))
    .filter((node) =>
      ['apiGroups', 'nonResourceURLs', 'resources'].some((name) => childOf(node, name) !== undefined),
    )
    .map(ruleOf);
}

function ruleOf(node: Node): Rule {
  const texts = (name: string): ReturnType<typeof textsOf> => textsOf(childOf(node, name));
  const [groups, resources, verbs] = ['apiGroups', 'resources', 'verbs'].map(texts);
  const lower = (words: readonly string[] = []): readonly string[] => words.map((word) => word.toLowerCase());
  return {
    node,
    groups: lower(groups?.known),
    resources: lower(resources?.known),
    verbs: lower(verbs?.known),
    urls: texts('nonResourceURLs').known,
    limited: texts('resourceNames').known.length > 0,
    computed: [groups, resources, verbs].some((one) => (one?.unknown.length ?? 0) > 0),
  };
}

function grantsOf(rule: Rule, scope: 0 | 1): readonly Grant[] {
  const { node, verbs, resources, groups, urls } = rule;
  const line = (childOf(node, 'resources') ?? childOf(node, 'verbs') ?? node).line;
  const grant = (what: string, severity: Severity): Grant => ({
    what,
    line,
    severity,
    limited: rule.limited,
  });
  if (rule.computed) return [{ ...grant('do more than is written here, as its rules are computed', 'low') }];
  const every = verbs.includes('*');
  if (every && resources.includes('*') && groups.includes('*')) return [grant(EVERYTHING[scope], 'high')];
  const rights = RIGHTS.filter((right) => allows(rule, right)).map(({ what, severity }) =>
    grant(what, rule.limited ? 'low' : severity[scope]),
  );
  if (resources.includes('*'))
    return [grant(`${verbsOf(rule)} every resource of ${groupsOf(rule)}`, 'medium'), ...rights];
  if (rights.length > 0) return rights;
  if (every) return [grant(`do everything with ${[...resources, ...urls].join(', ')}`, 'low')];
  return groups.includes('*')
    ? [grant(`${verbsOf(rule)} ${resources.join(', ')} of every API group`, 'low')]
    : [];
}

function verbsOf({ verbs }: Rule): string {
  return verbs.includes('*') ? 'do everything with' : verbs.join(', ');
}

function groupsOf({ groups }: Rule): string {
  if (groups.includes('*')) return 'every API group';
  return groups.map((group) => (group === '' ? 'the core group' : group)).join(', ');
}

function allows({ groups, resources, verbs }: Rule, right: Right): boolean {
  const meets = (given: readonly string[], wanted: readonly string[]): boolean =>
    given.includes('*') || wanted.some((one) => given.includes(one));
  const subresources = right.resources
    .filter((one) => one.includes('/'))
    .map((one) => `*/${one.split('/')[1]}`);
  return (
    meets(groups, right.groups) &&
    meets(resources, [...right.resources, ...subresources]) &&
    meets(verbs, right.verbs)
  );
}
