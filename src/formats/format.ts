// What a format is, and what reading one file gives; every file of the registry fulfils this.
import type { Mark, ParsedChange, Unreadable } from '../model/change.ts';
import type { FormatFile } from './format-file.ts';

/** A changed file as one format sees it: a side that is absent, or that the format does not claim, is null. */
export type FormatInput = {
  /** Name for changes: the head's, or the base's for a deletion. */
  readonly path: string;
  /** The base name of a renamed file, else null. */
  readonly previousPath: string | null;
  readonly before: FormatFile | null;
  readonly after: FormatFile | null;
};

export type Problem = Omit<Unreadable, 'file'>;
export type FormatResult =
  | { readonly kind: 'parsed'; readonly changes: readonly ParsedChange[] }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/**
 * How a format claims a file: its path alone decides, its content would have to be seen, its text is looked into where it was
 * read for other reasons, or it is none.
 */
export type Claim = 'path' | 'content' | 'glance' | 'none';

export type Format = {
  readonly id: string;
  readonly title: string;
  claims(path: string): Claim;
  /** The id that changes carry (`opaque` has many), null when this file is none of it. Only asked where `claims` is not `none`. */
  recognise(file: FormatFile): string | null;
  /** `recognise` for content that says more than a file's name: asked of data files before any path decides. */
  recogniseData?(file: FormatFile): string | null;
  /** `recognise` for files that no format took. */
  recogniseLast?(file: FormatFile): string | null;
  /** Whether base and head of a renamed file are the same thing under a new name; if not, it is a deletion and a creation. */
  sameAfterRename(before: string, after: string): boolean;
  /**
   * Paths inside the repository that this file pulls in: files, or folders ending in `/` with all below them. What
   * changes there takes effect here as well. Total; a file that cannot be read pulls in nothing.
   */
  pullsIn?(file: FormatFile): readonly string[];
  /** Pure over its input; what it cannot read is a result. `format` is what `recognise` answered. */
  parse(input: FormatInput, format: string): FormatResult;
};

/** What one file says. `plain`: no format claims it. */
export type FileReading = { readonly marks: readonly Mark[] } & (
  | { readonly kind: 'parsed'; readonly format: string; readonly changes: readonly ParsedChange[] }
  | { readonly kind: 'unreadable'; readonly format: string; readonly problem: Unreadable }
  /** `sameData`: it is YAML or JSON of which only comments and layout differ. */
  | { readonly kind: 'plain'; readonly sameData?: true }
);
