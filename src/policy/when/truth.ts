// What a key of `when` says of one subject. Logic over many of them: `answers.ts`.

/** Null is "cannot be known", because a file was not understood. */
export type Truth = boolean | null;
