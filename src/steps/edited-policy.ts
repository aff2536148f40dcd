// The policy as a pull request would leave it, with the Cedar files beside it. Called by try-policy-edit.ts.
import type { Gathered } from '../model/gathered.ts';
import { POLICY_PATH, type PolicyFile, type PolicyPart } from '../model/policy-source.ts';

/** As it would be once this is merged; null where nothing about it changes, or its text cannot be told. */
export function editedPolicy({ files, layers: { repository: today } }: Gathered): PolicyFile | null {
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
  return { kind: 'file', source: POLICY_PATH, text, ...(parts.length === 0 ? {} : { parts }) };
}

/** The policy itself, or a Cedar file where it may name one; case folds as its globs do. */
export function isOfPolicy(path: string | undefined): boolean {
  return path === POLICY_PATH || isCedarPath(path);
}

function isCedarPath(path: string | undefined): boolean {
  return path !== undefined && /^\.aigov\/.*\.cedar$/i.test(path);
}

function textOf(file: PolicyFile): string | null {
  return file.kind === 'file' ? file.text : null;
}

/** Those of today that nobody touched, and those that the head has instead. */
function partsAfter(today: readonly PolicyPart[], touched: Gathered['files']): readonly PolicyPart[] {
  const gone = new Set(touched.flatMap(({ before, after }) => [before?.path, after?.path]));
  const kept = today.filter(({ path }) => !gone.has(path));
  const now = touched.flatMap(({ after }): readonly PolicyPart[] => {
    if (after === null || !isCedarPath(after.path)) return [];
    const { path, content } = after;
    return content.kind === 'text'
      ? [{ source: path, path, kind: 'file', text: content.text }]
      : [{ source: path, path, kind: 'unavailable', why: 'it is no text' }];
  });
  return [...kept, ...now].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
