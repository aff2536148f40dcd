// What is classified by hand, with the identity that classification gives it. Used by given.ts and the second evaluator.
import type { Classified } from '../../src/model/change.ts';
import { changeDigest } from '../../src/model/change-digest.ts';

export function identified(content: Omit<Classified, 'changeDigest'>): Classified {
  return { ...content, changeDigest: changeDigest(content) };
}

/** Of what canonical JSON can carry. */
export function digestOf({ changeDigest: digest }: Classified): string {
  if (digest === null) throw new Error('what was drawn has no digest');
  return digest;
}
