// The positioned tree that YAML and JSON share; formats and policy read it, `parseYaml` and `parseJson` build it.

/** Lines and columns are 1-based; columns count UTF-16 units, as editors and git hosts do. */
export type SyntaxPlace = { readonly line: number; readonly column: number };

type NodeBase = SyntaxPlace & {
  /** Last line of the node, 1-based, closing bracket included. */
  readonly endLine: number;
  /** Tag as written (`!Ref`, `!!str`), null where there is none. */
  readonly tag: string | null;
  /** Name of the anchor defined here, null where there is none. */
  readonly anchor: string | null;
};

export type SyntaxEntry = {
  readonly key: string;
  readonly keyLine: number;
  readonly keyColumn: number;
  /** A plain `<<` in YAML, without a tag or with that of a merge: a merge for some readers and an ordinary key for others. */
  readonly merge: boolean;
  readonly value: SyntaxNode;
};

type SyntaxMap = NodeBase & { readonly kind: 'map'; readonly entries: readonly SyntaxEntry[] };
type SyntaxList = NodeBase & { readonly kind: 'list'; readonly items: readonly SyntaxNode[] };
export type SyntaxScalar = NodeBase & {
  readonly kind: 'scalar';
  /** Decoded text. */
  readonly text: string;
  /** Text as written, quotes excluded: what differs between readers (`on`, `014`, `1.10`) is judged on this. */
  readonly source: string;
  readonly style: 'plain' | 'quoted' | 'block';
};
/** A reference to the latest anchor of that name before it; never expanded into the tree (alias bombs). */
type SyntaxAlias = NodeBase & { readonly kind: 'alias'; readonly name: string };

export type SyntaxNode = SyntaxMap | SyntaxList | SyntaxScalar | SyntaxAlias;

type SyntaxProblemCode =
  | 'syntax'
  | 'duplicate-key'
  | 'complex-key'
  | 'unknown-anchor'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-aliases'
  | 'multiple-documents';

export type SyntaxProblem = SyntaxPlace & { readonly code: SyntaxProblemCode; readonly message: string };
