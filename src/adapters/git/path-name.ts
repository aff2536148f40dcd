// Git names are bytes. Used wherever this adapter shows one.
const MARK = '\u{FFFD}';

/**
 * A name as text: UTF-8 as it is; every other byte as U+FFFD and two hex digits, and then U+FFFD itself the same way,
 * so that two names never become one.
 */
export function pathName(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes(MARK)) return text;
  } catch {
    // Not UTF-8: spelled out below.
  }
  return [...pieces(bytes)].join('');
}

function* pieces(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length;) {
    const piece = characterAt(bytes, at);
    yield piece?.text ?? hex(bytes.subarray(at, at + 1));
    at += piece?.length ?? 1;
  }
}

/** The UTF-8 character that starts here, spelled out if it is U+FFFD itself; null where none starts. */
function characterAt(
  bytes: Uint8Array,
  at: number,
): { readonly text: string; readonly length: number } | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let length = 1; length <= Math.min(4, bytes.length - at); length += 1) {
    const slice = bytes.subarray(at, at + length);
    try {
      const text = decoder.decode(slice);
      return { text: text === MARK ? hex(slice) : text, length };
    } catch {
      // A longer piece may be a character.
    }
  }
  return null;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => MARK + byte.toString(16).padStart(2, '0')).join('');
}
