// Is a Cedar text small enough for the engine, which recurses over it? Called by `readCedar` before the engine sees it.
import { LIMITS } from '../../config/limits.ts';

export type ShapeProblem = { readonly offset: number; readonly message: string };

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
/** Signs and words that join two expressions: a chain of them is as deep as it is long. */
const JOINTS = /\|\||&&|[-+*]|\b(?:if|when|unless)\b/y;
const STEPS = /\.|\[/y;

/**
 * The first policy that is nested or chained beyond what the engine's stack surely holds; it fails at a depth that
 * depends on who called, and a decision must not. Linear: one walk over the characters.
 */
export function shapeProblem(text: string): ShapeProblem | null {
  let [depth, joints, steps] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '/' && text[at + 1] === '/') at = endOfLine(text, at);
    else if (sign === ';') [depth, joints, steps] = [0, 0, 0];
    else {
      if (OPENING.has(sign)) depth += 1;
      if (CLOSING.has(sign)) depth -= 1;
      if (startsAt(JOINTS, text, at)) joints += 1;
      if (startsAt(STEPS, text, at)) steps += 1;
      const message = whyTooMuch({ depth, joints, steps });
      if (message !== null) return { offset: at, message };
    }
  }
  return null;
}

function whyTooMuch(seen: {
  readonly depth: number;
  readonly joints: number;
  readonly steps: number;
}): string | null {
  if (seen.depth > LIMITS.cedarDepth) return `brackets are nested at most ${LIMITS.cedarDepth} deep`;
  if (seen.joints > LIMITS.cedarJoints)
    return `one policy joins at most ${LIMITS.cedarJoints} expressions; use a set, or write a second policy`;
  if (seen.steps > LIMITS.cedarSteps)
    return `one policy reads at most ${LIMITS.cedarSteps} attributes; write a second policy`;
  return null;
}

function startsAt(sign: RegExp, text: string, at: number): boolean {
  sign.lastIndex = at;
  return sign.test(text);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
