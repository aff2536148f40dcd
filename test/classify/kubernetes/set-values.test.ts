// What Terraform gives a chart or a cluster in its own words, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { findingsBetween } from '../judge-trees.ts';

const release = (lines: string): string =>
  `resource "helm_release" "x" {\n  chart = "y"\n  version = "1"\n  repository = "https://charts.example.com"\n${lines}\n}\n`;
const set = (name: string, value: string): string =>
  release(`  set {\n    name = "${name}"\n    value = "${value}"\n  }`);

test.each<[string, string, readonly string[]]>([
  [
    'a load balancer',
    set('web.service.type', 'LoadBalancer'),
    [
      'main.tf:7 public-exposure medium: helm_release.x asks its chart for a service that can be reached by the whole internet (LoadBalancer).',
    ],
  ],
  ['an inner service', set('web.service.type', 'ClusterIP'), []],
  [
    'a privileged pod',
    set('web.securityContext.privileged', 'true'),
    [
      'main.tf:7 k8s-privileged-workload high: A pod of helm_release.x runs privileged, so it is root on its node.',
    ],
  ],
  ['one that is not', set('web.securityContext.privileged', 'false'), []],
  [
    'a list of values',
    release('  set = [{ name = "hostNetwork", value = "true" }]'),
    ['main.tf:5 k8s-privileged-workload high: A pod of helm_release.x shares the network of its node.'],
  ],
  [
    'a text of values',
    release('  values = [<<-E\n    pod:\n      hostPID: true\n  E\n  ]'),
    [
      'main.tf:7 k8s-privileged-workload high: A pod of helm_release.x sees and can end the processes of its node.',
    ],
  ],
  ['a name with a dot', set('annotations.a\\\\.b', 'x'), []],
])('%s', async (_, after, told) => {
  expect(await findingsBetween({ 'main.tf': release('') }, { 'main.tf': after })).toEqual(told);
});

const binding = (role: string, kind = 'ClusterRoleBinding'): string =>
  `resource "kubectl_manifest" "x" {\n  yaml_body = <<-E\n    apiVersion: rbac.authorization.k8s.io/v1\n    kind: ${kind}\n    metadata: { name: x }\n    roleRef: { kind: ClusterRole, name: ${role} }\n    subjects:\n      - { kind: Group, name: "\${var.group}" }\n  E\n}\nvariable "group" {}\n`;

test.each<[string, string, readonly string[]]>([
  [
    'cluster-admin',
    binding('cluster-admin'),
    [
      'main.tf:8 k8s-rbac-escalation high: Group ${var.group} can do everything in the cluster: kubectl_manifest.x binds cluster-admin.',
    ],
  ],
  [
    'cluster-admin in a namespace',
    binding('cluster-admin', 'RoleBinding'),
    [
      'main.tf:8 k8s-rbac-escalation high: Group ${var.group} can do everything in the namespace: kubectl_manifest.x binds cluster-admin.',
    ],
  ],
  ['view', binding('view'), []],
])('a binding as text: %s', async (_, after, told) => {
  expect(await findingsBetween({ 'main.tf': '' }, { 'main.tf': after })).toEqual(told);
});
