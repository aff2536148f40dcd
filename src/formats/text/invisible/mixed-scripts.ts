// Words that hold letters of another script between Latin ones, as a name that only looks like another: called by scan.ts.
import { LOOKALIKES } from './characters.ts';

/** A run of letters, digits and underscores, as names are. */
const WORD = /[\p{L}\p{N}_]{2,200}/gu;
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const LOOKALIKE = new RegExp(`[${LOOKALIKES}]`, 'u');
/** Letters of full width are Latin by script and another character to every program. */
const FULL_WIDTH = /[\uFF21-\uFF3A\uFF41-\uFF5A]/u;
const LATIN = /[A-Za-z]/;

/** Whether some word can be taken for another. Words of one script are natural language, and a lone `Δt` looks like nothing else. */
export function mixesScripts(text: string): boolean {
  if (!FOREIGN.test(text) && !FULL_WIDTH.test(text)) return false;
  return [...text.matchAll(WORD)].some(
    ([word]) => LATIN.test(word) && (LOOKALIKE.test(word) || FULL_WIDTH.test(word)),
  );
}
