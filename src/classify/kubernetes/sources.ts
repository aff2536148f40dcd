// Places outside of the change from which objects, charts and packages are deployed: called by rules/k8s-points-elsewhere.ts.
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { isComputed } from './flags.ts';
import { gitPin, imagePin, imageRepository, versionPin } from './pins.ts';
import type { Pin } from './pins.ts';
import { remoteFile } from './remote-files.ts';

export type Source = {
  /** The place, without the revision; null where it is computed. */
  readonly url: string | null;
  /** What of it is taken, for people: `branch main`, `version ^1.0`. */
  readonly revision: string;
  readonly pin: Pin;
  readonly line: number;
  /** The place is an object of the cluster, which is judged itself. */
  readonly isObject?: boolean;
  /** Only the revision is said here: the place is said by the object that this one patches. */
  readonly isPatch?: boolean;
};

/** By the type of the object; Argo CD's sources and a chart's dependencies are told by their members. */
export function sourcesIn(tree: Node, type: string): readonly Source[] {
  const own = BY_TYPE.get(type)?.(childOf(tree, 'spec') ?? tree) ?? [];
  return HOLDS_ANY_NAME.test(type) ? own : [...own, ...walk(tree).flatMap(argoSource)];
}

/** Their keys are words of programs: a `repo_url` among them is where images are pushed to, say. */
const HOLDS_ANY_NAME = /^(?:Secret|kubernetes_secret(?:_v1)?(?:_data)?)$/;

const BY_TYPE: ReadonlyMap<string, (spec: Node) => readonly Source[]> = new Map([
  ['GitRepository', gitRepository],
  ['OCIRepository', ociRepository],
  ['HelmRepository', (spec) => placed(spec, 'url', 'version', 'its charts')],
  [
    'Bucket',
    (spec) =>
      placed(spec, 'endpoint', 'moving', `bucket ${textOf(childOf(spec, 'bucketName')) ?? '(computed)'}`),
  ],
  ['HelmRelease', helmRelease],
  ['HelmChart', (spec) => chartVersion(spec)],
  ['Provider', packageSource],
  ['Configuration', packageSource],
  ['Function', packageSource],
  ['Kustomization', kustomization],
  ['Component', kustomization],
  ['Chart', dependencies],
  ['ChartLock', dependencies],
  ['helm_release', (resource) => chartSource(resource, ['repository', 'version'])],
]);

/** `repoURL` with `targetRevision`, or `revision` in a generator; with `chart` it is a registry of charts. */
function argoSource(node: Node): readonly Source[] {
  const repository = childOf(node, 'repoURL');
  if (repository === undefined || repository.children.length > 0) return [];
  const revision = childOf(node, 'targetRevision') ?? childOf(node, 'revision');
  const said = told(revision);
  const isChart = childOf(node, 'chart') !== undefined;
  const pin = isChart ? versionPin(said) : gitPin(said);
  return [{ url: placeOf(repository), revision: said ?? 'the default branch', pin, line: repository.line }];
}

/** Null where a later step fills in even a part of it. */
function placeOf(node: Node): string | null {
  const text = textOf(node);
  return text === null || isComputed(text) ? null : text;
}

/** The text of a revision, null where it is absent; what is computed stays recognisable as that (`isComputed`). */
function told(node: Node | undefined): string | null {
  const { known, unknown } = textsOf(node);
  return known[0] ?? (unknown.length > 0 ? COMPUTED : null);
}

const COMPUTED = '${computed}';

function gitRepository(spec: Node): readonly Source[] {
  const ref = childOf(spec, 'ref');
  const part = (name: string): string | null => (ref === undefined ? null : told(childOf(ref, name)));
  const [commit, tag, semver, branch] = ['commit', 'tag', 'semver', 'branch'].map(part);
  const revision = commit ?? tag ?? semver ?? branch ?? null;
  const pin = semver !== null && commit === null && tag === null ? 'moving' : gitPin(revision);
  return placed(spec, 'url', pin, revision ?? 'the default branch');
}

function ociRepository(spec: Node): readonly Source[] {
  const ref = childOf(spec, 'ref');
  const part = (name: string): string | null => (ref === undefined ? null : told(childOf(ref, name)));
  const [digest, semver, tag] = ['digest', 'semver', 'tag'].map(part);
  const pin = digest !== null ? 'fixed' : semver !== null || tag === null ? 'moving' : imagePin(`x:${tag}`);
  return placed(spec, 'url', pin, digest ?? semver ?? tag ?? 'latest');
}

function placed(spec: Node, name: string, pin: Pin, revision: string): readonly Source[] {
  const url = childOf(spec, name);
  return url === undefined ? [] : [{ url: placeOf(url), revision, pin, line: url.line }];
}

