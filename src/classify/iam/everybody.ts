// Whether a statement speaks of everybody: asked by offences.ts and the rules about trust and exposure.
import type { PolicyStatement } from './policy-document.ts';

/** `*` in any spelling, or all but those of `NotPrincipal`. */
export function isEverybody(principals: PolicyStatement['principals']): boolean {
  if (principals === null) return false;
  return principals.not || principals.entries.some(({ text }) => text.kind === 'known' && text.text === '*');
}
