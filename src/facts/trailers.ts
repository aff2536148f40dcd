// What commit messages and descriptions say about people and prompts. Used by people.ts and provenance.ts.

export type Trailer = { readonly key: string; readonly value: string };

const MAX_TEXT = 256 * 1024;
/** A trailer is a line that people read. */
const MAX_LINE = 1_000;

/**
 * Every `Key: value` line of a text, wherever it stands: a trailer that git would not accept at its place still
 * tightens. Keys in lower case.
 */
export function trailersOf(text: string): readonly Trailer[] {
  return linesOf(text).flatMap((line) => {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    const [, key] = /^\s{0,3}([A-Za-z][A-Za-z-]{0,60})$/.exec(line.slice(0, Math.max(colon, 0))) ?? [];
    const spaced = /^[ \t]/.test(line.slice(colon + 1));
    return key === undefined || value === '' || !spaced ? [] : [{ key: key.toLowerCase(), value }];
  });
}

/** Long lines are cut: what reads them must not take longer than the text is long. */
function linesOf(text: string): readonly string[] {
  return text
    .slice(0, MAX_TEXT)
    .split(/\r?\n/)
    .map((line) => line.slice(0, MAX_LINE));
}

/** Addresses of `Co-authored-by: Name <address>` lines. */
export function coauthorEmails(message: string): readonly string[] {
  return trailersOf(message)
    .filter(({ key }) => key === 'co-authored-by')
    .flatMap(({ value }) => /<([^<>\s]+)>/.exec(value)?.[1] ?? []);
}

/**
 * Logins that a text names as the person who asked: `On-Behalf-Of: @login`, `Requested by: @login`. Anyone can write
 * that, so it may only ever exclude an approver.
 */
export function namedRequesters(text: string): readonly string[] {
  const asked = String.raw`(?:^|[\s(*_>])(?:on-behalf-of|requested[ -]by)\s{0,10}:?[\s*_]{0,10}@`;
  // Logins of managed users end in an underscore and a short code.
  const login = String.raw`([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,10})?)(?![A-Za-z0-9-])`;
  const pattern = new RegExp(asked + login, 'gi');
  return [...text.slice(0, MAX_TEXT).matchAll(pattern)].flatMap((match) => match[1] ?? []);
}
