// Resources that protect by being there, and their end: called by the rules that have a table of them.
import type { Diff, ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isCreatedBeside, isMoved } from '../beside.ts';
import { equivalentType } from '../equivalent-type.ts';
import { isExpression } from '../expression.ts';
import type { Hit } from '../finding.ts';
import { emptied } from '../instances.ts';
import { groupKindOf } from '../kubernetes/places.ts';
import { retentionOf } from '../retention.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';

/** `types` as in a setting; `loss` is what is true without the resource, a whole clause. */
export type End = { readonly types: string; readonly loss: string; readonly severity: Severity };

/** A hit for a protecting resource that is deleted, or of which no instance is left. */
export function endsOf(
  change: ParsedChange,
  { diff, ends }: { diff: Diff; ends: readonly End[] },
): readonly Hit[] {
  if (isData(change)) return [];
  const names = [groupKindOf(change), change.type, equivalentType(change)];
  const end = names.map((name) => endOf(name ?? '', ends)).find((found) => found !== undefined);
  if (end === undefined) return [];
  if (change.action === 'delete') {
    if (isMoved(change, diff)) return [];
    return [
      retentionOf(change) === 'kept' ? released(change, end) : { ...hitOf(change, end, diff), line: null },
    ];
  }
  return emptied(change).flatMap(({ name, line, certain }): readonly Hit[] => {
    if (certain) return [{ ...hitOf(change, end, diff), line }];
    // What was computed before, and is now in other words, was as likely to be none.
    if (isExpression(childOf(treeOf(change.before), name)?.value)) return [];
    const message = `\`${name}\` of ${change.address} is computed; if none is left, ${end.loss}.`;
    return [{ message, line, severity: 'low', confidence: 'low' }];
  });
}

/** It protects as before, and nobody looks after it from here. */
function released({ address }: ParsedChange, { severity }: End): Hit {
  const message = `${address} is no longer declared; it lives on unmanaged.`;
  return { message, line: null, severity: severity === 'high' ? 'medium' : 'low' };
}

const endsByType = new WeakMap<readonly End[], ReadonlyMap<string, End>>();

function endOf(type: string, ends: readonly End[]): End | undefined {
  const byType =
    endsByType.get(ends) ??
    new Map(ends.toReversed().flatMap((end) => end.types.split(' ').map((one) => [one, end] as const)));
  endsByType.set(ends, byType);
  return byType.get(type);
}

/** A new one beside it makes the end of a log group likely a new name; it gives back no key and no trail. */
function hitOf(change: ParsedChange, { loss, severity }: End, diff: Diff): Omit<Hit, 'line'> {
  const message = `${change.address} is deleted: ${loss}.`;
  // One of the same type is made in the same folder: a new name, most often.
  const renamed = severity !== 'high' && isCreatedBeside(change.type ?? '', change.file, diff);
  return renamed ? { message, severity: 'low', confidence: 'medium' } : { message, severity };
}
