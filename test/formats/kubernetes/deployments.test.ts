// Folders that an object of Argo CD or Flux newly deploys from.
import { describe, expect, it } from 'vitest';
import { newDeployments } from '../../../src/formats/kubernetes/deployments.ts';
import { readFile } from '../../../src/formats/read-file.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { textSide } from '../cases.ts';

function changesOf(before: string | null, after: string | null, path = 'a.yaml'): readonly ParsedChange[] {
  const [old, now] = [before, after].map((text) => (text === null ? null : textSide(path, text)));
  const reading = readFile({ status: 'modified', before: old ?? null, after: now ?? null });
  return reading.kind === 'parsed' ? reading.changes : [];
}

const foldersOf = (before: string | null, after: string | null): readonly string[] =>
  newDeployments(changesOf(before, after)).map(({ folder }) => folder);

const argo = (source: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: x }
spec: { source: ${source} }
`;
const flux = (path: string, source = 'GitRepository'): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: x }
spec: { path: ${path}, sourceRef: { kind: ${source}, name: y } }
`;

describe('an object names', () => {
  it.each([
    ['its first folder', null, argo('{ repoURL: r/i, path: ./p/x/ }'), ['p/x']],
    ['another folder', argo('{ repoURL: r/i, path: p }'), argo('{ repoURL: r/i, path: q }'), ['q']],
    [
      'the same folder',
      argo('{ repoURL: r/i, path: p }'),
      argo('{ repoURL: r/i, path: ./p, targetRevision: x }'),
      [],
    ],
    [
      'the folder of another repository',
      argo('{ repoURL: o/i, path: p }'),
      argo('{ repoURL: r/i, path: p }'),
      ['p'],
    ],
    [
      'the same repository in other words',
      argo('{ repoURL: "git@example.com:R/i.git", path: p }'),
      argo('{ repoURL: https://example.com/r/i/, path: p }'),
      [],
    ],
    ['a folder that a template fills in', null, argo('{ repoURL: r/i, path: "{{path}}" }'), []],
    ['the root', null, flux('./'), []],
    ['a folder of Flux', flux('p'), flux('q'), ['q']],
    ['the same folder of another source', flux('p', 'Bucket'), flux('p'), ['p']],
  ])('%s', (_name, before, after, expected) => {
    expect(foldersOf(before, after)).toEqual(expected);
  });

  it('one of several sources, and none with a chart', () => {
    const sources = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: x }
spec: { template: { spec: { sources: [{ repoURL: r/i, path: p }, { repoURL: r/c, chart: c, path: q }] } } }
`;
    expect(foldersOf(null, sources)).toEqual(['p']);
  });
});

it('an object that moves to another file deploys nothing anew', () => {
  const object = argo('{ repoURL: r/i, path: p }');
  expect(
    newDeployments([...changesOf(object, null, 'a.yaml'), ...changesOf(null, object, 'b.yaml')]),
  ).toEqual([]);
});
