// k8s-rbac-escalation: each right against the role that lacks it.
import { describe, expect, test } from 'vitest';
import { k8sRbacEscalation as rule } from '../../../src/classify/rules/k8s-rbac-escalation.ts';
import { resource } from '../example-change.ts';
import { hitsOf, judged } from '../kubernetes/manifests.ts';

type Rule = {
  readonly groups?: string;
  readonly resources: string;
  readonly verbs: string;
  readonly names?: string;
};

function role(rules: readonly Rule[], kind = 'ClusterRole'): string {
  const lines = rules.map(
    ({ groups = '""', resources, verbs, names }) =>
      `  - { apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }\n`,
  );
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: r }\nrules:\n${lines.join('')}`;
}
const HARMLESS: Rule = { resources: 'configmaps', verbs: 'get' };
const RBAC = 'rbac.authorization.k8s.io';

describe('K8S-01: rights that lead to all others are named', () => {
  test.each<[string, Rule, string, string]>([
    [
      'escalate',
      { groups: RBAC, resources: 'clusterroles', verbs: 'escalate' },
      'high',
      'give roles more rights than it has itself (escalate)',
    ],
    [
      'bind',
      { groups: RBAC, resources: 'roles', verbs: 'bind' },
      'high',
      'bind roles that it does not hold itself (bind)',
    ],
    [
      'impersonate',
      { resources: 'users', verbs: 'impersonate' },
      'high',
      'act as another user, group or service account (impersonate)',
    ],
    [
      'bindings',
      { groups: RBAC, resources: 'rolebindings', verbs: 'create' },
      'medium',
      'write role bindings',
    ],
    ['secrets', { resources: 'secrets', verbs: 'list' }, 'high', 'read Secrets'],
    [
      'tokens',
      { resources: 'serviceaccounts/token', verbs: 'create' },
      'high',
      'make tokens of service accounts',
    ],
    ['exec', { resources: 'pods/exec', verbs: 'create' }, 'high', 'run commands in pods'],
    ['exec by its subresource', { resources: '"*/exec"', verbs: 'create' }, 'high', 'run commands in pods'],
    [
      'ephemeral containers',
      { resources: 'pods/ephemeralcontainers', verbs: 'patch' },
      'high',
      'add containers to running pods',
    ],
    [
      'kubelet',
      { resources: 'nodes/proxy', verbs: 'get' },
      'high',
      'reach the kubelets of nodes, and so every pod (nodes/proxy)',
    ],
    [
      'volumes',
      { resources: 'persistentvolumes', verbs: 'create' },
      'medium',
      'make persistent volumes, and so mount any folder of a node',
    ],
    [
      'certificates',
      { groups: 'certificates.k8s.io', resources: 'certificatesigningrequests/approval', verbs: 'update' },
      'high',
      'approve certificates, and so become anybody',
    ],
    [
      'webhooks',
      { groups: 'admissionregistration.k8s.io', resources: 'mutatingwebhookconfigurations', verbs: 'patch' },
      'high',
      'change what is admitted into the cluster (admission webhooks and policies)',
    ],
    [
      'pods',
      { groups: 'apps', resources: 'deployments', verbs: 'create' },
      'medium',
      'start pods, and so use every service account and Secret there',
    ],
    [
      'all with one thing',
      { groups: 'example.com', resources: 'things', verbs: '"*"' },
      'low',
      'do everything with things',
    ],
    [
      'one thing of every group',
      { groups: '"*"', resources: 'things', verbs: 'get' },
      'low',
      'get things of every API group',
    ],
    ['everything', { groups: '"*"', resources: '"*"', verbs: '"*"' }, 'high', 'do everything in the cluster'],
    ['named secrets', { resources: 'secrets', verbs: 'get', names: 'tls' }, 'low', 'read Secrets'],
  ])('%s', (_name, right, severity, what) => {
    const expected = [`6 ${severity} ClusterRole r can now ${what}.`];
    expect(hitsOf(rule, role([HARMLESS]), role([HARMLESS, right]))).toEqual(expected);
    expect(hitsOf(rule, role([right]), role([right, HARMLESS]))).toEqual([]);
    expect(hitsOf(rule, role([right, HARMLESS]), role([HARMLESS]))).toEqual([]);
  });

  test('one rule is one sentence, with the gravest severity', () => {
    const every = { groups: '""', resources: '"*"', verbs: 'get, list' };
    expect(hitsOf(rule, null, role([every]))).toEqual([
      '5 high ClusterRole r can now get, list every resource of the core group, read Secrets, run commands in pods, reach the kubelets of nodes, and so every pod (nodes/proxy).',
    ]);
  });

  test('in a namespace less is at stake', () => {
    const secrets = { resources: 'secrets', verbs: 'get' };
    expect(hitsOf(rule, null, role([secrets], 'Role'))).toEqual([
      '5 medium Role r can now read Secrets, in its namespace.',
    ]);
    expect(hitsOf(rule, null, role([HARMLESS], 'Role'))).toEqual([]);
  });

  test('whoever could do everything gains nothing, and a name that is taken away widens', () => {
    const all = { groups: '"*"', resources: '"*"', verbs: '"*"' };
    const secrets = { resources: 'secrets', verbs: 'get' };
    expect(hitsOf(rule, role([all]), role([secrets]))).toEqual([]);
    expect(hitsOf(rule, role([{ ...secrets, names: 'a' }]), role([secrets]))).toEqual([
      '5 high ClusterRole r can now read Secrets.',
    ]);
    expect(hitsOf(rule, role([secrets]), role([{ ...secrets, names: 'a' }]))).toEqual([]);
  });

  test('rules inside of other objects, of patches and of Terraform', () => {
    const csv =
      'apiVersion: operators.coreos.com/v1\nkind: ClusterServiceVersion\nmetadata: { name: c }\nspec: { install: { spec: { clusterPermissions: [{ rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }] }] } } }\n';
    expect(hitsOf(rule, null, csv)).toEqual(['4 high ClusterServiceVersion c can now read Secrets.']);
    const patch =
      '- op: add\n  path: /rules/-\n  value: { apiGroups: [""], resources: [secrets], verbs: [get] }\n';
    expect(hitsOf(rule, null, patch, 'p.yaml')).toEqual(['3 high p.yaml can now read Secrets.']);
    const block = resource('kubernetes_cluster_role_v1', {
      'rule[0].api_groups': [''],
      'rule[0].resources': ['secrets'],
      'rule[0].verbs': ['get'],
    });
    expect(judged(rule, [block])).toEqual([
      '3 high kubernetes_cluster_role_v1.example can now read Secrets.',
    ]);
    const computed = resource('kubernetes_role', {
      'rule[0].resources': ['pods'],
      'rule[0].verbs': { expression: 'var.verbs' },
    });
    expect(judged(rule, [computed])).toEqual([
      '2 low kubernetes_role.example can now do more than is written here, as its rules are computed, in its namespace.',
    ]);
  });

  test('rules of other things are none', () => {
    const audit =
      'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{ level: Metadata, verbs: [get], resources: [{ group: "", resources: [secrets] }] }]\n';
    const hook =
      'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: w }\nwebhooks: [{ name: w, rules: [{ apiGroups: ["*"], operations: ["*"], resources: ["*"] }] }]\n';
    expect(hitsOf(rule, null, audit)).toEqual([]);
    expect(hitsOf(rule, null, hook)).toEqual([]);
  });
});

function binding(roleName: string, subjects: string, kind = 'ClusterRoleBinding'): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: b }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${roleName} }\nsubjects:\n${subjects}`;
}
const BOT = '  - { kind: ServiceAccount, name: bot, namespace: ci }\n';
const DEV = '  - { kind: Group, name: dev }\n';

