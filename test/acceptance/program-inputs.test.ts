// Files of a program that makes infrastructure are infrastructure, also those that name no library of it.
import { expect, test } from 'vitest';
import { decide, openCodes } from './outside.ts';

test.each([
  ['envs/prod/cdk.json', '{}', 'cdk'],
  ['envs/prod/Pulumi.yaml', 'name: a\nruntime: nodejs\n', 'pulumi'],
])('a source file beside %s is a change', async (project, text, format) => {
  const path = 'envs/prod/lib/ranges.ts';
  const { decision } = await decide({
    base: { [project]: text, [path]: 'export const open = "10.0.0.0/8";\n' },
    head: { [path]: 'export const open = "0.0.0.0/0";\n' },
  });
  expect(
    decision.changes.map((change) => [change.format, change.file, change.tier, change.environment]),
  ).toEqual([[format, path, 'critical', 'prod']]);
  expect(openCodes(decision)).toContain('APPROVALS_MISSING');
});

test.each(['app/src/main.ts', 'envs/prod/test/a.ts', 'envs/prod/notes.txt'])(
  '%s is no part of the program',
  async (path) => {
    const { decision } = await decide({
      base: { 'envs/prod/cdk.json': '{}', [path]: 'a\n' },
      head: { [path]: 'b\n' },
    });
    expect(decision.changes).toEqual([]);
  },
);
