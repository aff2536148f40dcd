// Reading git over REST, with GitHub's limits and its conditional requests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, openAgentPull, REPO, type Scene } from './scene.ts';

let scene: Scene;
let base: string;
let head: string;
beforeAll(async () => {
  scene = await createScene();
  base = scene.github.tip(REPO);
  head = openAgentPull(scene);
  const many = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`many/${at}.tf`, `${at}\n`]));
  scene.github.commitTo({ repo: REPO, branch: 'many', author: 'alice', files: many });
  scene.github.commitTo({
    repo: REPO,
    branch: 'big',
    author: 'alice',
    files: { 'big.tf': 'x'.repeat(1_048_577), 'fits.tf': 'x'.repeat(1_048_576) },
  });
  scene.github.commitTo({
    repo: REPO,
    branch: 'links',
    author: 'alice',
    files: { link: '.aigov.yml' },
    modes: { link: '120000' },
  });
});
afterAll(() => scene.github.close());

const get = async (path: string): Promise<Record<string, unknown>> =>
  (await scene.ask(`GET /repos/${REPO}/${path}`)).body;

describe('compare', () => {
  it('gives the merge base and the blob of each file', async () => {
    const found = await get(`compare/main...${head}`);
    expect(found).toMatchObject({
      merge_base_commit: { sha: base },
      status: 'ahead',
      total_commits: 1,
      files: [
        {
          filename: 'envs/prod/iam.tf',
          status: 'modified',
          sha: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
        },
      ],
    });
  });

  it('stops at 300 files, and shows them on page 1 only', async () => {
    expect((await get('compare/main...many'))['files']).toHaveLength(300);
    expect((await get('compare/main...many?page=2'))['files']).toEqual([]);
  });

  it('knows no commit that is not there', async () => {
    expect((await scene.ask(`GET /repos/${REPO}/compare/main...${'f'.repeat(40)}`)).status).toBe(404);
  });
});

describe('contents', () => {
  it.each([
    { path: 'contents/fits.tf?ref=big', expected: { size: 1_048_576, encoding: 'base64' } },
    { path: 'contents/big.tf?ref=big', expected: { size: 1_048_577, encoding: 'none', content: '' } },
    { path: 'contents/link?ref=links', expected: { type: 'symlink', target: '.aigov.yml' } },
  ])('$path', async ({ path, expected }) => {
    expect(await get(path)).toMatchObject(expected);
  });
});

describe('trees and blobs', () => {
  it('list every entry with its mode, folders included', async () => {
    const { tree } = (await get(`git/trees/${head}?recursive=1`)) as {
      tree: readonly { path: string; mode: string }[];
    };
    expect(tree.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      '100644 .aigov.yml',
      '040000 envs',
      '040000 envs/prod',
      '100644 envs/prod/iam.tf',
    ]);
  });

  it('give the bytes of any size', async () => {
    const { sha } = (await get('contents/big.tf?ref=big')) as { sha: string };
    const blob = (await get(`git/blobs/${sha}`)) as { content: string };
    expect(Buffer.from(blob.content, 'base64')).toHaveLength(1_048_577);
  });
});

describe('pages and conditions', () => {
  it('links to the next page of a list', async () => {
    scene.github.openPull({ repo: REPO, head: 'many', author: 'alice' });
    const first = await scene.ask(`GET /repos/${REPO}/pulls/2/files?per_page=100`);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const last = await scene.ask(`GET /repos/${REPO}/pulls/2/files?per_page=100&page=4`);
    expect([last.body['length'], last.headers.get('link')]).toEqual([1, null]);
  });

  it('answers 304 to an ETag that still holds', async () => {
    const etag = (await scene.ask(`GET /repos/${REPO}`)).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    expect((await scene.ask(`GET /repos/${REPO}`, { headers })).status).toBe(304);
    expect((await scene.ask(`GET /repos/${REPO}/pulls/1`, { headers })).status).toBe(200);
  });
});
