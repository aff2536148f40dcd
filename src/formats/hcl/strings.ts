// Decoding of quoted strings and heredocs; called by the strict layer for labels and by `readValue` for literals.

const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gsu;
const SIMPLE: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * The text of a quoted string without interpolation, or null where it holds an escape that HCL does not know or half
 * of a surrogate pair: such a string has no value that we may compare.
 */
export function decodeQuoted(source: string): string | null {
  let known = true;
  const decoded = unescapeTemplate(source).replace(
    ESCAPE,
    (_, four?: string, eight?: string, letter?: string) => {
      const code = Number.parseInt(four ?? eight ?? '', 16);
      const value = letter === undefined ? codePoint(code) : SIMPLE[letter];
      if (value === undefined) known = false;
      return value ?? '';
    },
  );
  return known && decoded.isWellFormed() ? decoded : null;
}

/**
 * The text of a heredoc without interpolation: no backslash escapes; `<<-` removes the smallest indentation, which blank
 * lines neither set nor lose. Null where other white space than space and tab stands in it: HashiCorp counts it
 * (`flushHeredocTemplateParts` of https://github.com/hashicorp/hcl) in a way that we do not repeat.
 */
export function decodeHeredoc(source: string, flush: boolean): string | null {
  const text = unescapeTemplate(source);
  if (!flush) return text;
  const lines = text.split('\n');
  if (lines.some((line) => /^[ \t]*(?![ \t\r])[\s\u0085]/.test(line))) return null;
  const filled = (line: string): boolean => /\S/.test(line);
  const indent = Math.min(...lines.filter(filled).map((line) => line.length - line.trimStart().length));
  return lines.map((line) => (filled(line) ? line.slice(indent) : line)).join('\n');
}

function unescapeTemplate(source: string): string {
  return source.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

function codePoint(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
