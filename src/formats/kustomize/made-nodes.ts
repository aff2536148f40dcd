// Nodes of objects that stand in no file, at the place of what makes them; called by generated-objects.ts and built-objects.ts.
import type { SyntaxNode } from '../../syntax/index.ts';

type Place = Pick<SyntaxNode, 'line' | 'column'>;

export function madeScalar({ line, column }: Place, text: string): SyntaxNode {
  return {
    line,
    column,
    endLine: line,
    tag: null,
    anchor: null,
    kind: 'scalar',
    text,
    source: text,
    style: 'quoted',
  };
}

export function madeMap({ line, column }: Place, pairs: Iterable<readonly [string, SyntaxNode]>): SyntaxNode {
  return {
    line,
    column,
    endLine: line,
    tag: null,
    anchor: null,
    kind: 'map',
    entries: [...pairs].map(([key, value]) => ({
      key,
      keyLine: line,
      keyColumn: column,
      merge: false,
      value,
    })),
  };
}