describe('bindings', () => {
  test('K8S-03: a role for nearly everybody', () => {
    const given = (subject: string, roleName = 'view'): readonly string[] =>
      hitsOf(rule, binding(roleName, DEV), binding(roleName, `${DEV}  - { kind: ${subject} }\n`));
    expect(given('Group, name: "system:authenticated"')).toEqual([
      '7 high ClusterRoleBinding b gives the role view to everybody who can log in (Group system:authenticated).',
    ]);
    expect(given('Group, name: "system:unauthenticated"')).toEqual([
      '7 high ClusterRoleBinding b gives the role view to everybody, without logging in (Group system:unauthenticated).',
    ]);
    expect(given('User, name: "system:anonymous"')).toEqual([
      '7 high ClusterRoleBinding b gives the role view to everybody, without logging in (User system:anonymous).',
    ]);
    expect(given('Group, name: "system:serviceaccounts:dev"')).toEqual([
      '7 high ClusterRoleBinding b gives the role view to every service account of dev (Group system:serviceaccounts:dev).',
    ]);
    expect(given('Group, name: "system:masters"')).toEqual([
      '7 high ClusterRoleBinding b names system:masters, which no role can hold back.',
    ]);
    expect(given('Group, name: "system:authenticated"', '"system:discovery"')).toEqual([]);
    expect(given('Group, name: ops')).toEqual([]);
  });

  test('cluster-admin for one more subject, in the cluster and in a namespace', () => {
    expect(hitsOf(rule, binding('cluster-admin', DEV), binding('cluster-admin', DEV + BOT))).toEqual([
      '7 high ServiceAccount ci/bot can do everything in the cluster: ClusterRoleBinding b binds cluster-admin.',
    ]);
    expect(hitsOf(rule, null, binding('cluster-admin', BOT, 'RoleBinding'))).toEqual([
      '6 high ServiceAccount ci/bot can do everything in the namespace: RoleBinding b binds cluster-admin.',
    ]);
    expect(hitsOf(rule, null, binding('edit', BOT, 'RoleBinding'))).toEqual([
      '6 low ServiceAccount ci/bot can read Secrets and start pods in the namespace: RoleBinding b binds edit.',
    ]);
    expect(hitsOf(rule, null, binding('view', BOT))).toEqual([]);
    expect(hitsOf(rule, binding('cluster-admin', DEV + BOT), binding('cluster-admin', BOT))).toEqual([]);
  });

  test('of Terraform', () => {
    const block = resource('kubernetes_cluster_role_binding', {
      'role_ref[0].name': 'cluster-admin',
      'subject[0].kind': 'Group',
      'subject[0].name': 'dev',
    });
    expect(judged(rule, [block])).toEqual([
      '3 high Group dev can do everything in the cluster: kubernetes_cluster_role_binding.example binds cluster-admin.',
    ]);
  });
});

