// Access keys of AWS, whose two halves stand near each other: called by scan.ts.
import type { AddedLine } from '../marks.ts';
import { entropyOf } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Found } from './scan.ts';
import { AWS_KEY_ID, AWS_SECRET } from './shapes.ts';

/** How many lines apart the halves may stand. */
const NEAR = 5;
/** A random text of forty characters has 4.6 bits each and more; a path or a name of that length has less than 4. */
const SECRET_BITS = 4.2;

export function awsKeysIn(lines: readonly AddedLine[]): readonly Found[] {
  const ids = lines.filter(({ text }) => [...text.matchAll(AWS_KEY_ID)].some(([id]) => !isPlaceholder(id)));
  return ids.flatMap(({ number: line }): readonly Found[] => {
    const near = lines.filter(({ number }) => Math.abs(number - line) <= NEAR);
    const secret = near.find(({ text }) => [...text.matchAll(AWS_SECRET)].some(([half]) => isSecret(half)));
    if (secret === undefined) {
      return [{ line, what: 'access key id of AWS', severity: 'medium', confidence: 'high' }];
    }
    const what = 'access key of AWS with its secret';
    return [{ line: secret.number, what, severity: 'high', confidence: 'high' }];
  });
}

function isSecret(text: string): boolean {
  return entropyOf(text) >= SECRET_BITS && !isPlaceholder(text) && !/^[0-9a-f]+$/i.test(text);
}
