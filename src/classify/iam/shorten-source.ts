// An expression as it fits into a sentence. Called by growth/ and by the IAM rules.

/** Characters that are enough to find an expression by. */
const LONGEST = 80;

/** In one line; a text that is cut in two is closed, so that the sentence goes on outside of its quotes. */
export function shortenSource(source: string): string {
  const flat = source.replaceAll(/\s+/g, ' ').trim();
  if (flat.length <= LONGEST) return flat;
  const start = flat.slice(0, LONGEST - 1);
  const quotes = start.replaceAll(/\\./g, '').split('"').length - 1;
  return quotes % 2 === 0 ? `${start}…` : `${start}…"`;
}
