// What an Argo CD project that stands already newly allows, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { projectTurns } from '../../../src/classify/kubernetes/project-turns.ts';
import { changesOf } from './manifests.ts';

const project = (spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: x }\nspec: { ${spec} }\n`;
const REPO = 'sourceRepos: [https://g/a]';
const turns = (before: string | null, after: string): readonly string[] =>
  changesOf(before === null ? null : project(before), project(after)).flatMap((change) =>
    projectTurns(change).map(({ what, line, severity }) => `${line ?? '-'} ${severity} ${what}`),
  );

describe('K8S-07: a project that stands', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'a repository more',
      REPO,
      'sourceRepos: [https://g/a, https://g/b]',
      ['4 medium now lets its applications deploy from https://g/b'],
    ],
    ['a repository less', 'sourceRepos: [https://g/a, https://g/b]', REPO, []],
    [
      'a namespace more',
      REPO,
      `${REPO}, destinations: [{ server: s, namespace: n }]`,
      ['4 medium now lets its applications deploy into namespace n of s'],
    ],
    [
      'the namespace of the tool itself',
      REPO,
      `${REPO}, destinations: [{ name: c, namespace: argocd }]`,
      ['4 high now lets its applications deploy into namespace argocd of c'],
    ],
    [
      'every namespace',
      REPO,
      `${REPO}, destinations: [{ name: c, namespace: "*" }]`,
      ['4 high now lets its applications deploy into every namespace of c'],
    ],
    ['a namespace that is denied', REPO, `${REPO}, destinations: [{ name: c, namespace: "!argocd" }]`, []],
    [
      'roles of the cluster',
      REPO,
      `${REPO}, clusterResourceWhitelist: [{ group: rbac.authorization.k8s.io, kind: ClusterRole }]`,
      [
        '4 high now lets its applications make ClusterRole of rbac.authorization.k8s.io for the whole cluster',
      ],
    ],
    [
      'namespaces of the cluster',
      REPO,
      `${REPO}, clusterResourceWhitelist: [{ group: "", kind: Namespace }]`,
      [],
    ],
    [
      'applications from everywhere',
      REPO,
      `${REPO}, sourceNamespaces: ["*"]`,
      ['4 high now takes applications that stand in namespace *'],
    ],
    [
      'a group more',
      REPO,
      `${REPO}, roles: [{ name: admin, groups: [devs] }]`,
      ['4 medium now gives its role admin to devs'],
    ],
    [
      'no signatures',
      `${REPO}, signatureKeys: [{ keyID: A }]`,
      REPO,
      ['- high no longer asks for signed commits'],
    ],
    [
      'nothing refused',
      `${REPO}, namespaceResourceBlacklist: [{ group: "", kind: Secret }]`,
      REPO,
      ['- medium no longer refuses Secret of the core group'],
    ],
    [
      'no window',
      `${REPO}, syncWindows: [{ kind: deny, schedule: "0 0 * * *" }]`,
      REPO,
      ['- low no longer holds deployments back in the window 0 0 * * *'],
    ],
    ['no window that allows', `${REPO}, syncWindows: [{ kind: allow, schedule: "0 0 * * *" }]`, REPO, []],
  ])('has %s', (_name, before, after, expected) => {
    expect(turns(before, after)).toEqual(expected);
  });

  test('is told by its wildcards where it is new', () => {
    expect(turns(null, `${REPO}, destinations: [{ server: s, namespace: n }]`)).toEqual([]);
  });
});
