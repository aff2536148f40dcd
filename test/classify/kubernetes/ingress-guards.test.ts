// What stood before an Ingress and is gone, against the case that keeps it.
import { expect, test } from 'vitest';
import { publicExposure } from '../../../src/classify/rules/public-exposure.ts';
import { hitsOf } from './manifests.ts';

const ingress = (annotations: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: n, annotations: ${annotations} }\nspec: { ingressClassName: x }\n`;

test.each([
  ['{ nginx.ingress.kubernetes.io/auth-url: x }', 'no longer asks its callers to log in'],
  ['{ alb.ingress.kubernetes.io/auth-type: oidc }', 'no longer asks its callers to log in'],
  ['{ nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8 }', 'takes callers from every address'],
  ['{ alb.ingress.kubernetes.io/wafv2-acl-arn: x }', 'has no web firewall before it'],
])('%s', (annotations, loss) => {
  expect(hitsOf(publicExposure, ingress(annotations), ingress('{}'))).toEqual([
    `- high Ingress n/i ${loss}.`,
  ]);
  expect(hitsOf(publicExposure, ingress(annotations), ingress(annotations).replace('x }', 'y }'))).toEqual(
    [],
  );
  expect(hitsOf(publicExposure, ingress('{}'), ingress(annotations))).toEqual([]);
});
