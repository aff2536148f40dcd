// Names that tools, globs and people read differently; asked by `claimSide` for every changed file.
import type { Problem } from './format.ts';

/** C0 and C1 controls: a NUL or line end cuts a name for some readers and not for others. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** Zero-width and bidirectional characters: the name that is shown is not the name. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Why a path cannot be trusted to name one file for everybody, null when it can. Git itself stores any of these. */
export function nameProblem(path: string): Problem | null {
  if (CONTROL.test(path)) return refuse('the name of this file holds a control character');
  if (INVISIBLE.test(path)) return refuse('the name of this file holds an invisible character');
  if (path.includes('\\'))
    return refuse('the name of this file holds a backslash, which some tools take for a folder');
  const odd = path.split('/').find((segment) => /^(?:\.{0,2}|\.git)$/i.test(segment));
  if (odd !== undefined) return refuse(`the path of this file holds the segment ${JSON.stringify(odd)}`);
  return null;
}

function refuse(message: string): Problem {
  return { line: null, why: 'unsafe-name', message };
}
