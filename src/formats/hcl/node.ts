// The concrete tree of an HCL text as plain data, and walks over it; `copyTree` makes it, the other files here read it.

/** A node of the grammar without comments. Offsets are UTF-16, lines 1-based, `end` exclusive, `endLine` inclusive. */
export type HclNode = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
  readonly children: readonly HclNode[];
};

/** The first child of a type. */
export function childOf(node: HclNode, type: string): HclNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** The only child of a chain of nodes that hold nothing else: `expression > literal_value > string_lit`. */
export function innermost(node: HclNode): HclNode {
  let current = node;
  for (;;) {
    const [first, second, third] = current.children;
    if (first !== undefined && second === undefined && WRAPPERS.has(current.type)) current = first;
    else if (
      current.type === 'expression' &&
      first?.type === '(' &&
      third?.type === ')' &&
      second !== undefined
    )
      current = second;
    else return current;
  }
}

const WRAPPERS = new Set(['expression', 'literal_value', 'template_expr', 'collection_value', 'operation']);

/**
 * The pieces of a quoted template or heredoc between its delimiters: text verbatim, since the grammar drops white space
 * at the borders of its own text nodes, and the nodes of interpolations and directives.
 */
export function templatePieces(node: HclNode, text: string): readonly (string | HclNode)[] {
  const heredoc = node.type === 'heredoc_template';
  const open = node.children[heredoc ? 1 : 0];
  const close = node.children.at(-1);
  const pieces: (string | HclNode)[] = [];
  let at = heredoc ? text.indexOf('\n', open?.end ?? 0) + 1 : (open?.end ?? node.start);
  const end = heredoc ? text.lastIndexOf('\n', close?.start ?? 0) + 1 : (close?.start ?? node.end);
  for (const child of node.children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    if (child.start > at) pieces.push(text.slice(at, child.start));
    pieces.push(child);
    at = child.end;
  }
  if (end > at) pieces.push(text.slice(at, end));
  return pieces;
}
