// What can be said of a changed file before its content is read: whose it is, or why nobody may read it. Called by `readFile` and the project reader.
import type { Mark } from '../model/change.ts';
import { filePath } from '../model/files.ts';
import type { FileChange, FileSide } from '../model/files.ts';
import { claimSide } from './claim-side.ts';
import type { ClaimedSide } from './claim-side.ts';
import { formatFileOf } from './format-file.ts';
import type { FormatInput, FormatResult, Problem } from './format.ts';
import { governance } from './governance.ts';
import { inBase } from './problem.ts';
import { countedFile, opaqueFile } from './whole-file.ts';

export type Claimed = Extract<ClaimedSide, { kind: 'claimed' }>;
export type Reading = {
  readonly format: string;
  readonly result: FormatResult;
  /** Beside those of the raw text: what only the content tells. */
  readonly marks?: readonly Mark[];
};
export type Examined =
  /** There is nothing more to read; null: no format claims the file. */
  | { readonly kind: 'settled'; readonly reading: Reading | null }
  /** At least one side is a format's. `untouched`: both hold the same text. */
  | {
      readonly kind: 'claimed';
      readonly old: Claimed | null;
      readonly now: Claimed | null;
      readonly untouched: boolean;
    };

const ABSENT: ClaimedSide = { kind: 'free', broken: null };

export function examineChange(change: FileChange): Examined {
  const link = linkReading(change);
  if (link !== null) return { kind: 'settled', reading: link };
  const before = change.before === null ? ABSENT : claimSide(change.before);
  const after = change.after === null ? ABSENT : claimSide(change.after);
  if (after.kind === 'refused') return refusal(after.id, after.problem);
  if (before.kind === 'refused') return refusal(before.id, inBase(before.problem));
  const old = before.kind === 'claimed' ? before : null;
  const now = after.kind === 'claimed' ? after : null;
  if (old === null && now === null) return { kind: 'settled', reading: null };
  // The other side was ours and this one is broken: what it says now is unknown, not gone.
  if (after.kind === 'free' && after.broken !== null) return refusal(old?.id ?? '', after.broken);
  if (before.kind === 'free' && before.broken !== null) return refusal(now?.id ?? '', inBase(before.broken));
  return { kind: 'claimed', old, now, untouched: isUntouched(change) };
}

/** A link is followed by whoever deploys, so it is never read through: its target may change without it. */
function linkReading(change: FileChange): Reading | null {
  const link = [change.after, change.before].find(
    (side) => side?.content.kind === 'symlink' || side?.content.kind === 'submodule' || isLinkMode(side),
  );
  if (link === null || link === undefined) return null;
  const input = bareInput(change);
  // What agents and the gate read through a link governs like a file, and must not be ignored as one that does not.
  if (governs(input.path) || (input.previousPath !== null && governs(input.previousPath))) {
    const opaque = { ...countedFile(input, 'governance'), opaque: true };
    return { format: 'governance', result: { kind: 'parsed', changes: [opaque] } };
  }
  const format = link.content.kind === 'submodule' || link.mode === '160000' ? 'submodule' : 'symlink';
  return { format, result: { kind: 'parsed', changes: [opaqueFile(input, format)] } };
}

/** A link may stand for a whole folder: `.claude` instead of `.claude/settings.json`. */
function governs(path: string): boolean {
  return [path, `${path}/any`].some((one) => governance.claims(one) === 'path');
}

function isLinkMode(side: FileSide | null): boolean {
  return side?.mode === '120000' || side?.mode === '160000';
}

function bareInput(change: FileChange): FormatInput {
  const bare = (side: FileSide | null) => (side === null ? null : formatFileOf(side));
  const renamed = change.before !== null && change.before.path !== filePath(change);
  return {
    path: filePath(change),
    previousPath: renamed ? (change.before?.path ?? null) : null,
    before: bare(change.before),
    after: bare(change.after),
  };
}

/** A mode that changes alone is left to the format: what is opaque or governs counts, Terraform does not see it. */
function isUntouched({ before, after }: FileChange): boolean {
  return before?.path === after?.path && before?.mode === after?.mode && sameContent(before, after);
}

function sameContent(before: FileSide | null, after: FileSide | null): boolean {
  if (before?.content.kind !== 'text' || after?.content.kind !== 'text') return before?.blob === after?.blob;
  return before.content.text === after.content.text;
}

function refusal(format: string, problem: Problem): Examined {
  return { kind: 'settled', reading: { format, result: { kind: 'unreadable', problem } } };
}
