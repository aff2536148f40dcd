// `aigov policy init` over a real repository.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goOutside, resource, type Outside } from '../acceptance/outside.ts';

let outside: Outside;
beforeAll(() => {
  outside = goOutside();
  outside.repo.commit({
    'envs/prod/a.tf': resource('aws_instance', 'a'),
    'envs/dev/a.tf': resource('aws_instance', 'a'),
    '.github/CODEOWNERS': '* @acme/platform\n',
  });
  outside.repo.commit(
    { 'envs/dev/a.tf': resource('aws_instance', 'b') },
    'change\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>',
  );
});
afterAll(() => outside.close());

test('prints a policy that validates, from paths, CODEOWNERS and history', async () => {
  const { code, out } = await outside.run('policy', 'init');
  expect([code, out.split('\n').filter((line) => /match:|^owners|github:/.test(line))]).toEqual([
    0,
    [
      'owners: ["@acme/platform"]   # from CODEOWNERS',
      '  dev: { tier: low, match: { paths: ["envs/dev/**"] } }',
      '  prod: { tier: critical, match: { paths: ["envs/prod/**"] } }',
      expect.stringContaining('github: 198982749 }], autonomy: supervised, environments: [dev] }'),
    ],
  ]);
  const policy = outside.file('policy.yml', out);
  expect((await outside.run('policy', 'validate', policy)).code).toBe(0);
});

test('no repository is a usage error', async () => {
  const { code, err } = await outside.run('policy', 'init', '--repo', '/nowhere');
  expect([code, err === '']).toEqual([2, false]);
});
