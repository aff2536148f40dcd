// What a kustomization builds from, and through which overlays a base takes effect.
import { expect, it, test } from 'vitest';
import { referencesOf, usedIn } from '../../../src/formats/index.ts';
import { changeOf } from '../../classify/example-change.ts';
import { textSide } from '../cases.ts';

function pulledIn(text: string, path = 'overlays/prod/kustomization.yaml'): readonly string[] {
  const side = textSide(path, text);
  return side === null ? [] : referencesOf(side);
}

it.each<[string, string, readonly string[]]>([
  ['a base', 'resources: [../../base]\n', ['base', 'base/']],
  ['a file', 'resources: [a.yaml]\n', ['overlays/prod/a.yaml', 'overlays/prod/a.yaml/']],
  [
    'an address',
    'resources: ["https://github.com/a/b?ref=main", "github.com/a/b//c", "git@github.com:a/b"]\n',
    [],
  ],
  ['out of the repository', 'resources: [../../../x]\n', []],
  [
    'components and old bases',
    'components: [c]\nbases: [b]\n',
    ['overlays/prod/b', 'overlays/prod/b/', 'overlays/prod/c', 'overlays/prod/c/'],
  ],
  [
    'patches',
    'patches: [{ path: p.yaml }, { patch: "a: b" }]\npatchesStrategicMerge: [s.yaml, "a: 1\\nb: 2"]\npatchesJson6902: [{ path: j.json }]\n',
    [
      'overlays/prod/s.yaml',
      'overlays/prod/s.yaml/',
      'overlays/prod/p.yaml',
      'overlays/prod/p.yaml/',
      'overlays/prod/j.json',
      'overlays/prod/j.json/',
    ],
  ],
  [
    'files of generators',
    'configMapGenerator: [{ files: [x.conf=conf/y.conf, z.conf], envs: [a.env], env: b.env }]\n',
    ['conf/y.conf', 'z.conf', 'a.env', 'b.env'].flatMap((file) => [
      `overlays/prod/${file}`,
      `overlays/prod/${file}/`,
    ]),
  ],
  [
    'values of charts',
    'helmGlobals: { chartHome: charts }\nhelmCharts: [{ valuesFile: v.yaml, additionalValuesFiles: [w.yaml] }]\n',
    ['v.yaml', 'w.yaml', 'charts'].flatMap((file) => [`overlays/prod/${file}`, `overlays/prod/${file}/`]),
  ],
  ['no YAML', 'resources: [', []],
])('%s', (_name, text, expected) => {
  expect(pulledIn(text)).toEqual(expected);
});

it('a patch file pulls in nothing', () => {
  expect(pulledIn('- { op: add, path: /resources, value: a.yaml }\n', 'overlays/prod/p.yaml')).toEqual([]);
});

test('YML-10: a change of a base takes effect in every overlay of it, however long the chain', () => {
  const references = new Map([
    ['overlays/prod/kustomization.yaml', pulledIn('resources: [../../base]\n')],
    [
      'clusters/eu/kustomization.yaml',
      pulledIn('resources: [../../overlays/prod]\n', 'clusters/eu/kustomization.yaml'),
    ],
    [
      'overlays/dev/kustomization.yaml',
      pulledIn('resources: [../../other]\n', 'overlays/dev/kustomization.yaml'),
    ],
  ]);
  const [change] = usedIn([changeOf({ format: 'kubernetes', file: 'base/web.yaml' })], references);
  expect(change?.usedIn).toEqual(['clusters/eu/kustomization.yaml', 'overlays/prod/kustomization.yaml']);
});
