// JSON with comments and trailing commas (JSONC, most of JSON5) as a tree; called by formats of tools that allow them.
import { parseYaml } from '../syntax/index.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import type { FormatFile } from './format-file.ts';

/** The one document of a file; null where it cannot be read as one. What is strict JSON is read as that. */
export function readRelaxed(file: FormatFile): SyntaxNode | null {
  const strict = /\.json$/i.test(file.path) && file.syntax().problem === null;
  const read = strict ? file.syntax().documents : relaxed(file.text);
  const [root] = read;
  return root === undefined || read.length > 1 ? null : root;
}

/** Without comments it is a flow collection of YAML, which allows trailing commas and bare keys as well. */
function relaxed(text: string): readonly SyntaxNode[] {
  const { documents, problems } = parseYaml(withoutComments(text));
  return problems.length === 0 ? documents : [];
}

/** Blanks in place of comments, so that every line keeps its number. One pass. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let quote: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== null) {
      kept.push(character);
      if (character === '\\') kept.push(text[(at += 1)] ?? '');
      else if (character === quote) quote = null;
    } else if (text.startsWith('//', at)) at = lineEnd(text, at) - 1;
    else if (text.startsWith('/*', at)) {
      const end = blockEnd(text, at);
      kept.push(text.slice(at, end).replaceAll(/[^\r\n]/g, ' '));
      at = end - 1;
    } else {
      if (character === '"' || character === "'") quote = character;
      kept.push(character);
    }
  }
  return kept.join('');
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

function blockEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end < 0 ? text.length : end + 2;
}
