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
