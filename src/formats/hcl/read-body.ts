// What an HCL text holds: blocks and arguments; `parseHcl` makes it, terraform reads it.
import type { HclExpression } from './expression.ts';
import type { HclValue } from './value.ts';

export type HclAttribute = {
  readonly kind: 'attribute';
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly expression: HclExpression;
  /** What the expression says without being run. On demand: most blocks of a changed file are the same on both sides. */
  value(): HclValue;
};
export type HclBlock = {
  readonly kind: 'block';
  readonly type: string;
  /** Decoded. */
  readonly labels: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** As written, header to closing brace. */
  readonly text: string;
  readonly body: HclBody;
};
export type HclBody = { readonly attributes: readonly HclAttribute[]; readonly blocks: readonly HclBlock[] };
