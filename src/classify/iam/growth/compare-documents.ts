// Two sets of policy documents of one holder -> does the second allow anything that the first does not? Called by the IAM rules.
import type { PolicyDocument } from '../policy-document.ts';
import type { Growth } from './growth.ts';

export function compareDocuments(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Growth {
  const same = JSON.stringify(before) === JSON.stringify(after);
  return same
    ? { verdict: 'same', witnesses: [], why: null }
    : { verdict: 'unknown', witnesses: [], why: 'the documents differ' };
}
