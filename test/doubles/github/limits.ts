// GitHub's documented limits, refused in its words. Used by the check-run, compare and content routes.
import type { CheckRunInput } from './actions/checks.ts';
import { Refusal } from './refusal.ts';

export const LIMITS = {
  annotationsPerRequest: 50,
  /** Characters of `output.summary` and of `output.text`. */
  outputText: 65_535,
  annotationMessageBytes: 65_536,
  annotationTitle: 255,
  actions: 3,
  compareFiles: 300,
  compareCommits: 250,
  pullFiles: 3000,
  pullCommits: 250,
  /** Bytes up to which `contents` and GraphQL `text` give a whole file. */
  contentBytes: 1_048_576,
  perPage: 100,
  graphqlNodes: 500_000,
} as const;

type Action = { readonly label: string; readonly description: string; readonly identifier: string };

/** Refuses with 422 what GitHub refuses, before the contract is asked. */
export function checkRunLimits(input: CheckRunInput & { readonly actions?: readonly Action[] }): void {
  const { output, actions = [] } = input;
  const annotations = output?.annotations ?? [];
  const broken = [
    annotations.length > LIMITS.annotationsPerRequest && 'annotations: no more than 50 are allowed',
    (output?.summary ?? '').length > LIMITS.outputText && 'summary: exceeds 65535 characters',
    (output?.text ?? '').length > LIMITS.outputText && 'text: exceeds 65535 characters',
    actions.length > LIMITS.actions && 'actions: no more than 3 are allowed',
    actions.some(({ label }) => label.length > 20) && 'actions: label exceeds 20 characters',
    actions.some(({ description }) => description.length > 40) &&
      'actions: description exceeds 40 characters',
    actions.some(({ identifier }) => identifier.length > 20) && 'actions: identifier exceeds 20 characters',
    annotations.some(({ title = '' }) => title.length > LIMITS.annotationTitle) &&
      'annotations: title exceeds 255 characters',
    annotations.some(({ message }) => Buffer.byteLength(message) > LIMITS.annotationMessageBytes) &&
      'annotations: message exceeds 64 KB',
    annotations.some((one) => one.start_column !== undefined && one.start_line !== one.end_line) &&
      'annotations: columns are only allowed on one line',
    annotations.some((one) => one.end_line < one.start_line) && 'annotations: end_line is before start_line',
    input.status === 'completed' &&
      input.conclusion === undefined &&
      'conclusion: is required when status is completed',
  ].filter((message) => message !== false);
  if (broken.length > 0) throw new Refusal(422, 'Invalid request.\n\n' + broken.join('\n'), broken);
}
