// The local side of `aigov check`, on real bare repositories.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherLocal } from '../../../src/adapters/git/index.ts';
import type { LocalRequest } from '../../../src/adapters/git/index.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { createRepository } from './repository.ts';
import type { TestRepository } from './repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.remove());

function gather(request: Partial<LocalRequest> & Pick<LocalRequest, 'base' | 'head'>) {
  return gatherLocal({
    repo: repository.dir,
    policyPath: null,
    floorPath: null,
    facts: null,
    wants: (path) => path.endsWith('.tf'),
    scans: () => false,
    wantsAround: () => null,
    isAgentIdent: () => false,
    namedFiles: () => [],
    ...request,
  });
}

const everything = (): ReadonlySet<string> =>
  new Set(readdirSync(repository.dir, { recursive: true, encoding: 'utf8' }));

const oid = (content: string | Buffer): string => repository.git(['hash-object', '--stdin'], content);

describe('gatherLocal', () => {
  it('compares the merge base with the head, not the base tip', async () => {
    const fork = repository.commit({ 'a.tf': 'a1\n', 'b.tf': 'b1\n' });
    const base = repository.commit({ 'a.tf': 'a1\n', 'b.tf': 'b2\n' }, [fork]);
    const head = repository.commit({ 'a.tf': 'a2\n', 'b.tf': 'b1\n' }, [fork]);
    const gathered = await gather({ base, head });
    expect({ ...gathered, facts: null, layers: null }).toEqual({
      base,
      mergeBase: fork,
      around: { files: [], gap: null },
      head,
      layers: null,
      facts: null,
      files: [
        {
          status: 'modified',
          before: {
            path: 'a.tf',
            mode: '100644',
            blob: oid('a1\n'),
            content: { kind: 'text', text: 'a1\n' },
          },
          after: { path: 'a.tf', mode: '100644', blob: oid('a2\n'), content: { kind: 'text', text: 'a2\n' } },
        },
      ],
      pull: {
        state: 'open',
        mergeSha: null,
        mergedAt: null,
        mergedBy: null,
        baseBranch: null,
        requestedReviewers: [],
        siblings: [],
        checkRun: null,
      },
    });
  });

  it('shows both names of a rename, and additions and removals as such', async () => {
    const body = 'resource "x" "y" {\n  a = 1\n  b = 2\n  c = 3\n  d = 4\n}\n';
    const base = repository.commit({ 'envs/dev/x.tf': body, 'gone.tf': 'g\n' });
    const head = repository.commit({ 'envs/prod/x.tf': body.replace('a = 1', 'a = 9'), 'new.tf': 'n\n' }, [
      base,
    ]);
    const { files } = await gather({ base, head });
    expect(files.map(({ status, before, after }) => [status, before?.path, after?.path])).toEqual([
      ['renamed', 'envs/dev/x.tf', 'envs/prod/x.tf'],
      ['removed', 'gone.tf', undefined],
      ['added', undefined, 'new.tf'],
    ]);
  });

  it('says what is no text: binary, too large, symlink, submodule, unwanted', async () => {
    const base = repository.commit({ 'keep.tf': 'k\n' });
    const large = 'x'.repeat(1_000_001);
    const head = repository.commit(
      {
        'keep.tf': 'k\n',
        'binary.tf': Buffer.from([0x61, 0x00, 0x62]),
        'latin1.tf': Buffer.from([0x61, 0xe9]),
        'large.tf': large,
        'link.tf': { mode: '120000', content: '../evil.tf' },
        'module.tf': { mode: '160000', content: base },
        'readme.md': 'hello\n',
      },
      [base],
    );
    const { files } = await gather({ base, head });
    expect(Object.fromEntries(files.map(({ after }) => [after?.path, after?.content]))).toEqual({
      'binary.tf': { kind: 'binary', size: 3 },
      'latin1.tf': { kind: 'binary', size: 2 },
      'large.tf': { kind: 'too-large', size: 1_000_001 },
      'link.tf': { kind: 'symlink', target: '../evil.tf' },
      'module.tf': { kind: 'submodule', commit: base },
      'readme.md': { kind: 'skipped' },
    });
  });

  it('looks over the text of what no format reads, while there is room', async () => {
    const base = repository.commit({ 'app.py': 'old\n', 'gone.py': 'gone\n' });
    const large = Object.fromEntries(
      Array.from({ length: 66 }, (_, index) => [`m${index + 10}.txt`, `${index}`.padEnd(1_000_000, 'x')]),
    );
    const head = repository.commit({ 'app.py': 'new\n', ...large, 'z.py': 'z\n' }, [base]);
    const { files } = await gather({ base, head, scans: () => true });
    const by = new Map(files.map((file) => [file.after?.path ?? file.before?.path, file]));
    expect(by.get('app.py')?.before?.content).toEqual({ kind: 'text', text: 'old\n' });
    expect(by.get('app.py')?.after?.content).toEqual({ kind: 'text', text: 'new\n' });
    expect(by.get('gone.py')?.before?.content).toEqual({ kind: 'skipped' });
    expect(by.get('m73.txt')?.after?.content.kind).toBe('text');
    const why = 'more than 64 MB of text changed';
    expect(by.get('m74.txt')?.after?.content).toEqual({ kind: 'skipped', why });
    expect(by.get('z.py')?.after?.content).toEqual({ kind: 'skipped', why });
  });

  it('keeps names apart that are not UTF-8', async () => {
    const base = repository.commit({ 'a.tf': 'a\n' });
    const head = repository.commit({ 'a.tf': 'a\n', 'x\xff.tf': '1\n', 'x\xfe.tf': '2\n' }, [base]);
    const { files } = await gather({ base, head });
    expect(files.map(({ after }) => after?.path)).toEqual(['x\u{FFFD}fe.tf', 'x\u{FFFD}ff.tf']);
  });

  it('lists every commit of the head, those of a merged side branch too, and none of the base', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const side = repository.commit(
      { 'a.tf': '1\n', 'b.tf': '1\n' },
      [base],
      'side\n\nCo-authored-by: B <b@x>',
    );
    const main = repository.commit({ 'a.tf': '2\n' }, [base], 'main');
    const head = repository.commit({ 'a.tf': '2\n', 'b.tf': '1\n' }, [main, side], 'merge');
    const { facts } = await gather({ base, head });
    const unknown = { author: null, committer: null, coauthors: [], verified: false };
    expect(facts.commits?.toSorted((a, b) => (a.message < b.message ? -1 : 1))).toEqual([
      { sha: main, message: 'main', ...unknown },
      { sha: head, message: 'merge', ...unknown },
      { sha: side, message: 'side\n\nCo-authored-by: B <b@x>', ...unknown },
    ]);
  });

  it("keeps the name and address of a commit where an agent writes it, and nobody else's", async () => {
    const base = repository.commit({ 'a.tf': 'a1\n' });
    const head = repository.commit({ 'a.tf': 'a2\n' }, [base]);
    const asked: string[] = [];
    const identsFor = async (isAgentIdent: LocalRequest['isAgentIdent']) =>
      (await gather({ base, head, isAgentIdent })).facts.commits?.map(({ idents }) => idents);
    expect(await identsFor((ident) => asked.push(ident) > 0)).toEqual([asked]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^[^<]+ <[^<>@]+@[^<>]+>$/);
    expect(await identsFor(() => false)).toEqual([undefined]);
  });

  it('takes commits of a facts document, and HEAD for the head', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    const user = { login: 'bob', id: 2, type: 'User' };
    const commit = { author: user, committer: user, coauthors: [], message: 'm', verified: true };
    const facts: Facts = {
      ...(await gather({ base, head })).facts,
      commits: [{ sha: 'HEAD', ...commit }],
      reviews: [{ user, state: 'APPROVED', commit_id: 'HEAD', submitted_at: null }],
      checks: [
        {
          name: 'c',
          app_id: 1,
          head_sha: 'HEAD',
          status: 'completed',
          conclusion: 'success',
          started_at: null,
        },
      ],
    };
    const gathered = await gather({ base, head, facts });
    expect(gathered.facts.commits).toEqual([{ sha: head, ...commit }]);
    expect(gathered.facts.reviews[0]?.commit_id).toBe(head);
    expect(gathered.facts.checks[0]?.head_sha).toBe(head);
  });

  it('changes nothing in the repository', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    const before = everything();
    await gather({ base, head });
    expect(everything()).toEqual(before);
  });
});

