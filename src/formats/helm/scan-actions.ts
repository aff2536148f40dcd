// Where the actions of a Go template are; called by `maskTemplate`. One pass, character by character.

export type Action = {
  /** Offsets in the text; `end` is behind the closing braces. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
  readonly kind: 'comment' | 'control' | 'output';
  /** As written, on one line. */
  readonly source: string;
};

export type ScannedTemplate =
  | { readonly kind: 'ok'; readonly actions: readonly Action[] }
  /** 1-based line of an action that never ends. */
  | { readonly kind: 'problem'; readonly line: number };

/** Words that steer and print nothing themselves; an assignment does not print either. */
const CONTROL = /^(?:if|else|end|range|with|define|block|break|continue)\b|^\$\w*\s*:?=/;

export function scanActions(text: string): ScannedTemplate {
  const actions: Action[] = [];
  let line = 1;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', actions.at(-1)?.end)) {
    const body = start + 2 + (text.slice(start + 2).match(/^-?\s*/)?.[0].length ?? 0);
    const comment = text.startsWith('/*', body);
    line += lineEnds(text.slice(actions.at(-1)?.end ?? 0, start));
    const end = comment ? endOfComment(text, body) : endOfAction(text, body);
    if (end < 0) return { kind: 'problem', line };
    const written = text.slice(start, end);
    const source = written.replaceAll(/\s+/g, ' ');
    const kind = comment ? 'comment' : CONTROL.test(text.slice(body, end)) ? 'control' : 'output';
    const endLine = line + lineEnds(written);
    actions.push({ start, end, line, endLine, kind, source });
    line = endLine;
  }
  return { kind: 'ok', actions };
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function endOfComment(text: string, from: number): number {
  const closed = text.indexOf('*/', from + 2);
  return closed < 0 ? -1 : endOfAction(text, closed + 2);
}

/** Braces inside of quotes close nothing. */
function endOfAction(text: string, from: number): number {
  let quote: string | null = null;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== null) {
      if (character === '\\' && quote !== '`') at += 1;
      else if (character === quote) quote = null;
    } else if (character === '"' || character === '`' || character === "'") quote = character;
    else if (character === '}' && text[at + 1] === '}') return at + 2;
  }
  return -1;
}
