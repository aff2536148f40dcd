// A git repository on this machine, bare or not: revisions, differences, files and commits. Never the work tree. Used by gather-local.ts.
import type { FileContent, FileChange, FileSide, FileStatus } from '../../model/files.ts';
import type { CommitFact } from '../../model/facts.ts';
import { LIMITS } from '../../config/limits.ts';
import { Fault } from '../../model/failure.ts';
import { decodeUtf8 } from '../../model/utf8.ts';
import { createObjectReader } from './object-reader.ts';
import { pathName } from './path-name.ts';
import { runGit } from './run-git.ts';

export type LocalRepository = {
  /** Commit that a revision names. Throws Fault GIT_FAILED for what is none. */
  resolve(revision: string): Promise<string>;
  mergeBase(base: string, head: string): Promise<string>;
  /** Files that differ between two commits, with the content of those that are wanted. */
  diff(request: {
    readonly from: string;
    readonly to: string;
    readonly wants: (path: string) => boolean;
    /** Texts that are only looked over, as many as there is room for. */
    readonly scans: (path: string) => boolean;
  }): Promise<readonly FileChange[]>;
  /** One file at a commit, null when there is none. */
  file(commit: string, path: string): Promise<FileSide | null>;
  /** Regular files and links of a commit whose path is wanted, with their content. */
  tree(commit: string, wants: (path: string) => boolean): Promise<readonly FileSide[]>;
  /** Commits reachable from the head and not from the base, second parents included. */
  commits(request: {
    readonly base: string;
    readonly head: string;
    readonly isAgentIdent: (ident: string) => boolean;
  }): Promise<readonly CommitFact[]>;
  close(): void;
};

/** Names a directory inside the repository, or the bare repository itself. Close it after use. */
export function openLocalRepository(dir: string): LocalRepository {
  const objects = createObjectReader(dir);

  async function side(entry: RawEntry, wanted: boolean): Promise<FileSide> {
    const { path, mode, oid } = entry;
    return { path, mode, blob: oid, content: await content(entry, wanted) };
  }

  async function content({ mode, oid }: RawEntry, wanted: boolean): Promise<FileContent> {
    if (mode === '160000') return { kind: 'submodule', commit: oid };
    if (!wanted) return { kind: 'skipped' };
    const size = await objects.size(oid);
    if (size === null) return { kind: 'missing', why: `the repository has no object ${oid}` };
    if (size > LIMITS.fileBytes) return { kind: 'too-large', size };
    const bytes = await objects.read(oid);
    if (bytes === null) return { kind: 'missing', why: `the repository has no object ${oid}` };
    const text = decodeUtf8(bytes);
    if (mode === '120000') return { kind: 'symlink', target: text ?? '' };
    return text === null ? { kind: 'binary', size } : { kind: 'text', text };
  }

  return {
    async resolve(revision) {
      if (revision === '' || revision.startsWith('-'))
        throw new Fault('GIT_FAILED', `${JSON.stringify(revision)} is not a revision.`);
      const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
      const { code, stdout } = await runGit(dir, args, [1]);
      if (code === 0) return stdout.toString('latin1').trim();
      throw new Fault('GIT_FAILED', `${JSON.stringify(revision)} is not a commit of this repository.`);
    },

    async mergeBase(base, head) {
      const { code, stdout } = await runGit(dir, ['merge-base', base, head], [1]);
      if (code === 0) return stdout.toString('latin1').trim().split('\n')[0] ?? '';
      throw new Fault('GIT_FAILED', `${base} and ${head} have no commit in common (a shallow clone?).`);
    },

    async diff({ from, to, wants, scans }) {
      const options = ['-r', '-z', '--raw', '--no-abbrev', '-M', '-l1000', '--ignore-submodules=none'];
      const { stdout } = await runGit(dir, ['diff-tree', ...options, from, to, '--']);
      const changes: FileChange[] = [];
      let room: number = LIMITS.scannedCharacters;
      for (const { status, before, after } of parseRaw(stdout)) {
        const wanted = [before, after].some((entry) => entry !== null && wants(entry.path));
        const scanned = !wanted && after !== null && scans(after.path);
        const read = async (entry: RawEntry): Promise<FileSide> =>
          scanned && room <= 0 ? withoutRoom(entry) : await side(entry, wanted || scanned);
        const change: FileChange = {
          status,
          before: before === null ? null : await read(before),
          after: after === null ? null : await read(after),
        };
        if (scanned) room -= charactersOf(change);
        changes.push(change);
      }
      return changes;
    },

    async file(commit, path) {
      const { stdout } = await runGit(dir, ['ls-tree', '-z', '--full-tree', commit, '--', path]);
      const match = /^(\d{6}) \S+ ([0-9a-f]+)\t/.exec(stdout.toString('utf8'));
      const [, mode, oid] = match ?? [];
      if (mode === undefined || oid === undefined) return null;
      return await side({ path, mode, oid }, mode !== '040000');
    },

    async tree(commit, wants) {
      const { stdout } = await runGit(dir, ['ls-tree', '-r', '-z', '--full-tree', commit]);
      const entries = fieldsOf(stdout).flatMap((field): readonly RawEntry[] => {
        const tab = field.indexOf(0x09);
        const [mode = '', , oid = ''] = field.subarray(0, tab).toString('latin1').split(' ');
        const path = pathName(field.subarray(tab + 1));
        return (mode.startsWith('100') || mode === '120000') && wants(path) ? [{ path, mode, oid }] : [];
      });
      const files: FileSide[] = [];
      for (const entry of entries) files.push(await side(entry, true));
      return files;
    },

    async commits({ base, head, isAgentIdent }) {
      const { stdout } = await runGit(dir, ['rev-list', '--topo-order', '--reverse', head, `^${base}`, '--']);
      const shas = stdout
        .toString('latin1')
        .split('\n')
        .filter((line) => line !== '');
      const commits: CommitFact[] = [];
      for (const sha of shas) {
        const raw = (await objects.read(sha)) ?? Buffer.alloc(0);
        const [header = '', ...body] = raw.toString('utf8').split('\n\n');
        // A name and an address in a local commit prove nothing and match no GitHub user.
        const unknown = { author: null, committer: null, coauthors: [], verified: false };
        const idents = [...new Set(identsOf(header))].filter(isAgentIdent);
        const message = body.join('\n\n');
        commits.push({ sha, ...unknown, message, ...(idents.length === 0 ? {} : { idents }) });
      }
      return commits;
    },

    close: () => objects.close(),
  };
}

