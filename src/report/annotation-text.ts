// What all notes of a check run share: their limits, lines and sentences. Called by the renderers of annotations.
import { stopped } from './describe-change.ts';
import { prose } from './escape.ts';
import type { Annotation } from './publisher.ts';

export const TITLE_LIMIT = 255;
/** Together they keep a message far below GitHub's 64 KB, even where every character is escaped. */
export const SENTENCE_LIMIT = 300;
export const LEVELS = ['failure', 'warning', 'notice'] as const;

/** A note with the thing that it is about. */
export type Note = { readonly about: string; readonly note: Annotation };

/** What a finding and its change have in common. */
export function placeKey({
  file,
  address,
}: {
  readonly file: string;
  readonly address: string | null;
}): string {
  return `${file}\n${address ?? ''}`;
}

/** 1-based and in order, whatever a format said: GitHub refuses the whole request otherwise. */
export function lines(at: { readonly startLine: number; readonly endLine: number }): {
  readonly startLine: number;
  readonly endLine: number;
} {
  const startLine = Math.max(1, at.startLine);
  return { startLine, endLine: Math.max(startLine, at.endLine) };
}

/** Of whoever wrote it, with its full stop. */
export function sentence(text: string): string {
  return prose(stopped(text), SENTENCE_LIMIT);
}
