// Settings in TOML, line by line: tables, keys and the text of their values. Called by `tool-settings` and `sam-settings`; no full reader of TOML.

export type TomlValue = {
  /** Tables and key, outermost first. */
  readonly keys: readonly string[];
  /** Text of a string, else the source of the value over all its lines. */
  readonly value: string | readonly string[];
  /** 1-based. */
  readonly line: number;
};

/** Every line that looks like a key is one, inside of a long text too: what is shown may be too much, never too little. */
export function readTomlLines(text: string): readonly TomlValue[] {
  const found: { keys: readonly string[]; source: string; line: number }[] = [];
  let table: readonly string[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim();
    const header = /^\[\[?([^[\]]+)\]\]?\s*(?:#.*)?$/.exec(line)?.[1];
    const equals = line.indexOf('=');
    const name = equals < 0 ? '' : line.slice(0, equals).trim();
    if (header !== undefined) table = partsOf(header);
    else if (/^(?:[\w-]|"[^"]*"|'[^']*'|\.|\s){1,200}$/.test(name))
      found.push({
        keys: [...table, ...partsOf(name)],
        source: line.slice(equals + 1).trim(),
        line: index + 1,
      });
    else {
      const last = found.at(-1);
      if (last !== undefined && line !== '' && !line.startsWith('#')) last.source += ` ${line}`;
    }
  }
  return found.map(({ source, ...rest }) => ({ ...rest, value: valueOf(source) }));
}

/** `mcp_servers."my server"` */
function partsOf(name: string): readonly string[] {
  return (name.match(/"[^"]*"|'[^']*'|[^."'\s]+/g) ?? []).map((part) => part.replaceAll(/^["']|["']$/g, ''));
}

function valueOf(source: string): string | readonly string[] {
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$/.exec(source);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  const items = /^\[([^[\]{}]*)\]\s*(?:#.*)?$/.exec(source)?.[1];
  if (items === undefined) return withoutComment(source);
  return (items.match(/"[^"\\]*"|'[^']*'|[^,"'\s]+/g) ?? []).map((item) =>
    item.replaceAll(/^["']|["']$/g, ''),
  );
}

/** A `#` behind the last quote begins a comment; one before it may stand inside of a text. */
function withoutComment(source: string): string {
  const quote = Math.max(source.lastIndexOf('"'), source.lastIndexOf("'"));
  const hash = source.indexOf(' #', quote + 1);
  return (hash < 0 ? source : source.slice(0, hash)).trim();
}
