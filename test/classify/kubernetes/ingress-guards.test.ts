// What stood before an Ingress and is gone, against the case that keeps it.
import { expect, test } from 'vitest';
import { publicExposure } from '../../../src/classify/rules/public-exposure.ts';
import { hitsOf } from './manifests.ts';

const ingress = (annotations: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: n, annotations: ${annotations} }\nspec: { ingressClassName: x }\n`;

test.each([
  ['{ nginx.ingress.kubernetes.io/auth-url: x }', 'no longer asks its callers to log in'],
  ['{ alb.ingress.kubernetes.io/auth-type: oidc }', 'no longer asks its callers to log in'],
  [
    '{ nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8 }',
    'no longer limits the addresses that its callers may come from',
  ],
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

const RANGE = 'nginx.ingress.kubernetes.io/whitelist-source-range';
const ADDRESSES = 'no longer limits the addresses that its callers may come from';

test('a guard that stays and guards nothing', () => {
  const to = (annotations: string): readonly string[] =>
    hitsOf(
      publicExposure,
      ingress(`{ ${RANGE}: 10.0.0.0/8, alb.ingress.kubernetes.io/auth-type: oidc }`),
      ingress(annotations),
    );
  expect(to(`{ ${RANGE}: "10.0.0.0/8,0.0.0.0/0", alb.ingress.kubernetes.io/auth-type: none }`)).toEqual([
    `- high Ingress n/i ${ADDRESSES}.`,
    '- high Ingress n/i no longer asks its callers to log in.',
  ]);
  expect(to(`{ ${RANGE}: "10.0.0.0/8,10.1.0.0/16", alb.ingress.kubernetes.io/auth-type: cognito }`)).toEqual(
    [],
  );
});

test('one Ingress of several that the values of a chart ask for', () => {
  const release = (main: string): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: r, namespace: n }\nspec:\n  values:\n    ingress:\n      main: ${main}\n      other: { annotations: { ${RANGE}: 10.0.0.0/8 } }\n`;
  const guarded = release(`{ enabled: true, annotations: { ${RANGE}: 10.0.0.0/8 } }`);
  expect(hitsOf(publicExposure, guarded, release('{ enabled: true }'))).toEqual([
    `7 high An Ingress of HelmRelease n/r ${ADDRESSES}.`,
  ]);
  expect(hitsOf(publicExposure, guarded, guarded.replace('true', 'false'))).toEqual([]);
});

test('an Ingress that values no longer ask for has lost nothing', () => {
  const values = (ingresses: string): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: r }\nspec: { values: { a: b${ingresses} } }\n`;
  expect(
    hitsOf(publicExposure, values(`, ingress: { annotations: { ${RANGE}: 10.0.0.0/8 } }`), values('')),
  ).toEqual([]);
});