/** `Name <address>` of the lines `author` and `committer`. */
function identsOf(header: string): readonly string[] {
  return [...header.matchAll(/^(?:author|committer) (.{0,500}>) \d+ [+-]\d{4}$/gm)].map(
    ([, ident = '']) => ident,
  );
}

function charactersOf({ before, after }: FileChange): number {
  return [before, after].reduce(
    (sum, side) => sum + (side?.content.kind === 'text' ? side.content.text.length : 0),
    0,
  );
}

function withoutRoom({ path, mode, oid }: RawEntry): FileSide {
  const why = `more than ${LIMITS.scannedCharacters / 1_000_000} MB of text changed`;
  const content: FileContent =
    mode === '160000' ? { kind: 'submodule', commit: oid } : { kind: 'skipped', why };
  return { path, mode, blob: oid, content };
}

type RawEntry = { readonly path: string; readonly mode: string; readonly oid: string };
type RawChange = {
  readonly status: FileStatus;
  readonly before: RawEntry | null;
  readonly after: RawEntry | null;
};

const STATUS: { readonly [letter: string]: FileStatus } = { A: 'added', D: 'removed', R: 'renamed' };

/** `:<mode> <mode> <oid> <oid> <letter><score>\0<path>\0`, with a second path for a rename. */
function parseRaw(output: Buffer): readonly RawChange[] {
  const fields = fieldsOf(output);
  const changes: RawChange[] = [];
  for (let at = 0; at < fields.length;) {
    const [oldMode = '', newMode = '', oldOid = '', newOid = '', letter = ''] = (
      fields[at] ?? Buffer.alloc(0)
    )
      .toString('latin1')
      .slice(1)
      .split(' ');
    const status = STATUS[letter.slice(0, 1)] ?? 'modified';
    const first = pathName(fields[at + 1] ?? Buffer.alloc(0));
    const second = status === 'renamed' ? pathName(fields[at + 2] ?? Buffer.alloc(0)) : first;
    at += status === 'renamed' ? 3 : 2;
    changes.push({
      status,
      before: status === 'added' ? null : { path: first, mode: oldMode, oid: oldOid },
      after: status === 'removed' ? null : { path: second, mode: newMode, oid: newOid },
    });
  }
  return changes;
}

/** What `-z` separates by NUL. */
function fieldsOf(output: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0, at);
    fields.push(output.subarray(at, end));
    at = end + 1;
  }
  return fields;
}
