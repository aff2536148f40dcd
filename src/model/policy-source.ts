// Where a policy text came from. Reading it is the facts stage's work, understanding it the policy stage's.

/** Where a repository keeps its policy. */
export const POLICY_PATH = '.aigov.yml';

/** `aigov.yml` in the root is where an organisation keeps its floor. */
const LOOK_ALIKE = /^(?:(?:\.github\/)?\.aigov\.ya?ml|\.github\/aigov\.ya?ml|aigov\.yaml)$/i;

/** A file that looks like the policy and is never read as one: whoever edits it believes that it holds. */
export function isPolicyLookAlike(path: string): boolean {
  return path !== POLICY_PATH && LOOK_ALIKE.test(path);
}

export type LastGood = {
  /** RFC 3339: when it was read. */
  readonly readAt: string;
  /** Why it could not be read now. */
  readonly why: string;
};

export type PolicyFile =
  /** `source` is `owner/repo@<commit sha>:<path>`, or a local path. */
  | {
      readonly kind: 'file';
      readonly source: string;
      readonly text: string;
      /** It could not be read now, and this is what stood there lately. Absent: it was read for this decision. */
      readonly lastGood?: LastGood;
      /** What its `policies` name, read from the same commit, sorted by path; absent where it names none. */
      readonly parts?: readonly PolicyPart[];
    }
  | { readonly kind: 'absent' }
  /** A symlink, submodule or directory stands where the policy should be. */
  | { readonly kind: 'not-regular'; readonly source: string; readonly why: string }
  /** It may exist but could not be read now. `seenBefore`: it has been read in the past. */
  | {
      readonly kind: 'unavailable';
      readonly source: string;
      readonly why: string;
      readonly seenBefore: boolean;
    };

/** A file that a policy names. `path` is its path in the repository. */
export type PolicyPart = { readonly source: string; readonly path: string } & (
  | { readonly kind: 'file'; readonly text: string }
  /** A symlink, submodule or directory stands there. */
  | { readonly kind: 'not-regular'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string }
);

/** The layers of one decision; rules of all of them add up. */
export type PolicyLayers = {
  readonly floor: PolicyFile;
  readonly repository: PolicyFile;
  /** What these extend, directly or through others, by `layerName`. Absent where nothing is named. */
  readonly extended?: { readonly [name: string]: PolicyFile };
};
