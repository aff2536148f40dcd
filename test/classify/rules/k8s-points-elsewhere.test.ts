// k8s-points-elsewhere: each place and revision against the one that is closer or firmer.
import { describe, expect, test } from 'vitest';
import { k8sPointsElsewhere as rule } from '../../../src/classify/rules/k8s-points-elsewhere.ts';
import { hitsOf } from '../kubernetes/manifests.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const DIGEST = `sha256:${'a'.repeat(64)}`;

function object(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\nspec: ${spec}\n`;
}
const application = (source: string): string =>
  object('argoproj.io/v1alpha1', 'Application', `{ source: { ${source} } }`);
const REPO = 'repoURL: https://github.com/acme/deploy.git';
const LATER = ', which can change after review';

describe('K8S-07: GitOps objects that point elsewhere', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'the head',
      `${REPO}, targetRevision: HEAD`,
      [`4 medium Application x deploys from https://github.com/acme/deploy.git (HEAD)${LATER}.`],
    ],
    [
      'no revision',
      REPO,
      [
        `4 medium Application x deploys from https://github.com/acme/deploy.git (the default branch)${LATER}.`,
      ],
    ],
    [
      'a tag',
      `${REPO}, targetRevision: v1.2.3`,
      ['4 low Application x deploys from https://github.com/acme/deploy.git (v1.2.3).'],
    ],
    [
      'a commit',
      `${REPO}, targetRevision: ${SHA}`,
      [`4 low Application x deploys from https://github.com/acme/deploy.git (${SHA}).`],
    ],
    [
      'a range of charts',
      'repoURL: https://charts.acme.io, chart: web, targetRevision: 1.*',
      [`4 medium Application x deploys from https://charts.acme.io (1.*)${LATER}.`],
    ],
    [
      'one chart',
      'repoURL: https://charts.acme.io, chart: web, targetRevision: 1.2.0',
      ['4 low Application x deploys from https://charts.acme.io (1.2.0).'],
    ],
  ])('a new Application with %s', (_name, source, expected) => {
    expect(hitsOf(rule, null, application(source))).toEqual(expected);
    expect(hitsOf(rule, application(source), application(`${source}, path: other`))).toEqual([]);
  });

  test.each<[string, string, string, readonly string[]]>([
    [
      'project',
      'project: web',
      'project: default',
      [
        '4 high Application x now belongs to project default, which allows everything unless it was narrowed, no longer to web.',
      ],
    ],
    [
      'project',
      'project: web',
      'project: api',
      ['4 medium Application x now belongs to project api, no longer to web.'],
    ],
    [
      'folder',
      `source: { ${REPO}, path: a }`,
      `source: { ${REPO}, path: b }`,
      ['4 medium Application x now deploys what stands in b instead of a.'],
    ],
    [
      'namespace',
      'destination: { namespace: a }',
      'destination: { namespace: b }',
      ['4 medium Application x now deploys into namespace b instead of a.'],
    ],
    [
      'namespace',
      'destination: { namespace: a }',
      'destination: { namespace: kube-system }',
      ['4 high Application x now deploys into namespace kube-system instead of a.'],
    ],
    [
      'cluster',
      'destination: { name: a }',
      'destination: { name: b }',
      ['4 medium Application x now deploys to cluster b instead of a.'],
    ],
  ])('another %s: %s to %s', (_name, before, after, expected) => {
    const of = (spec: string): string => object('argoproj.io/v1alpha1', 'Application', `{ ${spec} }`);
    expect(hitsOf(rule, of(before), of(after))).toEqual(expected);
    expect(hitsOf(rule, of(after), of(after))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['{ path: ./a }', '{ path: ./b }', 'now deploys what stands in ./b instead of ./a'],
    ['{ targetNamespace: a }', '{ targetNamespace: b }', 'now deploys into namespace b instead of a'],
    [
      '{ kubeConfig: { secretRef: { name: a } } }',
      '{ kubeConfig: { secretRef: { name: b } } }',
      'now reaches its cluster by b instead of a',
    ],
    [
      '{ sourceRef: { kind: GitRepository, name: a } }',
      '{ sourceRef: { kind: OCIRepository, name: b, namespace: c } }',
      'now deploys from OCIRepository c/b instead of GitRepository a',
    ],
    [
      '{ prune: true }',
      '{ targetNamespace: b }',
      'now deploys into namespace b instead of the one that each object names',
    ],
  ])('Flux: %s to %s', (before, after, what) => {
    const of = (spec: string): string => object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec);
    expect(hitsOf(rule, of(before), of(after))).toEqual([`4 medium Kustomization x ${what}.`]);
    expect(hitsOf(rule, null, of(after))).toEqual([]);
  });

  test('another repository, and a looser revision of the same', () => {
    const pinned = application(`${REPO}, targetRevision: ${SHA}`);
    expect(
      hitsOf(rule, pinned, application(`repoURL: https://github.com/evil/deploy, targetRevision: ${SHA}`)),
    ).toEqual([
      `4 high Application x deployed from https://github.com/acme/deploy.git and now deploys from https://github.com/evil/deploy (${SHA}).`,
    ]);
    expect(hitsOf(rule, pinned, application(`${REPO}, targetRevision: main`))).toEqual([
      `4 medium Application x now takes main of https://github.com/acme/deploy.git${LATER}.`,
    ]);
    expect(
      hitsOf(rule, application(`${REPO}, targetRevision: main`), application(`${REPO}, targetRevision: dev`)),
    ).toEqual([`4 medium Application x now takes dev of https://github.com/acme/deploy.git${LATER}.`]);
    expect(hitsOf(rule, application(`${REPO}, targetRevision: main`), pinned)).toEqual([]);
    expect(
      hitsOf(rule, pinned, application(`repoURL: https://github.com/Acme/deploy/, targetRevision: ${SHA}`)),
    ).toEqual([]);
    expect(
      hitsOf(
        rule,
        pinned,
        application(`repoURL: "https://github.com/acme/deploy.git", targetRevision: "\${rev}"`),
      ),
    ).toEqual(['4 low Application x now takes a computed revision of https://github.com/acme/deploy.git.']);
  });

  test('an ApplicationSet that deploys pull requests', () => {
    const of = (generator: string): string =>
      object(
        'argoproj.io/v1alpha1',
        'ApplicationSet',
        `{ generators: [{ ${generator} }], template: { spec: { source: { ${REPO}, targetRevision: ${SHA} } } } }`,
      );
    expect(hitsOf(rule, of('list: { elements: [] }'), of('pullRequest: { github: { owner: a } }'))).toEqual([
      '4 high ApplicationSet x deploys what stands in pull requests, before anybody has merged it.',
    ]);
    expect(hitsOf(rule, of('list: { elements: [] }'), of('clusters: {}'))).toEqual([]);
  });

  test('a second source, and the template of an ApplicationSet', () => {
    const one = object(
      'argoproj.io/v1alpha1',
      'Application',
      `{ sources: [{ ${REPO}, targetRevision: ${SHA} }] }`,
    );
    const two = object(
      'argoproj.io/v1alpha1',
      'Application',
      `{ sources: [{ ${REPO}, targetRevision: ${SHA} }, { repoURL: "https://x.io", chart: c, targetRevision: 1.0.0 }] }`,
    );
    expect(hitsOf(rule, one, two)).toEqual([
      '4 medium Application x now also deploys from https://x.io (1.0.0).',
    ]);
    const set = object(
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      `{ generators: [{ git: { ${REPO}, revision: HEAD } }], template: { spec: { source: { repoURL: "{{url}}" } } } }`,
    );
    expect(hitsOf(rule, null, set)).toEqual([
      `4 medium ApplicationSet x deploys from https://github.com/acme/deploy.git (HEAD)${LATER}.`,
      '4 low Where ApplicationSet x deploys from is computed.',
    ]);
  });

  test.each<[string, string, string, string, readonly string[]]>([
    [
      'a branch',
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      '{ url: "https://g/a", ref: { branch: main } }',
      [`4 medium GitRepository x deploys from https://g/a (main)${LATER}.`],
    ],
    [
      'a range of tags',
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      '{ url: "https://g/a", ref: { semver: ">=1" } }',
      [`4 medium GitRepository x deploys from https://g/a (>=1)${LATER}.`],
    ],
    [
      'a commit',
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      `{ url: "https://g/a", ref: { branch: main, commit: ${SHA} } }`,
      [`4 low GitRepository x deploys from https://g/a (${SHA}).`],
    ],
    [
      'no revision',
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      '{ url: "https://g/a" }',
      [`4 medium GitRepository x deploys from https://g/a (the default branch)${LATER}.`],
    ],
    [
      'an artefact by tag',
      'source.toolkit.fluxcd.io/v1',
      'OCIRepository',
      '{ url: "oci://r/a", ref: { tag: latest } }',
      [`4 medium OCIRepository x deploys from oci://r/a (latest)${LATER}.`],
    ],
    [
      'an artefact by digest',
      'source.toolkit.fluxcd.io/v1',
      'OCIRepository',
      `{ url: "oci://r/a", ref: { digest: "${DIGEST}" } }`,
      [`4 low OCIRepository x deploys from oci://r/a (${DIGEST}).`],
    ],
    [
      'a registry of charts',
      'source.toolkit.fluxcd.io/v1',
      'HelmRepository',
      '{ url: "https://charts" }',
      ['4 low HelmRepository x deploys from https://charts (its charts).'],
    ],
    [
      'a bucket',
      'source.toolkit.fluxcd.io/v1',
      'Bucket',
      '{ endpoint: s3.example.com, bucketName: b }',
      [`4 medium Bucket x deploys from s3.example.com (bucket b)${LATER}.`],
    ],
    [
      'a range of charts',
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      '{ chart: { spec: { chart: web, version: "*", sourceRef: { kind: HelmRepository, name: acme } } } }',
      [`4 medium HelmRelease x deploys from HelmRepository acme, chart web (version *)${LATER}.`],
    ],
    [
      'a chart of a git repository',
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      '{ chart: { spec: { chart: ./web, sourceRef: { kind: GitRepository, name: acme } } } }',
      ['4 low HelmRelease x deploys from GitRepository acme, chart ./web (version latest).'],
    ],
    [
      'a package',
      'pkg.crossplane.io/v1',
      'Provider',
      '{ package: "xpkg.upbound.io/upbound/provider-aws:v1.2.0" }',
      [
        '4 low Provider x deploys from xpkg.upbound.io/upbound/provider-aws (xpkg.upbound.io/upbound/provider-aws:v1.2.0).',
      ],
    ],
    [
      'a package that moves',
      'pkg.crossplane.io/v1',
      'Configuration',
      '{ package: "xpkg.upbound.io/a/b" }',
      [`4 medium Configuration x deploys from xpkg.upbound.io/a/b (xpkg.upbound.io/a/b)${LATER}.`],
    ],
  ])('Flux and Crossplane: %s', (_name, apiVersion, kind, spec, expected) => {
    expect(hitsOf(rule, null, object(apiVersion, kind, spec))).toEqual(expected);
    expect(
      hitsOf(
        rule,
        object(apiVersion, kind, spec),
        object(apiVersion, kind, spec.replace('{', '{ suspend: true,')),
      ),
    ).toEqual([]);
  });

  test('an overlay that sets the version of a chart alone', () => {
    const patch = (version: string): string =>
      object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', `{ chart: { spec: { version: "${version}" } } }`);
    const ranged = [`4 medium HelmRelease x now takes version >=1.0.0 of its chart${LATER}.`];
    expect(hitsOf(rule, null, patch('>=1.0.0'))).toEqual(ranged);
    expect(hitsOf(rule, null, patch('1.0.0'))).toEqual([]);
    expect(hitsOf(rule, patch('1.0.0'), patch('>=1.0.0'))).toEqual(ranged);
    expect(hitsOf(rule, patch('1.0.0'), patch('1.1.0'))).toEqual([]);
  });

  test('a revision that a chart computes', () => {
    const source = `${REPO}, targetRevision: {{ .Values.revision }}`;
    expect(hitsOf(rule, null, application(source), 'c/templates/application.yaml')).toEqual([
      '4 low Application x deploys from https://github.com/acme/deploy.git (a computed revision).',
    ]);
  });

  test('a project that leaves everything open', () => {
    const project = (spec: string): string => object('argoproj.io/v1alpha1', 'AppProject', spec);
    const closed = project(
      `{ sourceRepos: [https://g/a], destinations: [{ server: "*", namespace: a }], clusterResourceWhitelist: [{ group: "*", kind: Namespace }] }`,
    );
    const open = project(
      `{ sourceRepos: ["*"], destinations: [{ server: "*", namespace: "*" }], clusterResourceWhitelist: [{ group: "*", kind: "*" }] }`,
    );
    expect(hitsOf(rule, closed, open)).toEqual([
      '4 high AppProject x lets its applications deploy from any repository.',
      '4 high AppProject x lets its applications deploy into every namespace of every cluster.',
      '4 high AppProject x lets its applications make objects of the whole cluster of every kind.',
    ]);
    expect(hitsOf(rule, null, closed)).toEqual([]);
    expect(hitsOf(rule, open, open)).toEqual([]);
  });
});

