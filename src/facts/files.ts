// Which files differ between two commits, and both sides of each. Never from patch text. Used by the gather functions.
import { LIMITS } from '../config/limits.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import type { Bundle } from './bundle.ts';
import type { FactCaches } from './caches.ts';
import type {
  ComparedFile,
  Comparison,
  FileNeed,
  FileRequest,
  Gap,
  Repository,
  RepositoryHost,
  TreeReading,
} from './needs.ts';
import { countIsPlausible, diffTrees } from './tree-diff.ts';

export type DiffRequest = {
  readonly host: RepositoryHost;
  readonly caches: FactCaches;
  readonly repository: Repository;
  readonly base: string;
  readonly head: string;
  /** Files that the pull request itself counts, null where nobody counted. */
  readonly expected: number | null;
};

export type ChangedFiles = {
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
  /** Null when the host does not know the pair. */
  readonly comparison: Comparison | null;
  readonly gaps: readonly Gap[];
};

/** The list of changed files. Where the host's own list is full or miscounted, whole trees are compared instead. */
export async function listChangedFiles(request: DiffRequest): Promise<ChangedFiles> {
  const comparison = await compare(request);
  if (comparison === null) {
    const why = `the host cannot compare ${request.base} with ${request.head}`;
    return { mergeBase: request.base, files: [], comparison, gaps: [{ what: 'files', why }] };
  }
  const { mergeBase } = comparison;
  const count = comparison.files.length;
  const whole = count < LIMITS.compareFiles && (request.expected === null || request.expected === count);
  if (whole) return { mergeBase, files: comparison.files, comparison, gaps: [] };
  return { mergeBase, comparison, ...(await fromTrees(request, comparison)) };
}

/** Which contents are needed. */
export type Wanted = {
  /** Does any format read this path? */
  readonly wants: (path: string) => boolean;
  /** Is the text of this path looked over where no format reads it? */
  readonly scans: (path: string) => boolean;
};

/** What has to be read of those files, and what is only looked over after it: its text counts against a budget. */
export function fileRequests(
  { files, mergeBase }: ChangedFiles,
  head: string,
  wanted: Wanted,
): readonly FileRequest[] {
  const requests = files.flatMap((file): readonly FileRequest[] => {
    const need = needOf(file, wanted);
    if (need === 'entry' && file.entries !== null) return [];
    const base = { commit: mergeBase, path: file.previousPath ?? file.path, need };
    const tip = { commit: head, path: file.path, need };
    if (file.status === 'added') return [tip];
    return file.status === 'removed' ? [base] : [base, tip];
  });
  return [
    ...requests.filter(({ need }) => need !== 'scan'),
    ...requests.filter(({ need }) => need === 'scan'),
  ];
}

/** Of a file that is gone nothing is added, so there is nothing to look over. */
function needOf({ path, previousPath, status }: ComparedFile, { wants, scans }: Wanted): FileNeed {
  if (wants(path) || (previousPath !== null && wants(previousPath))) return 'content';
  return status !== 'removed' && scans(path) ? 'scan' : 'entry';
}

/** Both sides of every file, and where list and trees contradict each other. */
export function fileChanges(
  { files, mergeBase }: ChangedFiles,
  head: string,
  bundle: Bundle,
): { readonly files: readonly FileChange[]; readonly gaps: readonly Gap[] } {
  const changes = files.map((file): FileChange => {
    const { entries } = file;
    const before = (): FileSide => {
      const path = file.previousPath ?? file.path;
      const oid = entries?.before?.oid ?? (file.status === 'removed' ? file.oid : '');
      return sideOf(bundle.side(mergeBase, path), { path, oid, mode: entries?.before?.mode });
    };
    const after = (): FileSide =>
      sideOf(bundle.side(head, file.path), { ...file, mode: entries?.after?.mode });
    return {
      status: file.status,
      before: file.status === 'added' ? null : before(),
      after: file.status === 'removed' ? null : after(),
    };
  });
  const gaps = files.flatMap((file, index): readonly Gap[] => {
    const change = changes[index];
    const side = file.status === 'removed' ? change?.before : change?.after;
    const why = `the list of changed files and the tree disagree about ${JSON.stringify(file.path)}`;
    return side?.blob === file.oid ? [] : [{ what: 'files', why }];
  });
  return { files: changes, gaps };
}

function sideOf(
  side: FileSide | null | undefined,
  entry: { readonly path: string; readonly oid: string; readonly mode: string | undefined },
): FileSide {
  if (side !== null && side !== undefined) return side;
  const { path, oid, mode = null } = entry;
  return side === undefined
    ? { path, mode, blob: oid, content: { kind: 'skipped' } }
    : { path, mode, blob: oid, content: { kind: 'missing', why: 'the host shows no such path there' } };
}

async function compare({ host, caches, repository, base, head }: DiffRequest): Promise<Comparison | null> {
  const key = JSON.stringify([repository.id, base, head]);
  const cached = caches.comparisons.get(key);
  if (cached !== undefined) return cached;
  const fresh = await host.compare({ repository, base, head });
  if (fresh !== null) caches.comparisons.set(key, fresh);
  return fresh;
}

async function fromTrees(
  request: DiffRequest,
  { mergeBase, files: listed }: Comparison,
): Promise<{ readonly files: readonly ComparedFile[]; readonly gaps: readonly Gap[] }> {
  const base = await readTree(request, mergeBase);
  const head = await readTree(request, request.head);
  if (base === null || head === null || base.truncated || head.truncated)
    return { files: listed, gaps: [gap('the host does not give the whole tree')] };
  const files = diffTrees(base.entries, head.entries);
  if (files.length > LIMITS.pullRequestFiles)
    return { files: listed, gaps: [gap(`more than ${LIMITS.pullRequestFiles} files changed`)] };
  const { expected } = request;
  if (expected !== null && !countIsPlausible(files, expected))
    return {
      files,
      gaps: [gap(`the pull request counts ${expected} changed files, its trees show ${files.length}`)],
    };
  return { files, gaps: [] };
}

/** Null where the host has no such commit. Whole trees are remembered. */
export async function readTree(
  { host, caches, repository }: Pick<DiffRequest, 'host' | 'caches' | 'repository'>,
  commit: string,
): Promise<TreeReading | null> {
  const key = JSON.stringify([repository.id, commit]);
  const cached = caches.trees.get(key);
  if (cached !== undefined) return cached;
  const fresh = await host.readTree({ repository, commit });
  if (fresh !== null && !fresh.truncated) caches.trees.set(key, fresh);
  return fresh;
}

function gap(why: string): Gap {
  return { what: 'files', why };
}
