// Attributes, indexes and splats behind a term; called by `parseExpression`.
import type { HclExpression, HclStep } from './expression.ts';
import type { ParseExpression, Tokens } from './tokens.ts';

/** All that follows `on`; `on` itself where nothing does. */
export function parseAccess(tokens: Tokens, on: HclExpression, nested: ParseExpression): HclExpression {
  if (tokens.kind !== '.' && tokens.kind !== '[') return on;
  const steps: HclStep[] = [];
  // Behind `.*` a second one makes no sense to HCL until an index came between.
  let inSplat = false;
  while (tokens.kind === '.' || tokens.kind === '[') {
    tokens.node();
    const step: HclStep = tokens.kind === '.' ? parseDot(tokens, inSplat) : parseIndex(tokens, nested);
    inSplat = step.kind === 'splat' ? step.form === 'attribute' : inSplat && step.kind !== 'index';
    steps.push(step);
  }
  return { kind: 'access', on, steps, start: on.start, end: tokens.lastEnd, line: on.line };
}

function parseDot(tokens: Tokens, inSplat: boolean): HclStep {
  const { start, line } = tokens;
  tokens.next();
  const { kind, end } = tokens;
  if (kind === 'name') {
    const name = tokens.word();
    tokens.next();
    return { kind: 'attribute', name, start, end, line };
  }
  if (kind === 'number' && !tokens.word().includes('.')) {
    const index = Number(tokens.word());
    tokens.next();
    return { kind: 'legacy-index', index, start, end, line };
  }
  if (kind !== '*' || inSplat) throw tokens.error('an attribute name is missing behind a dot');
  tokens.next();
  return { kind: 'splat', form: 'attribute', start, end, line };
}

/** Inside the brackets of an index line breaks are white space, around the star of a splat they are not. */
function parseIndex(tokens: Tokens, nested: ParseExpression): HclStep {
  const { start, line, newlines } = tokens;
  tokens.next();
  if (tokens.kind === '*') {
    tokens.next();
    tokens.expect(']', 'a splat is not closed');
    return { kind: 'splat', form: 'full', start, end: tokens.lastEnd, line };
  }
  tokens.enter();
  tokens.newlines = false;
  if (tokens.kind === 'newline') tokens.next();
  const key = nested(tokens);
  if (tokens.kind !== ']') throw tokens.error('an index is not closed');
  tokens.leave();
  tokens.newlines = newlines;
  tokens.next();
  return { kind: 'index', key, start, end: tokens.lastEnd, line };
}
