// Seeded chance: the same seed gives the same questions on every machine. Used by the generators.

export type Chance = {
  /** At least 0, below n. */
  readonly below: (n: number) => number;
  /** True once in n. */
  readonly once: (n: number) => boolean;
  readonly pick: <T>(words: readonly T[]) => T;
  /** Between `least` and `most` different ones, in their order. */
  readonly some: <T>(words: readonly T[], least: number, most: number) => readonly T[];
  /** The value, or once in n nothing. */
  readonly mostly: <T>(n: number, value: T) => T | null;
};

/** Marsaglia's xorshift on 32 bits (https://www.jstatsoft.org/article/view/v008i14). */
export function chanceOf(seed: number): Chance {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e_37_79_b9) | 0 || 1;
  const below = (n: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
  const once = (n: number): boolean => below(n) === 0;
  const some = <T>(words: readonly T[], least: number, most: number): readonly T[] => {
    const count = least + below(Math.min(most, words.length) - least + 1);
    const left = words.map((_word, index) => index);
    const taken: number[] = [];
    while (taken.length < count) taken.push(...left.splice(below(left.length), 1));
    return words.filter((_word, index) => taken.includes(index));
  };
  return {
    below,
    once,
    some,
    pick: <T>(words: readonly T[]): T => words[below(words.length)] as T,
    mostly: (n, value) => (once(n) ? null : value),
  };
}
