// Flow collections and quoted texts whose lines are indented too little; called by `readEvents` when the reader complains.
import { YAMLException } from 'js-yaml';

/** What js-yaml says of it. */
const REASON = 'deficient indentation';

/**
 * YAML asks for more indentation than the parent has, and js-yaml insists. Nearly everything else that reads YAML does not
 * (libyaml, and so Go, Python and GitHub), and people write
 *
 *     needs: [
 *       a, b
 *     ]
 *
 * The text with blanks put before the one line that the reader names, which mean nothing there; null for another problem.
 */
export function mendIndentation(text: string, error: unknown): string | null {
  if (!(error instanceof YAMLException) || error.reason !== REASON || error.mark === undefined) return null;
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const line = lines[error.mark.line];
  if (line === undefined) return null;
  const above = lines.slice(0, error.mark.line).findLast((other) => other.trim() !== '') ?? '';
  const missing = Math.max(1, indentOf(above) + 1 - indentOf(line));
  return lines.with(error.mark.line, ' '.repeat(missing) + line).join('');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
