// A value that only rendering tells, as a node; used where templates are read.
import type { SyntaxNode } from '../../syntax/index.ts';
import { EXPRESSION_TAG } from '../tree.ts';

/** Where another node stands, with the source of what is computed. */
export function expressionNode(
  { line, column, endLine, anchor }: Pick<SyntaxNode, 'line' | 'column' | 'endLine' | 'anchor'>,
  source: string,
): Extract<SyntaxNode, { kind: 'scalar' }> {
  return {
    kind: 'scalar',
    text: source,
    source,
    style: 'block',
    tag: EXPRESSION_TAG,
    anchor,
    line,
    column,
    endLine,
  };
}
