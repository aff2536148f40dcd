// What one side of a changed file is: claimed by a format, claimed but not to be read, or nobody's. Called by `readFile`.
import { LIMITS } from '../config/limits.ts';
import type { FileContent, FileSide } from '../model/files.ts';
import { nameProblem } from './file-name.ts';
import { formatFileOf } from './format-file.ts';
import type { FormatFile } from './format-file.ts';
import type { Format, Problem } from './format.ts';
import { syntaxProblem } from './problem.ts';
import { claimOnPath, recognise } from './registry.ts';

export type ClaimedSide =
  | { readonly kind: 'claimed'; readonly format: Format; readonly id: string; readonly file: FormatFile }
  | { readonly kind: 'refused'; readonly id: string; readonly problem: Problem }
  /** `broken`: a data file that cannot be read, with no sign of infrastructure in it. */
  | { readonly kind: 'free'; readonly broken: Problem | null };

/** The id of a file whose content would decide and cannot be seen. */
const UNSEEN = 'unrecognised';
/** Words of infrastructure in a text that is no valid YAML or JSON; an escape could spell any of them. */
const HINTS =
  /apiVersion|AWSTemplateFormatVersion|(?:AWS|Alexa|Custom)::|"Statement"|"Effect"|\bEffect\s*:\s*["']?(?:Allow|Deny)\b|deploymentTemplate|\bhosts\s*:|\\[uUx]/;

export function claimSide(side: FileSide): ClaimedSide {
  const unsafe = nameProblem(side.path);
  if (unsafe !== null) return { kind: 'refused', id: UNSEEN, problem: unsafe };
  const claim = claimOnPath(side.path);
  if (claim === 'none') return { kind: 'free', broken: null };
  const file = formatFileOf(side);
  const problem = contentProblem(side.content);
  if (claim === 'glance' && problem !== null) return { kind: 'free', broken: null };
  const found = problem === null || claim === 'path' ? recognise(file) : null;
  if (found?.id === 'governance') return { kind: 'claimed', ...found, file };
  if (problem !== null) return { kind: 'refused', id: found?.id ?? UNSEEN, problem };
  if (found !== null) return { kind: 'claimed', ...found, file };
  return unclaimed(file);
}

/** Why the content of a side is no text that a format may read; null for text. */
export function contentProblem(content: FileContent): Problem | null {
  switch (content.kind) {
    case 'text':
      return textProblem(content.text);
    case 'binary':
      return refuse('not-utf8', 'the file is not UTF-8 text');
    case 'too-large':
      return refuse('too-large', `the file has ${content.size} bytes; at most ${LIMITS.fileBytes} are read`);
    case 'missing':
      return refuse('missing-blob', 'git names this file but its content could not be fetched');
    case 'skipped':
      return refuse('not-fetched', 'the content of this file was not fetched');
    case 'symlink':
    case 'submodule':
      return refuse('not-regular', 'this is not a regular file');
  }
}

function textProblem(text: string): Problem | null {
  if (text.length > LIMITS.fileBytes || utf8Length(text) > LIMITS.fileBytes)
    return refuse('too-large', `the file is larger than ${LIMITS.fileBytes} bytes`);
  if (!text.isWellFormed()) return refuse('not-utf8', 'the file is not UTF-8 text');
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    return refuse('lfs-pointer', 'the content is in Git LFS and not in the repository');
  return null;
}

function utf8Length(text: string): number {
  return text.length * 3 <= LIMITS.fileBytes ? text.length : new TextEncoder().encode(text).length;
}

/** A broken YAML or JSON text shows no content to decide on: past a cap, or with words of infrastructure, it is refused. */
function unclaimed(file: FormatFile): ClaimedSide {
  const problem = /\.(?:ya?ml|json)$/i.test(file.path) ? syntaxProblem(file) : null;
  if (problem === null || file.syntax().documents.length > 0) return { kind: 'free', broken: problem };
  const harmless = problem.why === 'parse-error' && !HINTS.test(file.text);
  return harmless ? { kind: 'free', broken: problem } : { kind: 'refused', id: UNSEEN, problem };
}

function refuse(why: string, message: string): Problem {
  return { line: null, why, message };
}
