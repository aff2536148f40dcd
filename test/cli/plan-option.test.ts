// --plan: the file is read as it is, and one that is not there is a mistake of the caller.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { givenPlan } from '../../src/cli/plan-option.ts';

test('no option, no plan', async () => {
  expect(await givenPlan({})).toBeNull();
});

test('its text, under the name it was given by', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aigov-plan-'));
  try {
    const name = join(folder, 'plan.json');
    await writeFile(name, '{ "format_version": "1.2" }');
    expect(await givenPlan({ plan: name })).toEqual({ name, text: '{ "format_version": "1.2" }' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a file that is not there', async () => {
  await expect(givenPlan({ plan: '/nowhere/plan.json' })).rejects.toMatchObject({ code: 'USAGE' });
});
