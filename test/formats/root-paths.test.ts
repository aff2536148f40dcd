// Paths that count from the folder of a root lead there, through whatever modules lie between.
import { expect, it } from 'vitest';
import { withInputs, withRootPaths } from '../../src/formats/index.ts';
import { pulledFiles } from '../../src/formats/terraform/pulled-files.ts';
import type { Diff, FileFact } from '../../src/model/change.ts';

const ROOT = 'live/prod/main.tf';
const CHILD = 'modules/fw/main.tf';
const references = (inChild: string): ReadonlyMap<string, readonly string[]> =>
  withRootPaths(
    new Map([
      [ROOT, pulledFiles(ROOT, 'module "a" {\n  source = "../../modules/app"\n}')],
      ['modules/app/main.tf', pulledFiles('modules/app/main.tf', 'module "f" {\n  source = "../fw"\n}')],
      [CHILD, pulledFiles(CHILD, inChild)],
    ]),
  );

/** The configuration that a changed plain file changes. */
function readersOf(path: string, inChild: string): readonly string[] | undefined {
  const file: FileFact = {
    path,
    previousPath: null,
    status: 'modified',
    format: null,
    blob: 'b',
    previousBlob: 'a',
  };
  const diff: Diff = { files: [file], changes: [], unreadable: [], marks: [], aroundGap: null };
  return withInputs(diff, references(inChild)).changes[0]?.usedIn;
}

it.each<[string, string, string]>([
  ['a bare path', 'x = file("rules.data")', 'live/prod/rules.data'],
  ['path.root', 'x = file("${path.root}/rules.data")', 'live/prod/rules.data'],
  ['path.cwd', 'x = file("${path.cwd}/../rules.data")', 'live/rules.data'],
  ['a computed name', 'x = file("${path.root}/${var.e}.md")', 'live/prod/any.md'],
  ['the folder of the module', 'x = file("${path.module}/rules.data")', 'modules/fw/rules.data'],
])('%s', (_name, text, path) => {
  expect(readersOf(path, text)).toContain(CHILD);
});

it.each<[string, string, string]>([
  ['another folder', 'x = file("${path.module}/rules.data")', 'live/prod/rules.data'],
  ['words in the folder of a computed name', 'x = file("${path.root}/${var.e}.json")', 'live/prod/README.md'],
])('not %s', (_name, text, path) => {
  expect(readersOf(path, text)).toBeUndefined();
});

it('nothing leads out of the repository', () => {
  const all = [...references('x = file("../../../../../../etc/x.data")').values()].flat();
  expect(all.filter((path) => path.startsWith('..') || path.includes('\0'))).toEqual([]);
});
