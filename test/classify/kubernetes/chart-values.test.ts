// What values ask of a chart, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { k8sAdmissionWeakened } from '../../../src/classify/rules/k8s-admission-weakened.ts';
import { publicExposure } from '../../../src/classify/rules/public-exposure.ts';
import { hitsOf } from './manifests.ts';

const VALUES = 'chart/values-prod.yaml';
const release = (values: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: x }\nspec:\n  values: ${values}\n`;
const ASKS = 'asks its chart for a service that can be reached by';

test.each<[string, string, string, readonly string[]]>([
  [
    'a load balancer',
    '{ type: ClusterIP }',
    '{ type: LoadBalancer }',
    [`2 medium ${VALUES} ${ASKS} the whole internet (LoadBalancer).`],
  ],
  [
    'for everybody by its ranges',
    '{ type: ClusterIP }',
    '{ type: LoadBalancer, loadBalancerSourceRanges: [0.0.0.0/0] }',
    [`2 medium ${VALUES} ${ASKS} the whole internet (LoadBalancer).`],
  ],
  [
    'for some ranges',
    '{ type: ClusterIP }',
    '{ type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8] }',
    [],
  ],
  [
    'an inner one',
    '{ type: ClusterIP }',
    '{ type: LoadBalancer, annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internal } }',
    [],
  ],
  ['as before', '{ type: LoadBalancer }', '{ type: LoadBalancer, port: 80 }', []],
  [
    'on the nodes',
    '{ type: ClusterIP }',
    '{ type: NodePort }',
    [`2 low ${VALUES} ${ASKS} everybody who reaches a node (NodePort).`],
  ],
])('a service: %s', (_name, before, after, expected) => {
  const of = (service: string): string => `image: a\nservice: ${service}\n`;
  expect(hitsOf(publicExposure, of(before), of(after), VALUES)).toEqual(expected);
});

test('a service in the values of a release', () => {
  const of = (type: string): string => release(`{ controller: { service: { type: ${type} } } }`);
  expect(hitsOf(publicExposure, of('ClusterIP'), of('LoadBalancer'))).toEqual([
    `5 medium HelmRelease x ${ASKS} the whole internet (LoadBalancer).`,
  ]);
});

test.each<[string, string, string, readonly string[]]>([
  [
    'on to off',
    'true',
    'false',
    [
      '1 medium chart/values-prod.yaml no longer asks its chart for a network policy (networkPolicy.enabled).',
    ],
  ],
  ['off to on', 'false', 'true', []],
  ['off', 'false', 'false', []],
])('network policies: %s', (_name, before, after, expected) => {
  const of = (enabled: string): string =>
    `networkPolicy: { enabled: ${enabled} }\nother: ${before === after ? enabled : 'x'}\n`;
  expect(hitsOf(k8sAdmissionWeakened, of(before), of(after), VALUES)).toEqual(expected);
});
