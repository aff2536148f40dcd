// Lines that end a heredoc for one reader and not for another; called by `createHclParser`.

/** What some reader takes for white space, and what nobody sees. */
const SPACE = /[\s\p{Z}\p{C}]/u;
/** What every reader trims. */
const PLAIN_SPACE = /^[ \t\r]*$/;

/**
 * 1-based line of the first heredoc marker that stands between other white space than space and tab: HashiCorp trims
 * what Unicode calls space (https://pkg.go.dev/bytes#TrimSpace), the grammar less. Null when there is none. Told from the
 * text alone, so that no reader's view of where a heredoc ends matters.
 */
export function doubtfulMarker(text: string): number | null {
  const lines = text.split('\n');
  const markers = new Set(lines.flatMap(markersIn));
  if (markers.size === 0) return null;
  const found = lines.findIndex((line) => {
    const [start, end] = inkOf(line);
    const plain = PLAIN_SPACE.test(line.slice(0, start)) && PLAIN_SPACE.test(line.slice(end));
    return !plain && markers.has(line.slice(start, end));
  });
  return found < 0 ? null : found + 1;
}

function markersIn(line: string): readonly string[] {
  return [...line.matchAll(/<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)/gu)].map(([, marker = '']) => marker);
}

/** Start and end of what is visible. By hand: a pattern would take quadratic time on long runs of white space. */
function inkOf(line: string): readonly [number, number] {
  let start = 0;
  let end = line.length;
  while (start < end && SPACE.test(line.charAt(start))) start += 1;
  while (end > start && SPACE.test(line.charAt(end - 1))) end -= 1;
  return [start, end];
}
