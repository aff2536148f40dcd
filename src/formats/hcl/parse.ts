// An HCL text as blocks and arguments, or the reason why it is none; called by the terraform format.
import { parseFile } from './parse-body.ts';
import type { HclBody } from './read-body.ts';
import { Refusal, syntaxError } from './refusal.ts';
import type { HclProblem } from './refusal.ts';
import { Tokens } from './tokens.ts';

export type ParsedHcl =
  | { readonly kind: 'ok'; readonly body: HclBody }
  | { readonly kind: 'problem'; readonly problem: HclProblem };

/** Labels of a configuration become addresses, so they are held to plain names after decoding. */
const PLAIN_LABEL = /^[A-Za-z0-9_-]+$/;

/**
 * Total and pure. Whatever HCL refuses is refused, with the line; nothing is ever repaired or skipped. `labels` is what
 * every label must look like where the text is no configuration.
 */
export function parseHcl(text: string, labels: RegExp = PLAIN_LABEL): ParsedHcl {
  try {
    checkCharacters(text);
    return { kind: 'ok', body: parseFile(new Tokens(text, labels)) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

/** HCL allows NUL in strings and comments, where it can only deceive; half of a surrogate pair is no text at all. */
function checkCharacters(text: string): void {
  const nul = text.indexOf('\0');
  if (nul >= 0) throw syntaxError(text.slice(0, nul).split('\n').length, 'a NUL character');
  if (!text.isWellFormed()) throw syntaxError(1, 'the text is not Unicode');
}
