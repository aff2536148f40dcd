// The policies as a pull request would leave them: that of its repository, with the Cedar files beside it, and those that other repositories take in. Called by try-policy-edit.ts.
import type { FileSide } from '../model/files.ts';
import type { Gathered } from '../model/gathered.ts';
import { POLICY_PATH, type PolicyFile, type PolicyPart } from '../model/policy-source.ts';
import { isSharedPolicy } from './shared-policy.ts';

/** A floor or a layer that others may extend. Null: it is not there. */
export type SharedEdit = {
  readonly path: string;
  readonly before: PolicyFile | null;
  readonly after: PolicyFile | null;
};

export type PolicyEdits = {
  /** Null where nothing about it changes, or its text cannot be told; `absent` where it is deleted. */
  readonly own: PolicyFile | null;
  readonly shared: readonly SharedEdit[];
  /** Cedar files that changed, of whichever policy they are. */
  readonly cedar: Gathered['files'];
};

/** Null where no policy is touched. */
export function editedPolicies(gathered: Gathered): PolicyEdits | null {
  const cedar = gathered.files.filter(({ before, after }) => [before?.path, after?.path].some(isCedarPath));
  const own = editedPolicy(gathered);
  const shared = gathered.files.flatMap(sharedEdits);
  return own === null && shared.length === 0 && cedar.length === 0 ? null : { own, shared, cedar };
}

/** The policy of the repository, or a Cedar file where one may name it; case folds as its globs do. */
export function isOfPolicy(path: string | undefined): boolean {
  return path === POLICY_PATH || isCedarPath(path);
}

/** The parts of a policy that nobody touched, and those that the head has instead. */
export function partsAfter(
  today: readonly PolicyPart[],
  touched: Gathered['files'],
): readonly PolicyPart[] | undefined {
  const gone = new Set(touched.flatMap(({ before, after }) => [before?.path, after?.path]));
  const kept = today.filter(({ path }) => !gone.has(path));
  const now = touched.flatMap(({ after }): readonly PolicyPart[] => {
    if (after === null || !isCedarPath(after.path)) return [];
    const { path, content } = after;
    return content.kind === 'text'
      ? [{ source: path, path, kind: 'file', text: content.text }]
      : [{ source: path, path, kind: 'unavailable', why: 'it is no text' }];
  });
  const parts = [...kept, ...now].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return parts.length === 0 ? undefined : parts;
}

function editedPolicy({ files, layers: { repository: today } }: Gathered): PolicyFile | null {
  const touched = files.filter(({ before, after }) => [before?.path, after?.path].some(isOfPolicy));
  if (touched.length === 0) return null;
  const own = touched.filter(({ before, after }) => [before?.path, after?.path].includes(POLICY_PATH));
  if (own.length === 0 && today.kind !== 'file') return null;
  const after = own.map((file) => file.after).find((side) => side?.path === POLICY_PATH);
  if (own.length > 0 && (after === undefined || after === null)) return { kind: 'absent' };
  const text =
    after === undefined || after === null
      ? textOf(today)
      : after.content.kind === 'text'
        ? after.content.text
        : null;
  if (text === null) return null;
  const parts = partsAfter(today.kind === 'file' ? (today.parts ?? []) : [], touched);
  return { kind: 'file', source: POLICY_PATH, text, ...(parts === undefined ? {} : { parts }) };
}

/** A move leaves its old place empty, and that is the one which others name. */
function sharedEdits({ before, after }: Gathered['files'][number]): readonly SharedEdit[] {
  const sides = [before, after].filter((side) => side !== null);
  if (sides.some(({ path }) => path === POLICY_PATH) || !sides.some(isSharedPolicy)) return [];
  const paths = [...new Set(sides.map(({ path }) => path))];
  return paths.map((path) => ({ path, before: fileAt(before, path), after: fileAt(after, path) }));
}

function fileAt(side: FileSide | null, path: string): PolicyFile | null {
  if (side?.path !== path) return null;
  const { content } = side;
  return content.kind === 'text'
    ? { kind: 'file', source: path, text: content.text }
    : { kind: 'not-regular', source: path, why: 'it is no text' };
}

function isCedarPath(path: string | undefined): boolean {
  return path !== undefined && /^\.aigov\/.*\.cedar$/i.test(path);
}

function textOf(file: PolicyFile): string | null {
  return file.kind === 'file' ? file.text : null;
}
