// What would make the policy invalid once an edit of it is merged: then every pull request is refused, the one that mends it too. Called by the pipeline.
import type { Mark } from '../model/change.ts';
import { readCedar } from './cedar/read-cedar.ts';
import { isCedarPattern } from './cedar/pattern.ts';
import { parsePolicy } from './parse-policy.ts';

/** `text`: of the policy or of a Cedar file as the head has it. One mark a problem. Total. */
export function spoiledBy({ file, text }: { readonly file: string; readonly text: string }): readonly Mark[] {
  const read = isCedarPattern(file.toLowerCase()) ? readCedar(text) : parsePolicy(text);
  if (read.kind === 'ok') return [];
  return read.problems.map(({ line, message }) => ({
    rule: 'policy-invalid',
    file,
    line,
    message: `The policy would not be valid: ${message}${/[.?!]$/.test(message) ? '' : '.'}`,
    severity: 'high',
    confidence: 'high',
  }));
}