/** The place of its chart is another object; which one it is counts as the place. */
function helmRelease(spec: Node): readonly Source[] {
  const chart = childOf(childOf(spec, 'chart') ?? spec, 'spec');
  return chart === undefined ? [] : chartVersion(chart);
}

function chartVersion(spec: Node): readonly Source[] {
  const [chart, ref] = [childOf(spec, 'chart'), childOf(spec, 'sourceRef')];
  if (chart === undefined || ref === undefined) return versionPatch(spec);
  const source = ['kind', 'namespace', 'name']
    .map((part) => textOf(childOf(ref, part)))
    .filter((part) => part !== null);
  const version = told(childOf(spec, 'version'));
  return [
    {
      url: `${source.join(' ')}, chart ${textOf(chart) ?? '(computed)'}`,
      revision: `version ${version ?? 'latest'}`,
      pin: sourcePin(ref, version),
      line: chart.line,
      isObject: true,
    },
  ];
}

/** An overlay that sets the version alone. */
function versionPatch(spec: Node): readonly Source[] {
  const version = childOf(spec, 'version');
  const said = told(version);
  if (version === undefined || said === null) return [];
  const { line } = version;
  return [
    {
      url: 'its chart',
      revision: `version ${said}`,
      pin: versionPin(said),
      line,
      isObject: true,
      isPatch: true,
    },
  ];
}

/** A chart in a git repository has the revision of that. */
function sourcePin(ref: Node, version: string | null): Pin {
  return textOf(childOf(ref, 'kind')) === 'GitRepository' ? 'version' : versionPin(version);
}

function packageSource(spec: Node): readonly Source[] {
  const name = childOf(spec, 'package');
  const reference = textOf(name);
  if (name === undefined) return [];
  if (reference === null)
    return [{ url: null, revision: 'a computed one', pin: 'computed', line: name.line }];
  return [
    { url: imageRepository(reference), revision: reference, pin: imagePin(reference), line: name.line },
  ];
}

function dependencies(chart: Node): readonly Source[] {
  const list = childOf(chart, 'dependencies')?.children ?? [];
  return list.flatMap((dependency) => chartSource(dependency, ['repository', 'version']));
}

/** A chart in the same repository is no other place, and neither is one that names none. */
function chartSource(node: Node, [place, version]: readonly [string, string]): readonly Source[] {
  const repository = childOf(node, place);
  const url = textOf(repository);
  if (repository === undefined || url === '' || /^(?:file:|\.{1,2}\/)/.test(url ?? '')) return [];
  const said = told(childOf(node, version));
  return [{ url, revision: `version ${said ?? 'latest'}`, pin: versionPin(said), line: repository.line }];
}

const RESOURCES = /^(?:resources|bases|components|crds)$/;

function kustomization(root: Node): readonly Source[] {
  const entries = root.children
    .filter(({ name }) => RESOURCES.test(name))
    .flatMap(({ value, line, children }) => [
      ...(Array.isArray(value) ? value : []).map((one: unknown) => ({ text: String(one), line })),
      ...children.map((child) => ({ text: textOf(child) ?? '', line: child.line })),
    ]);
  const charts = root.children.find(({ name }) => foldName(name) === 'helmcharts')?.children ?? [];
  return [
    ...entries.filter(({ text }) => isRemote(text)).map(({ text, line }) => remoteBase(text, line)),
    ...charts.flatMap((chart) => chartSource(chart, ['repo', 'version'])),
  ];
}

/** As Kustomize takes an entry for a repository when no file has its name (api/internal/git/repospec.go). */
function isRemote(entry: string): boolean {
  return /^(?:[a-z][\w+.-]*:\/\/|[\w+.-]+::|git@|gh:|github\.com[/:])|\.git(?:$|[/?])|\/_git\/|\?(?:.*&)?(?:ref|version)=/i.test(
    entry,
  );
}

function remoteBase(entry: string, line: number): Source {
  const file = remoteFile(entry);
  if (file !== null) {
    const { place, revision, pin } = file;
    return { url: place, revision: revision ?? 'the newest release', pin, line };
  }
  const [url = '', query = ''] = entry.split('?');
  const parameters = new URLSearchParams(query);
  const revision = parameters.get('ref') ?? parameters.get('version');
  // One file over http has no revision but what its address says.
  if (revision === null && /^https?:.*\.ya?ml$/i.test(url))
    return { url, revision: 'as it stands there', pin: filePin(url), line };
  return {
    url: url.replace(/\.git(?=\/|$)/, ''),
    revision: revision ?? 'the default branch',
    pin: gitPin(revision),
    line,
  };
}

/** Its version is part of the address in most places. */
function filePin(url: string): Pin {
  const parts = url.split('/').map((part) => gitPin(part));
  return parts.includes('fixed') ? 'fixed' : parts.includes('tag') ? 'tag' : 'moving';
}
