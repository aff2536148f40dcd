// Bytes to text without guessing; for the facts stage and the local git adapter, so that both call the same file text.

/** Strict UTF-8 with any byte order mark kept; null for other bytes and for text that holds a NUL, which git calls binary. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
