// `aigov policy schema`: what the first line of a policy names.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goOutside, type Outside } from '../acceptance/outside.ts';

let outside: Outside;
beforeAll(() => {
  outside = goOutside();
  outside.repo.commit({ 'README.md': 'words\n' });
});
afterAll(() => outside.close());

const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

test.each([
  ['aigov', []],
  ['aigov', ['--document', 'aigov']],
  ['facts', ['--document', 'facts']],
  ['decision', ['--document', 'decision']],
])('prints the schema of %s for %j', async (name, words) => {
  const { code, out } = await outside.run('policy', 'schema', ...words);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(committed(name));
});

test('names the documents that there are', async () => {
  expect(await outside.run('policy', 'schema', '--document', 'plan')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--document must be one of aigov, facts, decision') as string,
  });
});

test('a policy to start with says how to get the file that its first line names', async () => {
  const { out } = await outside.run('policy', 'init');
  const path = /\$schema=\.\/(\S+)/.exec(out)?.[1];
  expect(path).toBe('schemas/aigov.schema.json');
  expect(out).toContain(`npx aigov policy schema > ${path ?? ''}`);
});
