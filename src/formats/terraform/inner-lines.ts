// Where the parts of a long value stand; called by `entries`, so that a rule can point at one statement of a policy.
import { parseJson } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { joinPath } from '../state.ts';
import type { Value } from './value.ts';

/** 1-based lines by the path inside the value; nothing for a value on one line, or written elsewhere. */
export function innerLines(
  value: Value,
  line: number,
): { readonly lines?: Readonly<Record<string, number>> } {
  const found: [string, number][] = [];
  if (value.elsewhere !== true) collect(value, '', found);
  return found.some(([, at]) => at !== line) ? { lines: Object.fromEntries(found) } : {};
}

function collect(value: Value, path: string, into: [string, number][]): void {
  if (value.elsewhere === true) return;
  switch (value.kind) {
    case 'list':
      for (const [index, item] of value.items.entries()) {
        into.push([`${path}[${index}]`, item.line]);
        collect(item, `${path}[${index}]`, into);
      }
      return;
    case 'object':
      for (const member of value.members) {
        const below = joinPath(path, member.key);
        into.push([below, member.line]);
        collect(member.value, below, into);
      }
      return;
    case 'json':
      collect(value.value, path, into);
      return;
    case 'known':
      if (value.heredoc === true && typeof value.value === 'string')
        collectText(value.value, { path, line: value.line, into });
      return;
    case 'unknown':
      collectText(heredocBody(value.source), { path, line: value.line, into });
  }
}

/** What stands between the markers of a heredoc: JSON, though nobody knows all of its texts. Empty for anything else. */
function heredocBody(source: string): string {
  return /^<<-?[ \t]*[^\s]+[ \t]*\r?\n/.test(source) ? source.split('\n').slice(1, -1).join('\n') : '';
}

/** JSON in a heredoc, whose text starts on the line behind its marker. */
function collectText(
  text: string,
  { path, line, into }: { readonly path: string; readonly line: number; readonly into: [string, number][] },
): void {
  const parsed = /^\s*[[{]/.test(text) ? parseJson(text) : null;
  if (parsed?.kind === 'ok') collectNode(parsed.root, { path, line, into });
}

function collectNode(
  node: SyntaxNode,
  { path, line, into }: { readonly path: string; readonly line: number; readonly into: [string, number][] },
): void {
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      into.push([`${path}[${index}]`, line + item.line]);
      collectNode(item, { path: `${path}[${index}]`, line, into });
    }
  }
  if (node.kind === 'map') {
    for (const { key, keyLine, value } of node.entries) {
      const below = joinPath(path, key);
      into.push([below, line + keyLine]);
      collectNode(value, { path: below, line, into });
    }
  }
}