describe('the policy of a local repository', () => {
  it('is read at the base tip', async () => {
    const base = repository.commit({ '.aigov.yml': 'version: 1\n' });
    const head = repository.commit({ '.aigov.yml': 'version: 1\nmode: observe\n' }, [base]);
    const { layers } = await gather({ base, head });
    expect(layers).toEqual({
      floor: { kind: 'absent' },
      repository: { kind: 'file', source: `${base}:.aigov.yml`, text: 'version: 1\n' },
    });
  });

  it('on the head alone is not used', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const head = repository.commit({ 'a.tf': '1\n', '.aigov.yml': 'version: 1\n' }, [base]);
    expect((await gather({ base, head })).layers.repository).toEqual({ kind: 'absent' });
  });

  it.each([
    { name: 'symlink', mode: '120000', why: 'a symlink stands here' },
    { name: 'submodule', mode: '160000', why: 'a submodule stands here' },
  ])('as a $name is refused', async ({ mode, why }) => {
    const first = repository.commit({ 'a.tf': '1\n' });
    const content = mode === '160000' ? first : 'a.tf';
    const base = repository.commit({ 'a.tf': '1\n', '.aigov.yml': { mode, content } }, [first]);
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    expect((await gather({ base, head })).layers.repository).toEqual({
      kind: 'not-regular',
      source: `${base}:.aigov.yml`,
      why,
    });
  });

  it('that is no text is no policy, and nothing is said of an earlier reading', async () => {
    const base = repository.commit({ 'a.tf': '1\n', '.aigov.yml': 'version: 1\0\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    expect((await gather({ base, head })).layers.repository).toEqual({
      kind: 'not-regular',
      source: `${base}:.aigov.yml`,
      why: 'no text in UTF-8 stands here',
    });
  });

  it('as a directory is refused', async () => {
    const base = repository.commit({ '.aigov.yml/x': '1\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    expect((await gather({ base, head })).layers.repository).toMatchObject({
      kind: 'not-regular',
      why: 'a directory stands here',
    });
  });

  it('and floor can come from files', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    const policyPath = join(repository.dir, 'policy.yml');
    const floorPath = join(repository.dir, 'floor.yml');
    writeFileSync(policyPath, 'version: 1\n');
    writeFileSync(floorPath, 'version: 1 # floor\n');
    expect((await gather({ base, head, policyPath, floorPath })).layers).toEqual({
      floor: { kind: 'file', source: floorPath, text: 'version: 1 # floor\n' },
      repository: { kind: 'file', source: policyPath, text: 'version: 1\n' },
    });
    await expect(gather({ base, head, floorPath: `${floorPath}.gone` })).rejects.toMatchObject({
      code: 'USAGE',
      message: `--floor: cannot read ${floorPath}.gone: there is no such file`,
    });
  });
});