test('K8S-02: a label that adds a role to others, and a role that takes others in', () => {
  const labelled = (value: string): string =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: r, labels: { rbac.authorization.k8s.io/aggregate-to-admin: "${value}" } }\n`;
  expect(hitsOf(rule, labelled('false'), labelled('true'))).toEqual([
    '3 medium ClusterRole r adds its rights to everybody who holds admin (aggregated role).',
  ]);
  expect(hitsOf(rule, labelled('true'), labelled('true'))).toEqual([]);
  const taking =
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: r }\naggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }\n';
  expect(hitsOf(rule, null, taking)).toEqual([
    '4 medium ClusterRole r takes in the rights of every role that has its labels (aggregation rule).',
  ]);
});

test('K8S-11: a cloud identity that pods take on', () => {
  const account = (annotation: string): string =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: s, namespace: n, annotations: { ${annotation} } }\n`;
  const role1 = account('eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/a');
  expect(
    hitsOf(rule, role1, account('eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/admin')),
  ).toEqual([
    '3 medium Pods with ServiceAccount n/s now act in the cloud as the AWS role arn:aws:iam::111122223333:role/admin.',
  ]);
  expect(
    hitsOf(rule, account('a: b'), account('iam.gke.io/gcp-service-account: x@p.iam.gserviceaccount.com')),
  ).toEqual([
    '3 medium Pods with ServiceAccount n/s now act in the cloud as the Google service account x@p.iam.gserviceaccount.com.',
  ]);
  expect(
    hitsOf(rule, null, account('azure.workload.identity/client-id: 11111111-2222-3333-4444-555555555555')),
  ).toHaveLength(1);
  expect(hitsOf(rule, role1, role1)).toEqual([]);
  const values = (arn: string): string =>
    `serviceAccount: { annotations: { eks.amazonaws.com/role-arn: ${arn} } }\n`;
  expect(hitsOf(rule, values('""'), values('arn:aws:iam::1:role/a'), 'c/values.yaml')).toEqual([
    '1 medium Pods with c/values.yaml now act in the cloud as the AWS role arn:aws:iam::1:role/a.',
  ]);
});

