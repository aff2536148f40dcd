import { expect, it } from 'vitest';
import { filePath, type FileChange } from '../../src/model/files.ts';
import { readDiff } from '../../src/steps/read-diff.ts';

const PATHS = Array.from({ length: 20 }, (_, index) => `f${String(index).padStart(2, '0')}.tf`);
const FILES = PATHS.map((path): FileChange => ({
  status: 'added',
  before: null,
  after: { path, mode: '100644', blob: 'b', content: { kind: 'text', text: '' } },
}));

it('keeps at most eight files in flight and tells the progress of each', async () => {
  let inFlight = 0;
  let most = 0;
  const steps: string[] = [];
  await readDiff({
    files: FILES,
    read: async () => {
      most = Math.max(most, ++inFlight);
      await Promise.resolve();
      inFlight--;
      return { kind: 'plain' };
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
    read: async (change) => {
      await new Promise<void>((ready) => void waiting.push(ready));
      return { kind: 'parsed', format: filePath(change), changes: [] };
    },
  });
  for (const ready of waiting.toReversed()) ready();
  const { files } = await reading;
  expect(files.map(({ path, format }) => [path, format])).toEqual(
    PATHS.slice(0, 3).map((path) => [path, path]),
  );
});

it('of no file is an empty diff', async () => {
  const read = (): never => {
    throw new Error('there is nothing to read');
  };
  expect(await readDiff({ files: [], read })).toEqual({ files: [], changes: [], unreadable: [] });
});