describe('what git refuses is a Fault in its words', () => {
  it.each([
    { name: 'unknown revision', base: 'nowhere', message: '"nowhere" is not a commit of this repository.' },
    { name: 'an option', base: '--all', message: '"--all" is not a revision.' },
    { name: 'nothing', base: '', message: '"" is not a revision.' },
  ])('$name', async ({ base, message }) => {
    const head = repository.commit({ 'a.tf': '1\n' });
    await expect(gather({ base, head })).rejects.toMatchObject({ code: 'GIT_FAILED', message });
  });

  it('unrelated histories', async () => {
    const base = repository.commit({ 'a.tf': '1\n' }, [], 'one');
    const head = repository.commit({ 'a.tf': '1\n' }, [], 'two');
    await expect(gather({ base, head })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: `${base} and ${head} have no commit in common (a shallow clone?).`,
    });
  });

  it('no git on the machine', async () => {
    const head = repository.commit({ 'a.tf': '1\n' });
    const path = process.env['PATH'];
    process.env['PATH'] = repository.dir;
    try {
      await expect(gather({ base: head, head })).rejects.toMatchObject({
        code: 'GIT_FAILED',
        message: 'git could not be started.',
      });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('variables of a hook change nothing', async () => {
    const base = repository.commit({ 'a.tf': '1\n' });
    const head = repository.commit({ 'a.tf': '2\n' }, [base]);
    process.env['GIT_DIR'] = join(repository.dir, 'nowhere');
    try {
      expect((await gather({ base, head })).files).toHaveLength(1);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('no repository', async () => {
    const repo = join(repository.dir, 'hooks');
    await expect(gather({ repo: `${repo}/none`, base: 'a', head: 'b' })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: `fatal: cannot change to '${repo}/none': No such file or directory`,
    });
  });

  it('reads what stands around the change at the base tip, and never what changed', async () => {
    const base = repository.commit({ 'a.tf': 'a1\n', 'b.tf': 'b1\n', 'c.md': 'c\n' });
    const head = repository.commit({ 'a.tf': 'a2\n', 'b.tf': 'b1\n', 'c.md': 'c\n' }, [base]);
    const asked: (readonly string[])[] = [];
    const { around } = await gather({
      base,
      head,
      wantsAround: (changed) => {
        asked.push(changed);
        return (path) => path.endsWith('.tf');
      },
    });
    expect(asked).toEqual([['a.tf']]);
    expect(around).toEqual({
      files: [{ path: 'b.tf', mode: '100644', blob: oid('b1\n'), content: { kind: 'text', text: 'b1\n' } }],
      gap: null,
    });
  });

  it('reads what only the contents of others name, once', async () => {
    const tree = { 'b.tf': 'b1\n', 'x/c.yaml': 'c\n' };
    const base = repository.commit({ ...tree, 'a.tf': 'a1\n' });
    const head = repository.commit({ ...tree, 'a.tf': 'a2\n' }, [base]);
    const { around } = await gather({
      base,
      head,
      wantsAround: () => (path) => path.endsWith('.tf'),
      wantsBeyond: ({ files, around: near }) => {
        expect([...files.map(({ after }) => after?.path), ...near.map(({ path }) => path)]).toEqual([
          'a.tf',
          'b.tf',
        ]);
        return () => true;
      },
    });
    expect(around.files.map(({ path }) => path)).toEqual(['b.tf', 'x/c.yaml']);
  });
});
