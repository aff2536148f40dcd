// What a workflow or an action runs out of its own repository.
import { expect, it } from 'vitest';
import { formatFile } from '../../../src/formats/format-file.ts';
import { referencesOf } from '../../../src/formats/index.ts';
import { pulledIn } from '../../../src/formats/github/pulls-in.ts';
import { parseYaml } from '../../../src/syntax/index.ts';

it.each<[string, readonly string[]]>([
  ['./.github/actions/setup', ['.github/actions/setup/']],
  ['./a/../b/', ['b/']],
  ['./', ['action.yml', 'action.yaml']],
  ['./../other', []],
  ['$/.github/actions/setup', ['.github/actions/setup/']],
  ['$/.github/workflows/plan.yml', ['.github/workflows/plan.yml']],
  ['./.github/workflows/plan.yml', ['.github/workflows/plan.yml']],
  ['acme/infra/.github/workflows/plan.yml@main', ['.github/workflows/plan.yml']],
  ['acme/infra/actions/setup@v1', []],
  ['actions/checkout@v5', []],
  ['docker://alpine', []],
])('uses: %s', (uses, paths) => {
  const [root] = parseYaml(`jobs: { a: { steps: [{ uses: "${uses}" }] } }`).documents;
  expect(root === undefined ? null : pulledIn(root)).toEqual(paths);
});

it('values that a step gives to Helm', () => {
  const [root] = parseYaml(
    'jobs: { a: { steps: [{ run: "helm upgrade web . -f deploy/prod.yaml" }] } }',
  ).documents;
  expect(root === undefined ? null : pulledIn(root)).toEqual(['deploy/prod.yaml']);
});

it('programs that its steps start, where a step may stand', () => {
  const [root] = parseYaml(
    'defaults: { run: { working-directory: ops } }\njobs: { a: { steps: [{ run: "./deploy.sh" }] } }',
  ).documents;
  expect(root === undefined ? null : pulledIn(root)).toEqual(['deploy.sh', 'ops/deploy.sh']);
});

const side = (path: string, text: string): Parameters<typeof referencesOf>[0] => ({
  path,
  mode: '100644',
  blob: formatFile({ path, blob: 'b', text }).blob,
  content: { kind: 'text', text },
});

it('of files by their formats', () => {
  expect(
    referencesOf(
      side('.github/workflows/a.yml', 'on: push\njobs: { a: { uses: ./.github/workflows/b.yml } }\n'),
    ),
  ).toEqual(['.github/workflows/b.yml']);
  expect(
    referencesOf(side('.github/workflows/a.yml', 'jobs: { a: { uses: ./.github/workflows/b.yml } }\n')),
  ).toEqual([]);
  expect(
    referencesOf(
      side('ci/x/action.yml', 'runs: { using: node24, main: dist/index.js, post: ../../up.js }\n'),
    ),
  ).toEqual(['ci/x/dist/index.js']);
  expect(referencesOf(side('.github/actions/x/run.sh', 'uses: ./a\n'))).toEqual([]);
});
