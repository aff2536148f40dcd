// Services that stand on the internet or on every node: part of public-exposure.
import { expect, test } from 'vitest';
import { publicExposure as rule } from '../../../src/classify/rules/public-exposure.ts';
import { resource } from '../example-change.ts';
import { hitsOf, judged } from './manifests.ts';

const service = (spec: string, annotation = 'a: b'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: s, annotations: { ${annotation} } }\nspec: ${spec}\n`;
const INSIDE = service('{ type: ClusterIP }');
const OPEN = '4 medium Service s can now be reached by the whole internet (LoadBalancer).';

test.each<[string, string, readonly string[]]>([
  ['a load balancer', service('{ type: LoadBalancer }'), [OPEN]],
  ['one for every address', service('{ type: LoadBalancer, loadBalancerSourceRanges: [0.0.0.0/0] }'), [OPEN]],
  [
    'one for some addresses',
    service('{ type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24] }'),
    [],
  ],
  [
    'one that stays inside on AWS',
    service('{ type: LoadBalancer }', 'service.beta.kubernetes.io/aws-load-balancer-scheme: internal'),
    [],
  ],
  [
    'one that faces the internet on AWS',
    service('{ type: LoadBalancer }', 'service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing'),
    [OPEN],
  ],
  [
    'one that stays inside on GKE',
    service('{ type: LoadBalancer }', 'networking.gke.io/load-balancer-type: Internal'),
    [],
  ],
  [
    'one that stays inside on AKS',
    service('{ type: LoadBalancer }', 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"'),
    [],
  ],
  [
    'a port of every node',
    service('{ type: NodePort }'),
    ['4 low Service s can now be reached by everybody who reaches a node (NodePort).'],
  ],
  ['nothing of that', service('{ type: ClusterIP, ports: [] }'), []],
])('%s', (_name, after, expected) => {
  expect(hitsOf(rule, INSIDE, after)).toEqual(expected);
  expect(hitsOf(rule, null, after)).toEqual(expected);
  expect(hitsOf(rule, after, after.replace('name: s', 'name: s, labels: {}'))).toEqual([]);
});

test('an annotation that is taken away opens it', () => {
  const inside = service(
    '{ type: LoadBalancer }',
    'service.beta.kubernetes.io/aws-load-balancer-internal: "true"',
  );
  expect(hitsOf(rule, inside, service('{ type: LoadBalancer }'))).toEqual([OPEN]);
});

test('of Terraform', () => {
  const open = resource('kubernetes_service_v1', { 'spec[0].type': 'LoadBalancer', 'metadata[0].name': 's' });
  expect(judged(rule, [open])).toEqual([
    '2 medium kubernetes_service_v1.example can now be reached by the whole internet (LoadBalancer).',
  ]);
});