describe('YML-10: remote bases of Kustomize', () => {
  const overlay = (...entries: readonly string[]): string =>
    `resources:\n${entries.map((one) => `  - ${one}\n`).join('')}`;
  const path = 'o/kustomization.yaml';
  test.each<[string, readonly string[]]>([
    [
      'https://github.com/evil/b?ref=main',
      [`1 medium ${path} now also deploys from https://github.com/evil/b (main)${LATER}.`],
    ],
    [
      'github.com/evil/b//base',
      [`1 medium ${path} now also deploys from github.com/evil/b//base (the default branch)${LATER}.`],
    ],
    [
      `git@github.com:evil/b.git?ref=${SHA}`,
      [`1 medium ${path} now also deploys from git@github.com:evil/b (${SHA}).`],
    ],
    [
      'https://github.com/a/b/releases/download/v1.2.3/install.yaml',
      [`1 medium ${path} now also deploys from https://github.com/a/b, file install.yaml (v1.2.3).`],
    ],
    [
      'https://raw.githubusercontent.com/a/b/main/install.yaml',
      [`1 medium ${path} now also deploys from https://github.com/a/b, file install.yaml (main)${LATER}.`],
    ],
    [
      'https://example.com/v1.2.3/install.yaml',
      [
        `1 medium ${path} now also deploys from https://example.com/v1.2.3/install.yaml (as it stands there).`,
      ],
    ],
    ['../base', []],
    ['a.yaml', []],
  ])('%s', (entry, expected) => {
    expect(
      hitsOf(rule, overlay('z.yaml'), overlay('z.yaml', entry), path).map((hit) => hit.replace(/^\d+/, '1')),
    ).toEqual(expected);
    expect(hitsOf(rule, overlay(entry), overlay(entry, 'z.yaml'), path)).toEqual([]);
  });
});