test('K8S-09: configuration of an ingress controller that an ingress brings along', () => {
  const ingress = (annotation: string): string =>
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, annotations: { ${annotation} } }\n`;
  const snippet = ingress('nginx.ingress.kubernetes.io/configuration-snippet: "more_set_headers a;"');
  expect(hitsOf(rule, ingress('nginx.ingress.kubernetes.io/rewrite-target: /'), snippet)).toEqual([
    '3 high Ingress i puts configuration of its own into the ingress controller, which can read Secrets of other namespaces (nginx.ingress.kubernetes.io/configuration-snippet).',
  ]);
  expect(hitsOf(rule, snippet, snippet)).toEqual([]);
});

describe('administrators by aws-auth', () => {
  const entry = (name: string, group: string): string =>
    `    - rolearn: arn:aws:iam::111122223333:role/${name}\n      groups:\n        - ${group}\n`;
  const auth = (...entries: readonly string[]): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: aws-auth, namespace: kube-system }\ndata:\n  mapRoles: |\n${entries.join('')}`;
  const hit = (name: string): string =>
    `5 high ConfigMap kube-system/aws-auth makes arn:aws:iam::111122223333:role/${name} an administrator of the cluster (system:masters).`;

  test.each<[string, string, string, readonly string[]]>([
    [
      'one more role',
      auth(entry('a', 'view')),
      auth(entry('a', 'view'), entry('b', 'system:masters')),
      [hit('b')],
    ],
    ['another role', auth(entry('a', 'system:masters')), auth(entry('b', 'system:masters')), [hit('b')]],
    ['another group', auth(entry('a', 'view')), auth(entry('a', 'system:masters')), [hit('a')]],
    [
      'in another order',
      auth(entry('a', 'view'), entry('b', 'system:masters')),
      auth(entry('b', 'system:masters'), entry('a', 'view')),
      [],
    ],
    ['a group of less', auth(entry('a', 'view')), auth(entry('a', 'edit')), []],
    [
      'further in',
      auth(entry('a', 'view').replaceAll('\n', '\n  ').replace('    -', '      -').trimEnd().concat('\n')),
      auth(
        entry('a', 'system:masters')
          .replaceAll('\n', '\n  ')
          .replace('    -', '      -')
          .trimEnd()
          .concat('\n'),
      ),
      [hit('a')],
    ],
    [
      'in braces',
      auth('    []\n'),
      auth('    [{ rolearn: arn:aws:iam::111122223333:role/a, groups: [system:masters] }]\n'),
      [hit('a')],
    ],
    ['another map', auth(), auth(entry('a', 'system:masters')).replace('aws-auth', 'notes'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(hitsOf(rule, before, after)).toEqual(expected);
  });

  test('as a resource of Terraform', () => {
    const state = (group: string): Readonly<Record<string, string>> => ({
      'metadata[0].name': 'aws-auth',
      'data.mapRoles': `- rolearn: arn:aws:iam::111122223333:role/a\n  groups: [${group}]\n`,
    });
    const change = resource('kubernetes_config_map_v1_data', state('system:masters'), state('view'));
    expect(judged(rule, [change])).toHaveLength(1);
  });
});

describe('rights in Argo CD', () => {
  const map = (key: string, value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-rbac-cm, namespace: argocd }\ndata:\n  ${key}: ${value}\n`;
  const csv = (...lines: readonly string[]): string =>
    map('policy.csv', `|\n${lines.map((line) => `    ${line}\n`).join('')}`);

  test.each<[string, string, string, readonly string[]]>([
    [
      'everybody an administrator',
      map('policy.default', 'role:readonly'),
      map('policy.default', 'role:admin'),
      ['5 high Everybody who logs in to Argo CD now has role:admin (policy.default).'],
    ],
    [
      'everybody another role',
      map('policy.default', '""'),
      map('policy.default', 'role:deployer'),
      ['5 medium Everybody who logs in to Argo CD now has role:deployer (policy.default).'],
    ],
    ['everybody less', map('policy.default', 'role:admin'), map('policy.default', 'role:readonly'), []],
    [
      'one more administrator',
      csv('g, a, role:admin'),
      csv('g, a, role:admin', 'g, b, role:admin'),
      ['5 high b is now an administrator of Argo CD (policy.csv).'],
    ],
    ['in another order', csv('g, a, role:admin', 'g, b, x'), csv('g, b, x', 'g, a,  role:admin'), []],
    [
      'everything',
      csv(),
      csv('p, role:x, *, *, */*, allow'),
      ['5 high role:x may now create, change and delete everything in Argo CD (policy.csv).'],
    ],
    ['reading everything', csv(), csv('p, role:x, *, get, */*, allow'), []],
    ['a denial', csv(), csv('p, role:x, *, *, */*, deny'), []],
    [
      'commands in pods',
      csv(),
      csv('p, role:x, exec, create, */*, allow'),
      ['5 high role:x may now run commands in pods through Argo CD (policy.csv).'],
    ],
    [
      'clusters',
      csv(),
      csv('p, role:x, clusters, update, *, allow'),
      ['5 medium role:x may now update clusters of Argo CD (policy.csv).'],
    ],
    [
      'a line that denied',
      csv('p, role:x, applications, *, */*, allow', 'p, role:x, applications, delete, prod/*, deny'),
      csv('p, role:x, applications, *, */*, allow'),
      ['5 high Argo CD no longer denies role:x to delete applications prod/* (policy.csv).'],
    ],
    [
      'a line that allowed',
      csv('p, role:x, applications, *, */*, allow', 'p, role:x, applications, delete, prod/*, deny'),
      csv('p, role:x, applications, delete, prod/*, deny'),
      [],
    ],
    ['applications', csv(), csv('p, role:x, applications, sync, a/*, allow'), []],
    [
      'no login',
      map('users.anonymous.enabled', '"false"'),
      map('users.anonymous.enabled', '"true"'),
      ['5 high Argo CD now takes whoever reaches it as a user, without a login.'],
    ],
    [
      'no rights at all',
      map('server.disable.auth', '"false"'),
      map('server.disable.auth', '"true"'),
      ['5 high Argo CD now lets whoever reaches it do everything, without a login.'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(hitsOf(rule, before, after)).toEqual(expected);
  });

  test('in the values of its chart', () => {
    const values = (role: string): string => `configs:\n  rbac:\n    policy.default: ${role}\n`;
    expect(hitsOf(rule, values('role:readonly'), values('role:admin'), 'argo/values.yaml')).toEqual([
      '3 high Everybody who logs in to Argo CD now has role:admin (policy.default).',
    ]);
  });
});

test.each<[string, string, string, readonly string[]]>([
  [
    'none',
    '{ serviceAccountName: a }',
    '{ prune: true }',
    ['is no longer applied as service account a, but with the rights of Flux itself.'],
  ],
  [
    'another',
    '{ serviceAccountName: a }',
    '{ serviceAccountName: b }',
    ['is now applied as service account b instead of a.'],
  ],
  ['the same', '{ serviceAccountName: a }', '{ serviceAccountName: a, prune: true }', []],
  ['a first one', '{ prune: true }', '{ serviceAccountName: a }', []],
])('K8S-07: Flux applies as %s', (_name, before, after, expected) => {
  const of = (spec: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: x }\nspec: ${spec}\n`;
  const messages = hitsOf(rule, of(before), of(after)).map((hit) => hit.slice(hit.indexOf(' x ') + 3));
  expect(messages).toEqual(expected);
});

test.each<[string, string, readonly string[]]>([
  [
    'kustomize.buildOptions',
    '--enable-alpha-plugins',
    ['4 high Argo CD now runs the programs that kustomizations name (kustomize.buildOptions).'],
  ],
  [
    'kustomize.buildOptions',
    '--load-restrictor LoadRestrictionsNone',
    [
      '4 medium Argo CD now lets kustomizations read any file of its repository server (kustomize.buildOptions).',
    ],
  ],
  ['kustomize.buildOptions', '--enable-helm', []],
  ['exec.enabled', '"true"', ['4 high Argo CD now opens shells in pods for those who may use them.']],
  ['exec.enabled', '"false"', []],
])('settings of Argo CD: %s is %s', (key, value, expected) => {
  const of = (data: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-cm }\ndata: ${data}\n`;
  expect(hitsOf(rule, of('{ a: b }'), of(`{ ${key}: ${value} }`))).toEqual(expected);
});
