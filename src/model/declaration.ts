// What the author declares about a pull request in the `aigov` block of its description. A fact that may only tighten.

/** All keys that are there must hold. Globs know `*`, `?` and `**` and tell capital letters apart. */
export type ScopePart = {
  /** Globs over the file or the address: either is enough. */
  readonly names?: readonly string[] | undefined;
  /** Globs over the file; a renamed one must be inside under both names. */
  readonly paths?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly environments?: readonly string[] | undefined;
  /** Every kind of a change must be among these. */
  readonly kinds?: readonly string[] | undefined;
  readonly resource_types?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
};

export type DeclaredFact = {
  /** What the pull request says that it changes: one part is enough for a change to be inside. Null: nothing said. */
  readonly scope: readonly ScopePart[] | null;
  /** Names of the tools that the agent says it used. Null: nothing said. */
  readonly tools: readonly string[] | null;
  /** Why the block cannot be read, in a few words; then nothing of it counts. */
  readonly problem: string | null;
};
