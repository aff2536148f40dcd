// What the language refuses in a file that its syntax allows; called by `read-source`.
import type { Body } from './body.ts';
import { BLOCKS } from './block-types.ts';

export type ShapeProblem = { readonly line: number; readonly message: string };

/** A configuration holds blocks alone, a variables file arguments alone. */
export function shapeProblem(body: Body, holds: 'configuration' | 'variables'): ShapeProblem | null {
  const { arguments: own, blocks } = body;
  if (holds === 'variables') {
    const [stray] = blocks;
    return stray === undefined ? null : { line: stray.line, message: 'a variables file holds no blocks' };
  }
  const [stray] = own;
  if (stray !== undefined)
    return { line: stray.line, message: 'an argument outside of a block is not Terraform' };
  const bad = blocks.find(({ type, labels }) => (BLOCKS.get(type) ?? labels.length) !== labels.length);
  if (bad !== undefined) return { line: bad.line, message: 'this block has the wrong number of labels' };
  const nested = blocks.find((block) => block.type === 'locals' && block.body.blocks.length > 0);
  return nested === undefined ? null : { line: nested.line, message: 'a locals block holds no blocks' };
}
