// How two patterns lie to each other: apart, overlapping, one inside the other. Called where cells would say more than is asked.
import { MANY, ONE, classOf, isStandIn, takes } from './glob.ts';
import type { Glob, Token } from './glob.ts';
import type { Work } from './work.ts';

/** A quick no: texts before the first wildcard that contradict each other. */
export function prefixesAgree(a: Glob, b: Glob): boolean {
  if (a.literal && a.prefix.length < b.prefix.length) return false;
  if (b.literal && b.prefix.length < a.prefix.length) return false;
  return a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix);
}

/** Some string fits both. Exact: walks all pairs of positions once. */
export function overlap(a: Glob, b: Glob, work: Work): boolean {
  if (a.everything || b.everything) return true;
  if (!prefixesAgree(a, b)) return false;
  const width = b.tokens.length + 1;
  const seen = new Uint8Array((a.tokens.length + 1) * width);
  const open = [0];
  const visit = (i: number, j: number): void => {
    const pair = i * width + j;
    if (seen[pair] === 1) return;
    seen[pair] = 1;
    open.push(pair);
  };
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    work.spend(1);
    const [i, j] = [Math.trunc(pair / width), pair % width];
    const [first, second] = [a.tokens[i], b.tokens[j]];
    if (first === undefined && second === undefined) return true;
    const [stays, waits] = [repeats(first), repeats(second)];
    if (stays) visit(i + 1, j);
    if (waits) visit(i, j + 1);
    if (first !== undefined && second !== undefined && share(first, second))
      visit(stays ? i : i + 1, waits ? j : j + 1);
  }
  return false;
}

/** Every string of `inner` fits `outer`: its stars must meet stars, its `?` a `?` or a star. Never a wrong yes. */
export function contains(outer: Glob, inner: Glob, work: Work): boolean {
  if (outer.everything) return true;
  if (!inner.prefix.startsWith(outer.prefix)) return false;
  let positions: readonly number[] = reach(outer.tokens, [0]);
  for (const token of inner.tokens) {
    const next: number[] = [];
    work.spend(positions.length);
    for (const position of positions) {
      const own = outer.tokens[position];
      if (own !== undefined && absorbs(own, token)) next.push(repeats(own) ? position : position + 1);
    }
    if (next.length === 0) return false;
    positions = reach(outer.tokens, next);
  }
  return positions.includes(outer.tokens.length);
}

function repeats(token: Token | undefined): boolean {
  return token !== undefined && classOf(token)?.repeats === true;
}

/** Some character suits both. Two classes always share an ordinary letter. */
function share(a: Token, b: Token): boolean {
  if (a >= 0) return takes(b, a);
  return b < 0 || takes(a, b);
}

function absorbs(own: Token, token: Token): boolean {
  if (own === MANY) return true;
  return own === token || (own === ONE && token >= 0 && !isStandIn(token));
}

function reach(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const found = new Set<number>();
  for (const start of positions)
    for (let at = start; !found.has(at); at += 1) {
      found.add(at);
      if (tokens[at] !== MANY) break;
    }
  return [...found];
}
