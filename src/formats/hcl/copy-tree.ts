// From the parser's own memory to plain nodes; called by `createHclParser` once per text.
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { HclNode } from './node.ts';

/** Brackets are at most 100 deep and each costs about five levels; more than this is an operator chain without end. */
const MAX_LEVELS = 1_500;

type Copied =
  | { readonly kind: 'ok'; readonly root: HclNode }
  | { readonly kind: 'problem'; readonly line: number };
type Open = HclNode & { readonly children: HclNode[] };

/** All nodes but comments, or the line where the tree gets too deep for a recursive reader. */
export function copyTree(tree: Tree): Copied {
  const cursor = tree.walk();
  try {
    return walk(cursor);
  } finally {
    cursor.delete();
  }
}

/** With a stack of its own: the depth of a left-recursive chain is the attacker's choice. */
function walk(cursor: TreeCursor): Copied {
  const root = open(cursor);
  const stack: Open[] = [root];
  let down = cursor.gotoFirstChild();
  while (stack.length > 0) {
    const parent = stack.at(-1);
    if (!down || parent === undefined) {
      stack.pop();
      if (stack.length === 0) break;
      cursor.gotoParent();
      down = cursor.gotoNextSibling();
      continue;
    }
    if (cursor.nodeType === 'comment') {
      down = cursor.gotoNextSibling();
      continue;
    }
    const node = open(cursor);
    parent.children.push(node);
    if (stack.length > MAX_LEVELS) return { kind: 'problem', line: node.line };
    if (cursor.gotoFirstChild()) stack.push(node);
    else down = cursor.gotoNextSibling();
  }
  return { kind: 'ok', root };
}

/** An item that ends at column 0, behind a heredoc, really ends on the row before. */
function open(cursor: TreeCursor): Open {
  const start = cursor.startPosition;
  const end = cursor.endPosition;
  const endRow = end.column === 0 && end.row > start.row ? end.row - 1 : end.row;
  return {
    type: cursor.nodeType,
    start: cursor.startIndex,
    end: cursor.endIndex,
    line: start.row + 1,
    endLine: endRow + 1,
    children: [],
  };
}
