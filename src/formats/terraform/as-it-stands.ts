// A thing whose own text is the same on both sides, as a change: for what else becomes of it. Called by `standing` and `triggered`.
import type { ParsedChange } from '../../model/change.ts';
import { toState } from '../state.ts';
import type { Declaration } from './declarations.ts';
import type { SourceEntry } from './entries.ts';

/** What stands in another file than the thing itself, because it is overridden there, is told at the line of the thing. */
export function asItStands({
  declaration,
  entries,
  ...place
}: {
  readonly declaration: Declaration;
  readonly entries: readonly SourceEntry[];
  readonly address: string;
  readonly usedIn: readonly string[];
}): { readonly change: ParsedChange; readonly entries: readonly SourceEntry[] } {
  const [{ file, line, endLine }] = declaration.pieces;
  const own = entries.map((entry) => (entry.file === file ? entry : { ...entry, line }));
  const state = toState(own, []);
  const change: ParsedChange = {
    format: 'terraform',
    file,
    previousFile: null,
    startLine: line,
    endLine,
    ...place,
    type: declaration.type,
    action: 'update',
    attributes: [],
    opaque: false,
    before: state,
    after: state,
  };
  return { change, entries: own };
}
