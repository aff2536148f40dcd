// Files that a kustomization puts into ConfigMaps and Secrets are configuration: the change of one is seen where it takes effect.
import { expect, test } from 'vitest';
import { decide, openCodes } from './outside.ts';

const GENERATOR = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
  - name: argocd-rbac-cm
    files: [policy.csv=rights/policy.csv]
`;
const OVERLAY = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../../base]
`;
const BASE = {
  'base/kustomization.yaml': GENERATOR,
  'base/rights/policy.csv': 'p, role:dev, applications, get, */*, allow\n',
  'base/rights/other.csv': 'a\n',
  'envs/prod/kustomization.yaml': OVERLAY,
};

test('a file of a generated ConfigMap is a change of every overlay that builds it', async () => {
  const { decision } = await decide({
    base: BASE,
    head: { 'base/rights/policy.csv': 'p, role:dev, *, *, */*, allow\n' },
  });
  expect(
    decision.changes.map(({ format, file, kinds, tier, environment }) => [
      format,
      file,
      kinds,
      tier,
      environment,
    ]),
  ).toEqual([['kustomize-input', 'base/rights/policy.csv', ['compute'], 'critical', 'prod']]);
  expect(openCodes(decision)).toContain('APPROVALS_MISSING');
});

test('a file beside it that no kustomization names is none', async () => {
  const { decision } = await decide({ base: BASE, head: { 'base/rights/other.csv': 'b\n' } });
  expect(decision.changes).toEqual([]);
});
