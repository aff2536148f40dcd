// Files in a chart that its templates may read are configuration: the change of one is seen where the chart is.
import { expect, test } from 'vitest';
import { decide, openCodes } from './outside.ts';

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';

test('a file that templates of a chart may read is a change', async () => {
  const { decision } = await decide({
    base: { 'envs/prod/web/Chart.yaml': CHART, 'envs/prod/web/files/policy.csv': 'a\n' },
    head: { 'envs/prod/web/files/policy.csv': 'b\n' },
  });
  expect(
    decision.changes.map(({ format, file, kinds, tier, environment }) => [
      format,
      file,
      kinds,
      tier,
      environment,
    ]),
  ).toEqual([['helm-input', 'envs/prod/web/files/policy.csv', ['compute'], 'critical', 'prod']]);
  expect(openCodes(decision)).toContain('APPROVALS_MISSING');
});

test.each(['web/ci/lint.txt', 'web/README.md', 'web/LICENSE', 'web/.helmignore', 'other/files/policy.csv'])(
  '%s is for people, or in no chart',
  async (path) => {
    const { decision } = await decide({
      base: { 'web/Chart.yaml': CHART, [path]: 'a\n' },
      head: { [path]: 'b\n' },
    });
    expect(decision.changes).toEqual([]);
  },
);

test('of a chart that is the whole repository only what is meant for templates', async () => {
  const { decision } = await decide({
    base: { 'Chart.yaml': CHART, 'files/a.conf': 'a\n', 'src/main.c': 'a\n' },
    head: { 'files/a.conf': 'b\n', 'src/main.c': 'b\n' },
  });
  expect(decision.changes.map(({ file }) => file)).toEqual(['files/a.conf']);
});

test.each<[string, string]>([
  [
    '.github/workflows/deploy.yml',
    'on: push\njobs: { a: { runs-on: x, steps: [{ run: helm upgrade web ./chart -f deploy/live.yaml }] } }\n',
  ],
  ['deploy/helmfile.yaml', 'releases:\n  - name: web\n    values:\n      - live.yaml\n'],
  [
    'argocd/web.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { source: { path: chart, helm: { valueFiles: [../deploy/live.yaml] } } }\n',
  ],
])('values that %s names are a change, whatever they are called', async (path, text) => {
  const change = { base: { 'deploy/live.yaml': 'image: a\n' }, head: { 'deploy/live.yaml': 'image: b\n' } };
  const named = await decide({ ...change, base: { ...change.base, [path]: text } });
  expect(named.decision.changes.map(({ format, file, tier }) => [format, file, tier])).toEqual([
    ['helm-input', 'deploy/live.yaml', 'critical'],
  ]);
  expect((await decide(change)).decision.changes).toEqual([]);
});
