// k8s-privileged-workload: each power of a pod against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { k8sPrivilegedWorkload as rule } from '../../../src/classify/rules/k8s-privileged-workload.ts';
import { hitsOf, judged } from '../kubernetes/manifests.ts';
import { resource } from '../example-change.ts';

const pod = (spec: string, kind = 'Pod'): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a, namespace: n }\nspec: ${spec}\n`;
const container = (members: string): string => pod(`{ containers: [{ name: app, ${members} }] }`);
const OF = 'of Pod n/a';

describe('what a pod newly may do', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'host network',
      pod('{ hostNetwork: true }'),
      pod('{ hostNetwork: false }'),
      [`4 high Pod n/a shares the network of its node.`],
    ],
    [
      'host processes',
      pod('{ hostPID: true }'),
      pod('{ hostPID: false }'),
      [`4 high Pod n/a sees and can end the processes of its node.`],
    ],
    [
      'host memory',
      pod('{ hostIPC: true }'),
      pod('{}'),
      [`4 high Pod n/a shares the memory segments of its node.`],
    ],
    [
      'privileged',
      container('securityContext: { privileged: true }'),
      container('securityContext: { privileged: false }'),
      [`4 high Container app ${OF} runs privileged, so it is root on its node.`],
    ],
    [
      'Windows host process',
      container('securityContext: { windowsOptions: { hostProcess: true } }'),
      container('securityContext: { windowsOptions: {} }'),
      [`4 high Container app ${OF} runs as a process of its Windows node.`],
    ],
    [
      'escalation',
      container('securityContext: { allowPrivilegeEscalation: true }'),
      container('securityContext: {}'),
      [`4 medium Container app ${OF} may gain more rights than it starts with.`],
    ],
    [
      'unmasked proc',
      container('securityContext: { procMount: Unmasked }'),
      container('securityContext: { procMount: Default }'),
      [`4 high Container app ${OF} sees all of /proc unmasked.`],
    ],
    [
      'seccomp off',
      pod('{ securityContext: { seccompProfile: { type: Unconfined } } }'),
      pod('{ securityContext: {} }'),
      [`4 medium Pod n/a may make any system call (seccomp is off).`],
    ],
    [
      'AppArmor off',
      container('securityContext: { appArmorProfile: { type: Unconfined } }'),
      container('securityContext: {}'),
      [`4 medium Container app ${OF} runs without AppArmor.`],
    ],
    [
      'root',
      pod('{ securityContext: { runAsUser: 0 } }'),
      pod('{ securityContext: { runAsUser: 1000 } }'),
      [`4 medium Pod n/a runs as the root user.`],
    ],
    [
      'a grave capability',
      container('securityContext: { capabilities: { add: [SYS_ADMIN] } }'),
      container('securityContext: { capabilities: { add: [] } }'),
      [`4 high Container app ${OF} has the capability SYS_ADMIN.`],
    ],
    [
      'a capability',
      container('securityContext: { capabilities: { add: [CAP_NET_RAW] } }'),
      container('securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }'),
      [`4 medium Container app ${OF} has the capability CAP_NET_RAW.`],
    ],
    [
      'a port of the node',
      container('ports: [{ containerPort: 80, hostPort: 80 }]'),
      container('ports: [{ containerPort: 80, hostPort: 0 }]'),
      [`4 medium Container app ${OF} takes port 80 of its node.`],
    ],
    [
      'a grave folder of the node',
      pod('{ volumes: [{ name: v, hostPath: { path: /var/run/docker.sock } }] }'),
      pod('{ volumes: [{ name: v, emptyDir: {} }] }'),
      [`4 high Pod n/a mounts /var/run/docker.sock of its node.`],
    ],
    [
      'a folder of the node',
      pod('{ volumes: [{ name: v, hostPath: { path: /data } }] }'),
      pod('{ volumes: [{ name: v, hostPath: {} }] }'),
      [`4 medium Pod n/a mounts /data of its node.`],
    ],
  ])('%s', (_name, bad, good, expected) => {
    expect(hitsOf(rule, good, bad)).toEqual(expected);
    expect(hitsOf(rule, null, bad)).toEqual(expected);
    expect(hitsOf(rule, bad, good).filter((hit) => !hit.includes('no longer'))).toEqual([]);
    expect(hitsOf(rule, bad, bad.replace('Pod', 'Pod # again'))).toEqual([]);
  });

  test.each([
    ['/', 'high'],
    ['/etc/../', 'high'],
    ['/var', 'high'],
    ['/var/lib', 'high'],
    ['/var/lib/mysql', 'medium'],
    ['/srv//../etc/x', 'high'],
    ['/etcetera', 'medium'],
  ])('folder %s is %s', (path, severity) => {
    const [hit = ''] = hitsOf(rule, null, pod(`{ volumes: [{ name: v, hostPath: { path: ${path} } }] }`));
    expect(hit.split(' ')[1]).toBe(severity);
  });
});

test('K8S-04: host namespaces and privileged containers are found at any depth and in any kind', () => {
  const spec =
    '{ hostPID: true, initContainers: [{ name: i, securityContext: { privileged: true } }], ephemeralContainers: [{ name: e, securityContext: { procMount: Unmasked } }] }';
  const expected = (name: string): readonly string[] => [
    `4 high ${name === 'Pod' ? 'Pod' : `A pod of ${name}`} n/a sees and can end the processes of its node.`,
    `4 high Container i of ${name} n/a runs privileged, so it is root on its node.`,
    `4 high Container e of ${name} n/a sees all of /proc unmasked.`,
  ];
  expect(hitsOf(rule, null, pod(spec))).toEqual(expected('Pod'));
  expect(
    hitsOf(rule, null, pod(`{ jobTemplate: { spec: { template: { spec: ${spec} } } } }`, 'CronJob')),
  ).toEqual(expected('CronJob'));
  expect(
    hitsOf(rule, null, pod(`{ teams: [{ deep: { er: { podTemplate: ${spec} } } }] }`, 'Anything')),
  ).toEqual(expected('Anything'));
});

test('K8S-04: every way to the host is found in a pod of a pod of a kind that nobody knows', () => {
  const deep = (spec: string): string => pod(`{ a: [{ b: { template: { spec: ${spec} } } }] }`, 'Anything');
  const hits = (spec: string): readonly string[] =>
    hitsOf(rule, deep('{ containers: [{ name: c }] }'), deep(spec));
  for (const power of [
    'hostIPC: true',
    'hostPID: true',
    'hostNetwork: true',
    'volumes: [{ name: v, hostPath: { path: / } }]',
    'containers: [{ name: c, securityContext: { privileged: true } }]',
    'containers: [{ name: c, securityContext: { capabilities: { add: [SYS_ADMIN] } } }]',
    'initContainers: [{ name: c, securityContext: { capabilities: { add: [SYS_ADMIN] } } }]',
    'ephemeralContainers: [{ name: c, securityContext: { procMount: Unmasked } }]',
  ]) {
    const spec = power.startsWith('containers') ? `{ ${power} }` : `{ containers: [{ name: c }], ${power} }`;
    expect(
      hits(spec).map((hit) => hit.split(' ')[1]),
      power,
    ).toEqual(['high']);
  }
});

test('YML-03: a word that some reader takes for a switch or a zero counts as one', () => {
  for (const word of ['yes', 'on', 'y', 'True', '"true"'])
    expect(hitsOf(rule, null, pod(`{ hostNetwork: ${word} }`))).toEqual([
      `4 high Pod n/a shares the network of its node.`,
    ]);
  for (const word of ['no', 'off', 'n', 'False', '""', '~', 'null'])
    expect(hitsOf(rule, null, pod(`{ hostNetwork: ${word} }`))).toEqual([]);
  for (const zero of ['0', '00', '0o0', '0x0', '0_0', '0:00', '"0"'])
    expect(hitsOf(rule, null, pod(`{ securityContext: { runAsUser: ${zero} } }`))).toEqual([
      `4 medium Pod n/a runs as the root user.`,
    ]);
  expect(hitsOf(rule, null, pod('{ securityContext: { runAsUser: 10 } }'))).toEqual([]);
});

test('several of a kind are one sentence, at the gravest of them', () => {
  const volumes = (...paths: readonly string[]): string =>
    pod(
      `\n  volumes:\n${paths.map((path) => `    - { name: ${path.slice(1)}, hostPath: { path: ${path} } }\n`).join('')}`,
    );
  expect(hitsOf(rule, null, volumes('/data', '/proc', '/dev'))).toEqual([
    '7 high Pod n/a mounts /data, /proc, /dev of its node.',
  ]);
  expect(hitsOf(rule, volumes('/proc'), volumes('/proc', '/data'))).toEqual([
    '7 medium Pod n/a mounts /data of its node.',
  ]);
  const added = container('securityContext: { capabilities: { add: [NET_RAW, SYS_ADMIN, CHOWN] } }');
  expect(hitsOf(rule, null, added)).toEqual([
    `4 high Container app ${OF} has the capability NET_RAW, SYS_ADMIN.`,
  ]);
});

test('what is filled in later is told as that', () => {
  expect(
    hitsOf(
      rule,
      null,
      pod('{ hostNetwork: "${net}", volumes: [{ name: v, hostPath: { path: "${dir}" } }] }'),
    ),
  ).toEqual([
    `4 low Whether Pod n/a shares the network of its node is computed.`,
    `4 low Whether Pod n/a mounts a folder that owns its node is computed.`,
  ]);
  const template = pod(
    '{ hostPID: {{ .Values.pid }}, volumes: [{ name: v, hostPath: { path: {{ .Values.dir }} } }], containers: [{ name: app, securityContext: { capabilities: { add: {{ .Values.caps }} } } }] }',
  );
  expect(hitsOf(rule, null, template, 'chart/templates/a.yaml')).toEqual([
    `4 low Whether Pod n/a sees and can end the processes of its node is computed.`,
    `4 low Whether Pod n/a mounts a folder that owns its node is computed.`,
    `4 low Whether container app ${OF} has more capabilities is computed.`,
  ]);
});

test('a container that is inserted is told, and its neighbours are not told again', () => {
  const old = '{ name: old, securityContext: { privileged: true } }';
  const before = pod(`{ containers: [${old}] }`);
  const after = pod(`{ containers: [{ name: new, securityContext: { privileged: true } }, ${old}] }`);
  expect(hitsOf(rule, before, after)).toEqual([
    `4 high Container new ${OF} runs privileged, so it is root on its node.`,
  ]);
});

test('a guard that is gone is told, one that the whole pod has now is not', () => {
  const guarded = container(
    'securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] } }',
  );
  expect(hitsOf(rule, guarded, container('image: b'))).toEqual([
    `- low Container app ${OF} no longer has to run as another user than root.`,
    `- low Container app ${OF} no longer is kept from gaining more rights.`,
    `- low Container app ${OF} no longer has a read-only root file system.`,
    `- low Container app ${OF} no longer drops all capabilities.`,
    `- low Container app ${OF} no longer has a seccomp profile.`,
  ]);
  const one = container('securityContext: { runAsNonRoot: true }');
  expect(
    hitsOf(rule, one, pod('{ securityContext: { runAsNonRoot: true }, containers: [{ name: app }] }')),
  ).toEqual([]);
  expect(hitsOf(rule, one, pod('{ containers: [{ name: other }] }'))).toEqual([]);
  expect(hitsOf(rule, pod('{ automountServiceAccountToken: false }'), pod('{}'))).toEqual([
    `- low Pod n/a no longer goes without a token for the API server.`,
  ]);
});

test('a patch and a chart’s values speak like a manifest', () => {
  const patch =
    '- { op: add, path: /spec/template/spec/hostNetwork, value: true }\n- { op: remove, path: /spec/hostPID }\n';
  expect(hitsOf(rule, null, patch, 'p/patch.yaml')).toEqual([
    '1 high A pod of p/patch.yaml shares the network of its node.',
  ]);
  expect(
    hitsOf(
      rule,
      'hostNetwork: false\n',
      'hostNetwork: true\npodSecurityContext: { runAsUser: 0 }\n',
      'c/values.yaml',
    ),
  ).toEqual([
    '1 high A pod of c/values.yaml shares the network of its node.',
    '2 medium A pod of c/values.yaml runs as the root user.',
  ]);
});

test('Terraform’s blocks are the same pods', () => {
  const change = resource('kubernetes_daemonset', {
    'spec[0].template[0].spec[0].host_network': true,
    'spec[0].template[0].spec[0].container[0].name': 'app',
    'spec[0].template[0].spec[0].container[0].security_context[0].privileged': true,
    'spec[0].template[0].spec[0].container[0].security_context[0].capabilities[0].add': ['NET_ADMIN'],
    'spec[0].template[0].spec[0].volume[0].host_path[0].path': '/',
  });
  expect(judged(rule, [change])).toEqual([
    '2 high A pod of kubernetes_daemonset.example shares the network of its node.',
    '4 high Container app of kubernetes_daemonset.example runs privileged, so it is root on its node.',
    '5 high Container app of kubernetes_daemonset.example has the capability NET_ADMIN.',
    '6 high A pod of kubernetes_daemonset.example mounts / of its node.',
  ]);
});

test('a volume is used by pods', () => {
  const volume =
    'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: v }\nspec: { hostPath: { path: /data } }\n';
  expect(hitsOf(rule, null, volume)).toEqual([
    '4 medium A pod that uses PersistentVolume v mounts /data of its node.',
  ]);
});

test('a schema or a policy that speaks of such settings runs nothing', () => {
  const schema =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec: { hostNetwork: { type: boolean }, x: { hostPID: true } }\n';
  expect(hitsOf(rule, null, schema)).toEqual([]);
  expect(hitsOf(rule, null, pod('{ properties: { hostNetwork: { type: boolean } } }', 'Thing'))).toEqual([]);
  expect(hitsOf(rule, pod('{ hostNetwork: true }'), null)).toEqual([]);
});

test('old annotations that switch profiles off', () => {
  const annotated = (value: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { container.apparmor.security.beta.kubernetes.io/app: ${value} } }\n`;
  expect(hitsOf(rule, annotated('runtime/default'), annotated('unconfined'))).toEqual([
    '3 medium Pod a runs without its system call or AppArmor profile.',
  ]);
});

test.each([
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'patches:'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'postRenderers:\n  - kustomize:\n     patches:'],
  ['argoproj.io/v1alpha1', 'Application', 'source:\n   kustomize:\n    patches:'],
])('a patch that stands as text in an object of %s', (apiVersion, kind, around) => {
  const of = (value: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\nspec:\n  ${around}\n      - patch: |\n          - { op: add, path: /spec/template/spec/hostPID, value: ${value} }\n`;
  expect(hitsOf(rule, of('false'), of('true'))).toEqual([
    expect.stringContaining(`A pod of ${kind} x sees and can end the processes of its node.`),
  ]);
  expect(hitsOf(rule, of('false'), of('false'))).toEqual([]);
});
