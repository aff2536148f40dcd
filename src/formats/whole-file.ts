// A change that speaks of a whole file, because its content is not understood or does not matter; used by formats and `readFile`.
import type { ParsedChange } from '../model/change.ts';
import type { FormatInput } from './format.ts';

/** Opaque: recognised, not understood; a human must read it. Action `unknown`, since a text edit can mean anything. */
export function opaqueFile(input: FormatInput, format: string): ParsedChange {
  return { ...base(input, format), opaque: true };
}

/** A file where any byte counts; its blobs stand in for attributes, so that the change digest follows them. */
export function countedFile(input: FormatInput, format: string): ParsedChange {
  const { before, after } = input;
  const blobs = { path: 'blob', before: before?.blob ?? null, after: after?.blob ?? null };
  const change = base(input, format);
  return {
    ...change,
    action: change.action === 'unknown' ? 'update' : change.action,
    attributes: [{ ...blobs, line: null, sensitive: false }],
  };
}

function base({ path, previousPath, before, after }: FormatInput, format: string): ParsedChange {
  return {
    format,
    file: path,
    previousFile: previousPath,
    startLine: 1,
    endLine: after?.lines ?? before?.lines ?? 1,
    address: path,
    type: null,
    action: before === null ? 'create' : after === null ? 'delete' : 'unknown',
    attributes: [],
    usedIn: [],
    opaque: false,
    before: null,
    after: null,
  };
}
