// Private keys in PEM, over several lines or in one with `\n`: called by scan.ts.
import type { AddedLine } from '../marks.ts';
import type { Found } from './scan.ts';
import { PRIVATE_KEY } from './shapes.ts';

/** A line of the key itself: base64, or a header as in `Proc-Type: 4,ENCRYPTED`. */
const BODY = /^[\s"'+>|-]{0,40}(?:[A-Za-z0-9+/]{32,}={0,2}|[A-Z][A-Za-z-]{2,20}: )/;
const BODY_BEHIND = /^(?:\\r)?(?:\\n|\s)\s*(?:[A-Za-z0-9+/]{32,}|[A-Z][A-Za-z-]{2,20}: )/;

export function privateKeysIn(lines: readonly AddedLine[]): readonly Found[] {
  return lines.flatMap(({ text, number: line }, index): readonly Found[] => {
    const match = PRIVATE_KEY.exec(text);
    if (match === null || !hasBody(match.groups?.['rest'] ?? '', lines[index + 1])) return [];
    const locked = match.groups?.['sort']?.startsWith('ENCRYPTED ') === true || isLocked(lines[index + 1]);
    return locked
      ? [{ line, what: 'private key with a passphrase', severity: 'medium', confidence: 'high' }]
      : [{ line, what: 'private key', severity: 'high', confidence: 'high' }];
  });
}

/** Programs and documents name the first line alone. */
function hasBody(rest: string, below: AddedLine | undefined): boolean {
  return (
    BODY_BEHIND.test(rest) ||
    (/^["']?\s*$/.test(rest) && below !== undefined && BODY.test(below.text.slice(0, 400)))
  );
}

function isLocked(below: AddedLine | undefined): boolean {
  return /ENCRYPTED/.test(below?.text.slice(0, 200) ?? '');
}
