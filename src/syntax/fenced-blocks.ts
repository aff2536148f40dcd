// Fenced code blocks of a Markdown text, by the first word behind the fence. Called by `parseDeclaration`.

type Fence = { readonly mark: string; readonly indent: number; readonly info: string };

/**
 * Contents of the blocks whose info string begins with `word`, as a reader of the rendered text sees them: not what
 * stands inside another block or an HTML comment. https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function fencedBlocks(text: string, word: string): readonly string[] {
  const found: string[] = [];
  let open: Fence | null = null;
  let lines: string[] = [];
  let hidden = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (hidden) {
      hidden = !line.includes('-->');
    } else if (open === null) {
      open = fenceOf(line);
      lines = [];
      hidden = open === null && /^ {0,3}<!--/.test(line) && !line.includes('-->');
    } else if (closes(line, open)) {
      if (open.info === word) found.push(lines.join('\n'));
      open = null;
    } else {
      lines.push(withoutIndent(line, open.indent));
    }
  }
  // A block that nobody closes ends with the text.
  if (open?.info === word) found.push(lines.join('\n'));
  return found;
}

function fenceOf(line: string): Fence | null {
  const [, indent = '', mark = '', rest = ''] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('`') && rest.includes('`'))) return null;
  return { mark, indent: indent.length, info: rest.trim().split(/\s/)[0] ?? '' };
}

function closes(line: string, { mark }: Fence): boolean {
  const [, closing = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return closing.length >= mark.length && closing[0] === mark[0];
}

/** As much of it as the fence itself has. */
function withoutIndent(line: string, indent: number): string {
  const own = line.length - line.trimStart().length;
  return line.slice(Math.min(own, indent));
}
