// k8s-admission-weakened: each guard that says less against the one that says the same.
import { describe, expect, test } from 'vitest';
import { k8sAdmissionWeakened as rule } from '../../../src/classify/rules/k8s-admission-weakened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { changeOf, resource } from '../example-change.ts';
import { changesOf, hitsOf, judged } from '../kubernetes/manifests.ts';

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: g }\n${rest}\n`;
}
const hooks = (...members: readonly string[]): string =>
  object(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    `webhooks:\n${members.map((one) => `  - { ${one} }`).join('\n')}`,
  );
const HOOK = 'ValidatingWebhookConfiguration g';

describe('K8S-06: admission that is weakened', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'a failure that lets everything in',
      hooks('name: a'),
      hooks('name: a, failurePolicy: Ignore'),
      [`5 high ${HOOK} lets everything in when it cannot be asked (failurePolicy Ignore).`],
    ],
    [
      'a webhook that is gone',
      hooks('name: a', 'name: b'),
      hooks('name: a'),
      [`- high ${HOOK} no longer has the check b.`],
    ],
    [
      'other namespaces',
      hooks('name: a'),
      hooks('name: a, namespaceSelector: { matchLabels: { checked: "yes" } }'),
      [`5 medium ${HOOK} looks at other objects than before (namespaceSelector).`],
    ],
    [
      'other rules',
      hooks('name: a, rules: [{ operations: [CREATE, UPDATE] }]'),
      hooks('name: a, rules: [{ operations: [CREATE] }]'),
      [`5 medium ${HOOK} looks at other objects than before (rules).`],
    ],
    [
      'conditions',
      hooks('name: a'),
      hooks('name: a, matchConditions: [{ name: c, expression: "false" }]'),
      [`5 medium ${HOOK} looks at other objects than before (matchConditions).`],
    ],
    [
      'a binding that only reports',
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingAdmissionPolicyBinding',
        'spec: { validationActions: [Deny] }',
      ),
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingAdmissionPolicyBinding',
        'spec: { validationActions: [Warn, Audit] }',
      ),
      ['4 high ValidatingAdmissionPolicyBinding g no longer refuses, it only reports.'],
    ],
    [
      'a binding without its parameters',
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingAdmissionPolicyBinding',
        'spec: { paramRef: { name: p } }',
      ),
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingAdmissionPolicyBinding',
        'spec: { policyName: x }',
      ),
      ['4 medium ValidatingAdmissionPolicyBinding g checks without its parameters (paramRef).'],
    ],
    [
      'a constraint of Gatekeeper',
      object('constraints.gatekeeper.sh/v1beta1', 'K8sNoPrivileged', 'spec: { match: {} }'),
      object(
        'constraints.gatekeeper.sh/v1beta1',
        'K8sNoPrivileged',
        'spec: { match: {}, enforcementAction: dryrun }',
      ),
      ['4 high K8sNoPrivileged g no longer refuses, it only reports (enforcementAction).'],
    ],
    [
      'namespaces that a constraint leaves out',
      object(
        'constraints.gatekeeper.sh/v1beta1',
        'K8sNoPrivileged',
        'spec: { match: { excludedNamespaces: [a] } }',
      ),
      object(
        'constraints.gatekeeper.sh/v1beta1',
        'K8sNoPrivileged',
        'spec: { match: { excludedNamespaces: [a, b] } }',
      ),
      ['4 medium K8sNoPrivileged g looks at other objects than before (match).'],
    ],
    [
      'a policy of Kyverno',
      object('kyverno.io/v1', 'ClusterPolicy', 'spec: { validationFailureAction: Enforce }'),
      object('kyverno.io/v1', 'ClusterPolicy', 'spec: { validationFailureAction: Audit }'),
      ['4 high ClusterPolicy g no longer refuses, it only reports.'],
    ],
    [
      'a rule of Kyverno that is gone',
      object('kyverno.io/v1', 'ClusterPolicy', 'spec: { rules: [{ name: a }, { name: b }] }'),
      object('kyverno.io/v1', 'ClusterPolicy', 'spec: { rules: [{ name: a }] }'),
      ['- high ClusterPolicy g no longer has the check b.'],
    ],
  ])('%s', (_name, strict, loose, expected) => {
    expect(hitsOf(rule, strict, loose)).toEqual(expected);
    expect(hitsOf(rule, loose, loose)).toEqual([]);
    const back = hitsOf(rule, loose, strict);
    expect(back.filter((hit) => hit.includes(' high '))).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    [
      'webhooks',
      hooks('name: a'),
      [`- high ${HOOK} is deleted: what it refused or changed is admitted as it comes.`],
    ],
    [
      'a policy',
      object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'spec: {}'),
      ['- high ValidatingAdmissionPolicy g is deleted: what it refused or changed is admitted as it comes.'],
    ],
    [
      'a constraint',
      object('constraints.gatekeeper.sh/v1beta1', 'K8sAny', 'spec: {}'),
      ['- high K8sAny g is deleted: what it refused or changed is admitted as it comes.'],
    ],
    ['an exception', object('kyverno.io/v2', 'PolicyException', 'spec: {}'), []],
    ['anything else', object('v1', 'ConfigMap', 'data: {}'), []],
  ])('%s that is deleted', (_name, text, expected) => {
    expect(hitsOf(rule, text, null)).toEqual(expected);
    expect(hitsOf(rule, null, text.replace('PolicyException', 'Policy'))).toEqual([]);
  });

  test('an exception that is made', () => {
    expect(hitsOf(rule, null, object('kyverno.io/v2', 'PolicyException', 'spec: {}'))).toEqual([
      '- high PolicyException g exempts objects from policies of the cluster.',
    ]);
  });

  test('a new webhook that ignores failures takes nothing away', () => {
    expect(hitsOf(rule, hooks('name: a'), hooks('name: a', 'name: b, failurePolicy: Ignore'))).toEqual([
      `6 low ${HOOK} lets everything in when it cannot be asked (failurePolicy Ignore).`,
    ]);
  });

  test('what is created in another file of the change is told more mildly', () => {
    const text = hooks('name: a');
    const changes = [...changesOf(text, null, 'a/x.yaml'), ...changesOf(null, text, 'b/x.yaml')];
    expect(judged(rule, changes)).toEqual([
      `- medium ${HOOK} is deleted, and created in another place: what it refused or changed is admitted as it comes.`,
    ]);
  });
});

describe('K8S-06: the pod security level of a namespace', () => {
  const namespace = (level: string | null): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: n${level === null ? '' : `, labels: { pod-security.kubernetes.io/enforce: ${level} }`} }\n`;
  test.each<[string | null, string | null, readonly string[]]>([
    [
      'restricted',
      'baseline',
      ['3 high Namespace n asked its pods to be restricted and now asks for baseline (pod security).'],
    ],
    [
      'restricted',
      'privileged',
      ['3 high Namespace n asked its pods to be restricted and now asks for privileged (pod security).'],
    ],
    [
      'baseline',
      null,
      ['- high Namespace n asked its pods to be baseline and now asks for nothing (pod security).'],
    ],
    [
      null,
      'privileged',
      ['3 medium Namespace n lets its pods be privileged (pod security level privileged).'],
    ],
    ['baseline', 'restricted', []],
    [null, 'baseline', []],
    ['privileged', 'privileged', []],
    ['privileged', null, []],
  ])('from %s to %s', (before, after, expected) => {
    expect(hitsOf(rule, namespace(before), namespace(after))).toEqual(expected);
  });

  test('of Terraform, and a level that is computed', () => {
    const of = (level: unknown): Record<string, never> =>
      JSON.parse(JSON.stringify({ 'metadata[0].labels["pod-security.kubernetes.io/enforce"]': level }));
    expect(
      judged(rule, [resource('kubernetes_namespace_v1', of({ expression: 'var.level' }), of('baseline'))]),
    ).toEqual([
      '2 high kubernetes_namespace_v1.example asked its pods to be baseline and now asks for (computed) (pod security).',
    ]);
  });

  test('a label that takes it out of what policies look at', () => {
    const labelled = (value: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: n, labels: { admission.gatekeeper.sh/ignore: "${value}" } }\n`;
    expect(hitsOf(rule, namespace(null), labelled('true'))).toEqual([
      '3 high Namespace n is no longer looked at by policies (admission.gatekeeper.sh/ignore).',
    ]);
    expect(hitsOf(rule, null, labelled('true'))).toEqual([
      '3 high Namespace n is not looked at by policies (admission.gatekeeper.sh/ignore).',
    ]);
    expect(hitsOf(rule, labelled('true'), labelled('true'))).toEqual([]);
  });
});

test('K8S-08: a network policy that is deleted', () => {
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'spec: { podSelector: {} }');
  expect(hitsOf(rule, policy, null)).toEqual([
    '- medium NetworkPolicy g is deleted: the pods that it held apart may reach each other again.',
  ]);
  expect(hitsOf(rule, object('cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {}'), null)).toHaveLength(1);
  expect(hitsOf(rule, object('security.istio.io/v1', 'AuthorizationPolicy', 'spec: {}'), null)).toEqual([
    '- medium AuthorizationPolicy g is deleted: callers that it kept out are let in.',
  ]);
  expect(hitsOf(rule, object('example.com/v1', 'AuthorizationPolicy', 'spec: {}'), null)).toEqual([]);
  expect(judged(rule, [changeOf({ type: 'kubernetes_network_policy_v1', action: 'delete' })])).toHaveLength(
    1,
  );
});

describe('K8S-08: a network policy that lets everybody in', () => {
  const policy = (spec: string): string => object('networking.k8s.io/v1', 'NetworkPolicy', `spec: ${spec}`);
  const SOME = policy(
    '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { a: b } } }] }] }',
  );
  const OPEN = [
    '4 medium NetworkPolicy g lets everybody reach its pods, whatever other network policies say.',
  ];

  test.each<[string, string, readonly string[]]>([
    ['a rule without anything', '{ podSelector: {}, ingress: [{}] }', OPEN],
    ['every pod of every namespace', '{ ingress: [{ from: [{ namespaceSelector: {} }] }] }', OPEN],
    ['every address', '{ ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }', OPEN],
    ['no rule at all lets nobody in', '{ podSelector: {}, ingress: [] }', []],
    ['every pod of its namespace', '{ ingress: [{ from: [{ podSelector: {} }] }] }', []],
    [
      'a namespace by its label',
      '{ ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: b } } }] }] }',
      [],
    ],
    ['one port for everybody', '{ ingress: [{ ports: [{ port: 443 }] }] }', []],
    [
      'only egress from now on',
      '{ policyTypes: [Egress] }',
      ['- medium NetworkPolicy g no longer says who may reach its pods.'],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(hitsOf(rule, SOME, policy(spec))).toEqual(expected);
  });

  test('a new one opens what others hold closed, one that stood does not', () => {
    const all = policy('{ podSelector: {}, ingress: [{}] }');
    expect(hitsOf(rule, null, all)).toEqual(OPEN);
    expect(
      hitsOf(rule, all, all.replace('podSelector: {}', 'podSelector: { matchLabels: { a: b } }')),
    ).toEqual([]);
  });
});

test('whom a network policy lets in is another rule’s question', () => {
  const policy = (peer: string): string =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      `spec: { ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: ${peer} } } }] }] }`,
    );
  expect(hitsOf(rule, policy('b'), policy('c'))).toEqual([]);
});

test('what a pod security policy newly permits', () => {
  const psp = (spec: string): string => object('policy/v1beta1', 'PodSecurityPolicy', `spec: ${spec}`);
  expect(hitsOf(rule, psp('{ privileged: false }'), psp('{ privileged: true, hostPID: false }'))).toEqual([
    '4 high PodSecurityPolicy g now permits pods with privileged.',
  ]);
  const scc = (value: string): string =>
    object('security.openshift.io/v1', 'SecurityContextConstraints', `allowPrivilegedContainer: ${value}`);
  expect(hitsOf(rule, scc('false'), scc('yes'))).toEqual([
    '4 high SecurityContextConstraints g now permits pods with allowPrivilegedContainer.',
  ]);
});

test('a patch that deletes a guard of the base', () => {
  const patch = (kind: string): string =>
    `patches:\n  - patch: |-\n      $patch: delete\n      apiVersion: networking.k8s.io/v1\n      kind: ${kind}\n      metadata: { name: deny-all }\n`;
  const path = 'o/kustomization.yaml';
  expect(hitsOf(rule, null, patch('NetworkPolicy'), path)).toEqual([
    '3 high A patch deletes NetworkPolicy deny-all, so it guards nothing here.',
  ]);
  expect(hitsOf(rule, null, patch('ConfigMap'), path)).toEqual([]);
  expect(hitsOf(rule, patch('NetworkPolicy'), patch('NetworkPolicy'), path)).toEqual([]);
});

test('blocks of Terraform, and a failure policy that is computed', () => {
  const webhook = (policy: JsonValue): Readonly<Record<string, JsonValue>> => ({
    'webhook[0].name': 'a',
    'webhook[0].failure_policy': policy,
  });
  const given = (policy: JsonValue): ParsedChange =>
    resource('kubernetes_validating_webhook_configuration_v1', webhook(policy), webhook('Fail'));
  const name = 'kubernetes_validating_webhook_configuration_v1.example';
  expect(judged(rule, [given('Ignore')])).toEqual([
    `3 high ${name} lets everything in when it cannot be asked (failurePolicy Ignore).`,
  ]);
  expect(judged(rule, [given({ expression: 'var.policy' })])).toEqual([
    `3 low ${name} may refuse less, as its failure_policy is computed.`,
  ]);
  expect(judged(rule, [given('Fail')])).toEqual([]);
});

describe('K8S-06: a guard that asks other things', () => {
  const guard = (apiVersion: string, kind: string, rest: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n${rest}\n`;
  const kyverno = (rule: string): string =>
    guard('kyverno.io/v1', 'ClusterPolicy', `spec: { rules: [{ name: a, ${rule} }] }`);
  const webhook = (rest: string): string =>
    guard(
      'admissionregistration.k8s.io/v1',
      'ValidatingWebhookConfiguration',
      `webhooks: [{ name: a, clientConfig: { ${rest} } }]`,
    );

  test.each<[string, string, string, readonly string[]]>([
    [
      'a pattern',
      kyverno('validate: { pattern: { spec: { hostPID: false } } }'),
      kyverno('validate: { pattern: { spec: { hostPID: "*" } } }'),
      ['4 medium ClusterPolicy x asks other things than before (validate).'],
    ],
    [
      'a message',
      kyverno('validate: { message: a, deny: {} }'),
      kyverno('validate: { message: b, deny: {} }'),
      [],
    ],
    [
      'parameters',
      guard('constraints.gatekeeper.sh/v1beta1', 'K8sRepos', 'spec: { parameters: { repos: [a] } }'),
      guard('constraints.gatekeeper.sh/v1beta1', 'K8sRepos', 'spec: { parameters: { repos: [a, ""] } }'),
      ['4 medium K8sRepos x asks other things than before (parameters).'],
    ],
    [
      'another service',
      webhook('service: { name: a, namespace: b }'),
      webhook('service: { name: c, namespace: b }'),
      ['4 medium ValidatingWebhookConfiguration x asks another place than before (clientConfig).'],
    ],
    [
      'another certificate',
      webhook('service: { name: a }, caBundle: a'),
      webhook('service: { name: a }, caBundle: b'),
      [],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(hitsOf(rule, before, after)).toEqual(expected);
  });
});

test('namespaces that no policy of Gatekeeper looks at', () => {
  const config = (names: string): string =>
    `apiVersion: config.gatekeeper.sh/v1alpha1\nkind: Config\nmetadata: { name: c }\nspec: { match: [{ excludedNamespaces: [${names}] }] }\n`;
  expect(hitsOf(rule, null, config('"*"'))).toEqual([
    '4 high Config c leaves namespaces out of all policies (*).',
  ]);
  expect(hitsOf(rule, null, config('kube-system'))).toEqual([
    '4 low Config c leaves namespaces out of all policies (kube-system).',
  ]);
});
