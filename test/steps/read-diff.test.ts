import { expect, it } from 'vitest';
import { readProject } from '../../src/formats/index.ts';
import type { FileReading, Project } from '../../src/formats/index.ts';
import { filePath, type FileChange, type FileSide } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';
import { changeOf } from '../classify/example-change.ts';

const sideOf = (path: string): FileSide => ({
  path,
  mode: '100644',
  blob: 'b',
  content: { kind: 'text', text: '' },
});
const addedOf = (path: string): FileChange => ({ status: 'added', before: null, after: sideOf(path) });
const PATHS = Array.from({ length: 20 }, (_, index) => `f${String(index).padStart(2, '0')}.yaml`);
const FILES = PATHS.map(addedOf);
const NOTHING = { files: [], gap: null };
const PLAIN: FileReading = { kind: 'plain', marks: [] };
const references = (): Promise<readonly string[]> => Promise.resolve([]);
const each = (project: Project, reading: (change: FileChange) => FileReading): readonly FileReading[] =>
  project.changes.map(reading);

it('keeps at most eight projects in flight and tells the progress of each', async () => {
  let inFlight = 0;
  let most = 0;
  const steps: string[] = [];
  await readDiff({
    files: FILES,
    around: NOTHING,
    readers: {
      read: async (project) => {
        most = Math.max(most, ++inFlight);
        await Promise.resolve();
        inFlight--;
        return each(project, () => PLAIN);
      },
      references,
    },
    onProgress: (done, total) => void steps.push(`${done}/${total}`),
  });
  expect(most).toBe(8);
  expect(steps).toEqual(FILES.map((_, index) => `${index + 1}/20`));
});

it('gives each file its own reading, whichever is ready first', async () => {
  const waiting: (() => void)[] = [];
  const reading = readDiff({
    files: FILES.slice(0, 3),
    around: NOTHING,
    readers: {
      read: async (project) => {
        await new Promise<void>((ready) => void waiting.push(ready));
        return each(project, (change) => ({
          kind: 'parsed',
          format: filePath(change),
          changes: [],
          marks: [],
        }));
      },
      references,
    },
  });
  for (const ready of waiting.toReversed()) ready();
  const { files } = await reading;
  expect(files.map(({ path, format }) => [path, format])).toEqual(
    PATHS.slice(0, 3).map((path) => [path, path]),
  );
});

it('refuses a file that no reading came back for', async () => {
  const readers = { read: () => Promise.resolve([]), references };
  const { unreadable } = await readDiff({ files: FILES.slice(0, 1), around: NOTHING, readers });
  expect(unreadable).toMatchObject([{ file: 'f00.yaml', why: 'parser-failed' }]);
});

it('reads Terraform folders that call each other together, with what stands around them', async () => {
  const text = (path: string, content: string): FileSide => ({
    ...sideOf(path),
    content: { kind: 'text', text: content },
  });
  const seen: unknown[] = [];
  await readDiff({
    files: [addedOf('modules/vpc/main.tf'), addedOf('other/main.tf')],
    around: {
      gap: null,
      files: [text('envs/prod/main.tf', 'module "vpc" {\n  source = "../../modules/vpc"\n}\n')],
    },
    readers: {
      read: (project) => {
        seen.push([project.changes.map(filePath), project.around.map(({ path }) => path)]);
        return Promise.resolve(each(project, () => PLAIN));
      },
      references,
    },
  });
  expect(seen).toEqual([
    [['modules/vpc/main.tf'], ['envs/prod/main.tf']],
    [['other/main.tf'], []],
  ]);
});

it('says where a change takes effect, however long the chain of references', async () => {
  const pulled: { readonly [path: string]: readonly string[] } = {
    'overlays/prod/kustomization.yaml': ['overlays/common/'],
    'overlays/common/kustomization.yaml': ['base/'],
    'overlays/dev/kustomization.yaml': ['other/'],
  };
  const base = changeOf({ format: 'kubernetes', file: 'base/app.yaml' });
  const { changes } = await readDiff({
    files: [addedOf('base/app.yaml')],
    around: { gap: null, files: Object.keys(pulled).map(sideOf) },
    readers: {
      read: (project) =>
        Promise.resolve(
          each(project, () => ({ kind: 'parsed', format: 'kubernetes', changes: [base], marks: [] })),
        ),
      references: ({ path }) => Promise.resolve(pulled[path] ?? []),
    },
  });
  expect(changes.map(({ usedIn }) => usedIn)).toEqual([
    ['overlays/common/kustomization.yaml', 'overlays/prod/kustomization.yaml'],
  ]);
});

it('takes every change for one that may take effect anywhere where nobody can tell what a file pulls in', async () => {
  const readers = {
    read: (project: Project) => Promise.resolve(each(project, () => PLAIN)),
    references: ({ path }: FileSide) => Promise.resolve(path === 'f01.yaml' ? null : []),
  };
  const gapOf = async (files: readonly FileChange[]): Promise<string | null> =>
    (await readDiff({ files, around: NOTHING, readers })).aroundGap;
  expect(await gapOf(FILES.slice(0, 1))).toBe(null);
  expect(await gapOf(FILES.slice(0, 2))).toBe('what 1 of the files pull in could not be told');
});

it('reads the unchanged policies that Terraform files name beside the changes', async () => {
  const textOf = (path: string, text: string): FileSide => ({
    ...sideOf(path),
    content: { kind: 'text', text },
  });
  const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  const around = [textOf('a/p.json', policy), textOf('a/q.json', policy), textOf('a/r.json', '{}')];
  const readers = {
    read: (project: Project) => Promise.resolve(readProject(project)),
    references: ({ path }: FileSide) => Promise.resolve(path.endsWith('.tf') ? ['a/p.json', 'a/r.json'] : []),
  };
  const { standing } = await readDiff({
    files: [{ status: 'added', before: null, after: textOf('a/main.tf', 'locals {}\n') }],
    around: { files: around, gap: null },
    readers,
  });
  expect(standing?.map(({ file, before, after }) => [file, before === after])).toEqual([['a/p.json', true]]);
});

it('of no file is an empty diff', async () => {
  const read = (): never => {
    throw new Error('there is nothing to read');
  };
  expect(await readDiff({ files: [], around: NOTHING, readers: { read, references } })).toEqual({
    files: [],
    changes: [],
    unreadable: [],
    marks: [],
    aroundGap: null,
  });
});

it('lets the readers rest once, when nothing is left to read', async () => {
  const calls: string[] = [];
  await readDiff({
    files: FILES,
    around: NOTHING,
    readers: {
      read: (project) => {
        calls.push('read');
        return Promise.resolve(each(project, () => PLAIN));
      },
      references: () => {
        calls.push('references');
        return references();
      },
      rest: () => void calls.push('rest'),
    },
  });
  expect(calls.filter((call) => call === 'rest')).toEqual(['rest']);
  expect(calls.at(-1)).toBe('rest');
  expect(calls.length).toBeGreaterThan(FILES.length);
});
