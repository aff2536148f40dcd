// What differs between two sides of a template, under the values that their parameters have there; called by `cloudformation` and `stackChanges`.
import type { ParsedChange } from '../../model/change.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { FormatInput } from '../format.ts';
import { pairByKey } from '../pair.ts';
import type { GivenValues } from './scope.ts';
import { standingParts } from './standing-parts.ts';
import { templateChange } from './template-change.ts';
import { templateParts } from './template-parts.ts';
import type { TemplatePart } from './template-parts.ts';

export type TemplateSide = {
  /** With its aliases followed and its loops written out. */
  readonly document: SyntaxNode;
  /** Null: whoever deploys may give any parameter. */
  readonly given: GivenValues | null;
};

/** With what stands in the head and is named by what changed. */
export function templateChanges(
  before: TemplateSide | null,
  after: TemplateSide | null,
  input: FormatInput,
): readonly ParsedChange[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const changes = pairByKey(old, now).flatMap((pair) => templateChange(pair, input));
  const all = [...changes, ...rewritten(now, changes, input)];
  return [...all, ...standingParts(now, all, input)];
}

function partsOf(side: TemplateSide | null): readonly TemplatePart[] {
  return side === null ? [] : templateParts(side.document, side.given);
}

/** A macro rewrites the whole template, so whatever else changed in it becomes something only the macro knows. */
function rewritten(
  parts: readonly TemplatePart[],
  changes: readonly ParsedChange[],
  input: FormatInput,
): readonly ParsedChange[] {
  const macros = parts.filter(({ type, remote }) => type === 'transform' && remote);
  const told = macros.filter(({ address }) => !changes.some((change) => change.address === address));
  return changes.length === 0
    ? []
    : told.flatMap((one) => templateChange({ before: one, after: one }, input));
}
