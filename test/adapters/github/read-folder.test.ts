// Files that a policy names, over real HTTP against the fake GitHub: one call for a folder, and none for a commit that was read.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { namedFiles } from '../../../src/policy/index.ts';
import { createStage, openAgentPull } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await createStage({
    '.aigov.yml': 'version: 1\npolicies: [".aigov/*.cedar"]\n',
    '.aigov/b.cedar': '// b\n',
    '.aigov/a.cedar': '// ä\n',
    '.aigov/notes.md': 'no policy\n',
    '.aigov/deep/c.cedar': '// c\n',
  });
});
afterEach(async () => {
  expect(stage.github.violations).toEqual([]);
  await stage.close();
});

it('those of the policy’s own commit come with it, and the head’s do not', async () => {
  stage.github.commitTo({
    repo: 'acme/infra',
    branch: 'copilot/iam',
    author: 'Copilot',
    message: 'Weaken',
    files: { '.aigov/a.cedar': '// weaker\n' },
  });
  openAgentPull(stage.github);
  const { layers } = await stage.gather(1, { namedFiles });
  const at = `acme/infra@${stage.github.tip('acme/infra')}:.aigov`;
  expect(layers.repository).toMatchObject({
    kind: 'file',
    parts: [
      { kind: 'file', path: '.aigov/a.cedar', source: `${at}/a.cedar`, text: '// ä\n' },
      { kind: 'file', path: '.aigov/b.cedar', source: `${at}/b.cedar`, text: '// b\n' },
    ],
  });
  expect(stage.calls().filter((call) => call === 'Folder')).toEqual(['Folder']);
  await stage.gather(1, { namedFiles });
  expect(stage.calls()).not.toContain('Folder');
});

it('a policy that names none costs no call', async () => {
  openAgentPull(stage.github);
  await stage.gather(1, { namedFiles: () => [] });
  expect(stage.calls()).not.toContain('Folder');
});
