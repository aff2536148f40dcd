// Golden folders of whole projects: `projects/<case>/{before,after}/**` and the changes that come out.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectCases, readTrees, treesOf } from './projects.ts';

const CASES = projectCases();

it('there are cases', () => {
  expect(CASES.length).toBeGreaterThan(10);
});

it.each(CASES)('%s', async (name) => {
  const { before, after } = treesOf(name);
  const readings = readTrees(before, after);
  const shown = `${JSON.stringify(readings, null, 2)}\n`;
  await expect(shown).toMatchFileSnapshot(join(import.meta.dirname, 'projects', name, 'changes.json'));
});
