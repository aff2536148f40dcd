// Files as git holds them: what the facts stage (or the local git adapter) hands to the formats.

/** Content of one blob. Whatever cannot be read as text is a value with a reason, never an empty string. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly size: number }
  | { readonly kind: 'too-large'; readonly size: number }
  /** A symlink; `target` is the link's text. */
  | { readonly kind: 'symlink'; readonly target: string }
  /** A submodule; `commit` is the commit it points at. */
  | { readonly kind: 'submodule'; readonly commit: string }
  /** The host did not give the blob although git says it exists (404, truncated …). */
  | { readonly kind: 'missing'; readonly why: string }
  /** Not fetched: no format claims the path. `why` says what kept its text from the scanners that would have seen it. */
  | { readonly kind: 'skipped'; readonly why?: string };

export type FileSide = {
  /** Path inside the repository, as git spells it. */
  readonly path: string;
  /** Git mode: 100644, 100755, 120000 (symlink), 160000 (submodule). Null where the host does not tell. */
  readonly mode: string | null;
  /** Git object id. */
  readonly blob: string;
  readonly content: FileContent;
};

export type FileStatus = 'added' | 'modified' | 'removed' | 'renamed';

/** One changed file between merge base and head. `before` is null for an added file, `after` for a removed one. */
export type FileChange = {
  readonly status: FileStatus;
  readonly before: FileSide | null;
  readonly after: FileSide | null;
};

/** The path a reader knows the file by: the head's name, or the base's for a removed file. */
export function filePath(change: FileChange): string {
  return change.after?.path ?? change.before?.path ?? '';
}
