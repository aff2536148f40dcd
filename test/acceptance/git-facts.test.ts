// What git can say of a file beside its text: every kind is represented, none is lost and none helps a change through.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import { decide, goOutside, HUMAN, openCodes, POLICY, resource } from './outside.ts';
import type { Outside } from './outside.ts';

const ROLE = resource('aws_iam_role', 'ci', 'name = "ci"');
let outside: Outside;
let base: string;

beforeEach(() => {
  outside = goOutside();
  base = outside.repo.commit({ '.aigov.yml': POLICY, 'docs/x.tf': ROLE });
});
afterEach(() => outside.close());

/** A head whose index holds one more entry than the work tree can: links, submodules, odd names. */
function commitEntry(mode: string, oid: string, path: string): string {
  outside.repo.git('update-index', '--add', '--cacheinfo', `${mode},${oid},${path}`);
  outside.repo.git('commit', '--quiet', '--message', 'entry');
  return outside.repo.git('rev-parse', 'HEAD');
}

function blobOf(text: string): string {
  writeFileSync(join(outside.repo.dir, '.git', 'scratch'), text);
  return outside.repo.git('hash-object', '-w', '.git/scratch');
}

async function decision(head: string): Promise<Decision> {
  return (await outside.check([base, head], HUMAN)).decision;
}

const brief = ({ changes, unreadable }: Decision): unknown => [
  changes.map(({ format, file, action, tier, environment }) => [format, file, action, tier, environment]),
  unreadable.map(({ file, why }) => [file, why]),
];

describe('entries that are no regular file', () => {
  test('PTH-01: a symlink where infrastructure is read counts as critical in its environment', async () => {
    const head = commitEntry('120000', blobOf('../../scratch/x.tf'), 'envs/prod/main.tf');
    const seen = await decision(head);
    expect(brief(seen)).toEqual([[['symlink', 'envs/prod/main.tf', 'create', 'critical', 'prod']], []]);
    expect(seen.outcome).toBe('needs_review');
  });

  test('PTH-02: a submodule that points elsewhere counts as critical', async () => {
    const head = commitEntry('160000', base, 'modules/net');
    expect(brief(await decision(head))).toEqual([
      [['submodule', 'modules/net', 'create', 'critical', null]],
      [],
    ]);
  });

  test('PTH-03: a changed address of a submodule needs people', async () => {
    const { decision: seen } = await decide({
      base: { '.gitmodules': '[submodule "n"]\n\tpath = n\n\turl = https://example.com/a\n' },
      head: { '.gitmodules': '[submodule "n"]\n\tpath = n\n\turl = https://example.com/b\n' },
    });
    expect(seen.changes.map(({ file, tier }) => [file, tier])).toEqual([['.gitmodules', 'critical']]);
    expect(seen.outcome).toBe('needs_review');
  });

  test('PTH-04: a pointer of Git LFS is unreadable', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
    const { decision: seen } = await decide({ head: { 'envs/prod/main.tf': pointer } });
    expect(brief(seen)).toEqual([[], [['envs/prod/main.tf', 'lfs-pointer']]]);
    expect(openCodes(seen)).toContain('UNREADABLE');
  });

  test('API-12: an executable bit on a Terraform file changes nothing, a file that becomes a link everything', async () => {
    outside.repo.git('update-index', '--chmod=+x', 'docs/x.tf');
    outside.repo.git('commit', '--quiet', '--message', 'mode');
    expect(brief(await decision(outside.repo.git('rev-parse', 'HEAD')))).toEqual([[], []]);
    const link = commitEntry('120000', blobOf('/etc/x.tf'), 'docs/x.tf');
    expect((await decision(link)).tier).toBe('critical');
  });

  test('API-14: a file that is not UTF-8 is unreadable', async () => {
    writeFileSync(join(outside.repo.dir, 'main.tf'), Buffer.from([0xff, 0xfe, 0x61, 0x00]));
    const head = outside.repo.commit({});
    expect(brief(await decision(head))).toEqual([[], [['main.tf', 'not-utf8']]]);
  });

  test.each([
    ['UTF-16', Buffer.from('\uFEFFapiVersion: v1\nkind: Secret\n', 'utf16le')],
    ['one invalid byte', Buffer.from([...Buffer.from('apiVersion: v1\nkind: Secret\n# '), 0x80, 0x0a])],
    [
      'half of a surrogate pair',
      Buffer.from([...Buffer.from('apiVersion: v1\nkind: Secret\n# '), 0xed, 0xa0, 0x80]),
    ],
  ])('API-14: a manifest in %s is unreadable, never empty', async (_name, bytes) => {
    writeFileSync(join(outside.repo.dir, 'x.yaml'), bytes);
    const head = outside.repo.commit({});
    expect(brief(await decision(head))).toEqual([[], [['x.yaml', 'not-utf8']]]);
  });
});

