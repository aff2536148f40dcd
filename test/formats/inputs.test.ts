// Files that Terraform reads, as far as their text matters to it.
import { expect, it } from 'vitest';
import { readProject, referencesOf } from '../../src/formats/index.ts';
import type { Project } from '../../src/formats/index.ts';
import type { FileSide } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changesBetween } from './projects.ts';
import type { Tree } from './projects.ts';

const readers = {
  read: (project: Project) => Promise.resolve(readProject(project)),
  references: (side: FileSide) => Promise.resolve(referencesOf(side)),
};
const READS = 'locals { r = yamldecode(file("${path.module}/rules.yaml")) }\n';

async function read(before: Tree, after: Tree): Promise<readonly string[]> {
  const { changes, around } = changesBetween(before, after);
  const diff = await readDiff({ files: changes, around: { files: around, gap: null }, readers });
  return diff.changes.map(({ format, address }) => `${format} ${address}`);
}

const tree = (rules: string, main = READS): Tree => ({ 'main.tf': main, 'rules.yaml': rules });

it('a comment in data that is only decoded is no change, another value is', async () => {
  expect(await read(tree('a: 1\n'), tree('# why\na: 1\n'))).toEqual([]);
  expect(await read(tree('a: 1\n'), tree('# why\na: 2\n'))).toEqual(['terraform-input rules.yaml']);
});

it('a comment in a text that goes on as it is is a change', async () => {
  const main = READS.replace(
    'yamldecode(file("${path.module}/rules.yaml"))',
    'file("${path.module}/rules.yaml")',
  );
  expect(await read(tree('a: 1\n', main), tree('# why\na: 1\n', main))).toEqual([
    'terraform-input rules.yaml',
  ]);
});

it('a comment is a change where the reader changes with it', async () => {
  const changed = tree('# why\na: 1\n', `${READS}# later\n`);
  expect(await read(tree('a: 1\n'), changed)).toEqual(['terraform-input rules.yaml']);
});