test('the same file in another revision, against another file', () => {
  const overlay = (entry: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${entry}]\n`;
  const path = 'o/kustomization.yaml';
  const old = overlay('https://github.com/a/b/releases/download/v1.2.3/crds.yaml');
  const to = (entry: string): readonly string[] => hitsOf(rule, old, overlay(entry), path);
  expect(to('https://github.com/a/b/releases/download/v1.2.4/crds.yaml')).toEqual([]);
  expect(to('https://github.com/a/b/releases/download/crds-1.2/crds.yaml')).toEqual([]);
  expect(to('https://github.com/a/b/releases/latest/download/crds.yaml')).toEqual([
    `3 medium ${path} now takes the newest release of https://github.com/a/b, file crds.yaml${LATER}.`,
  ]);
  expect(to('https://github.com/evil/b/releases/download/v1.2.4/crds.yaml')).toEqual([
    `3 high ${path} deployed from https://github.com/a/b, file crds.yaml and now deploys from https://github.com/evil/b, file crds.yaml (v1.2.4).`,
  ]);
});

test('a key of a Secret that is called like a source is none', () => {
  expect(
    hitsOf(rule, null, 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\ndata: { repoURL: aHR0cHM6 }\n'),
  ).toEqual([]);
});

test('a chart’s dependencies', () => {
  const chart = (dependency: string): string =>
    `apiVersion: v2\nname: web\ndependencies:\n  - { name: db, ${dependency} }\n`;
  const path = 'c/Chart.yaml';
  const old = chart('repository: https://charts.acme.io, version: 1.0.0');
  expect(hitsOf(rule, old, chart('repository: https://charts.evil.io, version: 1.0.0'), path)).toEqual([
    `4 high ${path} deployed from https://charts.acme.io and now deploys from https://charts.evil.io (version 1.0.0).`,
  ]);
  expect(hitsOf(rule, old, chart('repository: https://charts.acme.io, version: ^1.0.0'), path)).toEqual([
    `4 medium ${path} now takes version ^1.0.0 of https://charts.acme.io${LATER}.`,
  ]);
  expect(hitsOf(rule, old, chart('repository: file://../db, version: 1.0.0'), path)).toEqual([]);
  expect(hitsOf(rule, old, chart('repository: https://charts.acme.io, version: 1.1.0'), path)).toEqual([]);
});

describe('K8S-10: images', () => {
  const pod = (image: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: app, image: "${image}" }] }\n`;
  test.each<[string, string, readonly string[]]>([
    ['web:1', 'web:latest', ['4 low Pod x runs web:latest, an image that can change after review.']],
    ['web:1', 'web', ['4 low Pod x runs web, an image that can change after review.']],
    [
      'ghcr.io/a/web:1',
      'evil.io/a/web:1',
      ['4 medium Pod x took an image from ghcr.io and now takes evil.io/a/web:1.'],
    ],
    [
      'web:1',
      'evil.io:5000/web:1',
      ['4 medium Pod x took an image from docker.io and now takes evil.io:5000/web:1.'],
    ],
    ['web:1', 'library/web:2', []],
    ['web:latest', 'web:main', []],
    ['web:1', `web@${DIGEST}`, []],
    [
      `web@${DIGEST}`,
      'web:1',
      ['4 low Pod x ran an image by its digest and now runs web:1, by a tag that can be moved.'],
    ],
    [`web@${DIGEST}`, `web:1@${DIGEST}`, []],
    ['web:1', '${REGISTRY}/web:latest', []],
  ])('from %s to %s', (before, after, expected) => {
    expect(hitsOf(rule, pod(before), pod(after))).toEqual(expected);
  });

  test('of values and of an overlay', () => {
    expect(
      hitsOf(
        rule,
        'image: { repository: a/web, tag: 1.0.0 }\n',
        'image: { repository: a/web, tag: latest }\n',
        'c/values.yaml',
      ),
    ).toEqual(['1 low c/values.yaml runs a/web:latest, an image that can change after review.']);
    expect(
      hitsOf(
        rule,
        'image: { registry: ghcr.io, repository: a/web, tag: 1.0.0 }\n',
        'image: { registry: evil.io, repository: a/web, tag: 1.0.0 }\n',
        'c/values.yaml',
      ),
    ).toEqual(['1 medium c/values.yaml took an image from ghcr.io and now takes evil.io/a/web:1.0.0.']);
    expect(
      hitsOf(
        rule,
        'images: [{ name: web, newTag: "1" }]\n',
        'images: [{ name: web, newTag: latest }]\n',
        'o/kustomization.yaml',
      ),
    ).toEqual(['1 low o/kustomization.yaml runs web:latest, an image that can change after review.']);
    expect(
      hitsOf(
        rule,
        'images: [{ name: web, newTag: "1" }]\n',
        `images: [{ name: web, digest: "${DIGEST}" }]\n`,
        'o/kustomization.yaml',
      ),
    ).toEqual([]);
    expect(
      hitsOf(
        rule,
        `images: [{ name: web, digest: "${DIGEST}" }]\n`,
        'images: [{ name: web, newTag: "1" }]\n',
        'o/kustomization.yaml',
      ),
    ).toEqual([
      '1 low o/kustomization.yaml ran an image by its digest and now runs web:1, by a tag that can be moved.',
    ]);
  });
});

test('K8S-09: traffic that is sent elsewhere', () => {
  const service = (spec: string): string => object('v1', 'Service', spec);
  expect(hitsOf(rule, service('{}'), service('{ externalIPs: [203.0.113.7] }'))).toEqual([
    '4 high Service x takes the traffic of the cluster to 203.0.113.7 for itself (externalIPs).',
  ]);
  expect(
    hitsOf(rule, service('{}'), service('{ type: ExternalName, externalName: evil.example.com }')),
  ).toEqual([
    '4 medium Service x sends its callers to evil.example.com outside of the cluster (ExternalName).',
  ]);
  expect(
    hitsOf(rule, service('{ externalIPs: [203.0.113.7] }'), service('{ externalIPs: [203.0.113.7] }')),
  ).toEqual([]);
  const webhook = (client: string): string =>
    `apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: x }\nwebhooks: [{ name: w, clientConfig: { ${client} } }]\n`;
  expect(hitsOf(rule, webhook('service: { name: w }'), webhook('url: https://evil.io/admit'))).toEqual([
    '4 high MutatingWebhookConfiguration x sends objects of the cluster to https://evil.io/admit before they are stored.',
  ]);
});

test('an overlay that takes an image from another registry, under its old name or a new one', () => {
  const overlay = (image: string): string => `resources: [d.yaml]\nimages:\n  - ${image}\n`;
  const told = (before: string, after: string): readonly string[] =>
    hitsOf(rule, overlay(before), overlay(after), 'o/kustomization.yaml');
  const [kept, turned] = [
    '{ name: nginx, newTag: "1" }',
    '{ name: nginx, newName: r.example/nginx, newTag: "1" }',
  ];
  expect(told(kept, turned)).toEqual([
    '3 medium o/kustomization.yaml took an image from docker.io and now takes r.example/nginx:1.',
  ]);
  expect(told(kept, kept.replace('"1"', '"2"'))).toEqual([]);
  expect(told(turned, turned.replace('"1"', '"2"'))).toEqual([]);
});

describe('K8S-07: a signature that is no longer asked for', () => {
  const source = (verify: string): string =>
    object('source.toolkit.fluxcd.io/v1', 'GitRepository', `{ url: https://g/a, ref: { tag: v1 }${verify} }`);
  const verified = source(', verify: { mode: HEAD }');

  test('is told', () => {
    expect(hitsOf(rule, verified, source(''))).toEqual([
      '- high GitRepository x takes its source without a signature from now on (verify).',
    ]);
  });

  test('is not where it stays', () => {
    expect(hitsOf(rule, verified, source(', verify: { mode: Tag }'))).toEqual([]);
  });
});

test('a container that joins others from another registry', () => {
  const pod = (more: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: "ghcr.io/acme/a:1.2.3" }${more}] }\n`;
  const side = (registry: string): string => pod(`, { name: b, image: "${registry}/acme/b:1.2.3" }`);
  expect(hitsOf(rule, pod(''), side('evil.example'))).toEqual([
    '4 low Pod p takes its images from ghcr.io, and now also evil.example/acme/b:1.2.3.',
  ]);
  expect(hitsOf(rule, pod(''), side('ghcr.io'))).toEqual([]);
});