describe('names', () => {
  test('PTH-06: another case of a folder is the same environment', async () => {
    const { decision: seen } = await decide({ head: { 'Envs/PROD/main.tf': ROLE } });
    expect(brief(seen)).toEqual([[['terraform', 'Envs/PROD/main.tf', 'create', 'critical', 'prod']], []]);
  });

  test('PTH-06: a renaming that differs in case alone loses nothing', async () => {
    outside.repo.git('mv', 'docs/x.tf', 'docs/X.tf');
    const head = outside.repo.commit({
      'docs/X.tf': ROLE.replace('name = "ci"', 'name = "ci"\n  max_session_duration = 3600'),
    });
    const { changes } = await decision(head);
    expect(changes.map(({ file, address, action }) => [file, address, action])).toEqual([
      ['docs/X.tf', 'aws_iam_role.ci', 'update'],
    ]);
  });

  test('PTH-07: an accent written the other way is the same environment', async () => {
    const policy = POLICY.replace('envs/prod/**', 'envs/caf\u00e9/**');
    const { decision: seen } = await decide({ policy, head: { 'envs/cafe\u0301/main.tf': ROLE } });
    expect(seen.changes.map(({ environment }) => environment)).toEqual(['prod']);
  });

  test('PTH-08: a folder with look-alike letters is governed by what it holds', async () => {
    const { decision: seen } = await decide({ head: { '\u0456nfra/main.tf': ROLE } });
    expect(seen.changes.map(({ address, tier }) => [address, tier])).toEqual([
      ['aws_iam_role.ci', 'critical'],
    ]);
  });

  test('PTH-10: a name with a line end is refused, whatever it ends in', async () => {
    const head = commitEntry('100644', blobOf(ROLE), 'envs/prod/main.tf\n.md');
    expect(brief(await decision(head))).toEqual([[], [['envs/prod/main.tf\n.md', 'unsafe-name']]]);
  });

  test('PTH-12: a folder with a dot is in its environment', async () => {
    const { decision: seen } = await decide({ head: { 'envs/prod/.hidden/main.tf': ROLE } });
    expect(seen.changes.map(({ environment }) => environment)).toEqual(['prod']);
  });

  test('PTH-13: a folder with brackets can be named as it is', async () => {
    const policy = POLICY.replace('envs/prod/**', 'infra/[prod]/main.tf');
    const { decision: seen } = await decide({ policy, head: { 'infra/[prod]/main.tf': ROLE } });
    expect(seen.changes.map(({ environment }) => environment)).toEqual(['prod']);
  });

  test.each([
    ['#infra/**', '#infra/main.tf'],
    ['!infra/**', '!infra/main.tf'],
  ])('PTH-14: %s is a glob like any other', async (glob, path) => {
    const policy = POLICY.replace('envs/prod/**', glob);
    const { decision: seen } = await decide({ policy, head: { [path]: ROLE, 'infra/main.tf': ROLE } });
    expect(Object.fromEntries(seen.changes.map(({ file, environment }) => [file, environment]))).toEqual({
      [path]: 'prod',
      'infra/main.tf': null,
    });
  });
});

describe('what is gone or moved', () => {
  test('API-11: a rename out of an environment is judged under both names', async () => {
    const { decision: seen } = await decide({
      base: { 'envs/prod/x.tf': ROLE },
      head: { 'envs/prod/x.tf': null, 'docs/x.md': ROLE },
    });
    expect(seen.changes.map(({ file, action, environment }) => [file, action, environment])).toEqual([
      ['envs/prod/x.tf', 'delete', 'prod'],
    ]);
  });

  test('PTH-15: what a deleted file held is deleted', async () => {
    const { decision: seen } = await decide({
      base: { 'envs/prod/db.tf': resource('aws_db_instance', 'main', 'engine = "postgres"') },
      head: { 'envs/prod/db.tf': null },
    });
    expect(seen.changes.map(({ address, action, findings }) => [address, action, findings])).toEqual([
      ['aws_db_instance.main', 'delete', ['data-store-destroyed']],
    ]);
  });

  test('PTH-17: a link cannot carry infrastructure into what is ignored', async () => {
    const policy = `${POLICY}paths: { ignore: ["docs/**"] }\n`;
    const ignoring = outside.repo.commit({ '.aigov.yml': policy, 'envs/prod/main.tf': ROLE });
    base = ignoring;
    const head = commitEntry('120000', blobOf('../docs'), 'envs/prod/linked');
    expect((await decision(head)).changes.map(({ format, tier }) => [format, tier])).toEqual([
      ['symlink', 'critical'],
    ]);
  });
});
