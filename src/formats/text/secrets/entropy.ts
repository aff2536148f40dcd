// How much like chance a text is: asked by secret-value.ts.

/** Bits per character by the frequencies of its own characters (Shannon): 0 for one character repeated, 4 for 16 different ones. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text.split('')) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
