// Sets of places as bits, 32 to a word. Used by answers.ts and alike-subjects.ts.

/** Words are signed: an array of small integers costs less to make than one that is typed. */
export type Bits = number[];

export function noBits(size: number): Bits {
  // `Array.from` calls a function for each word.
  // oxlint-disable-next-line unicorn/no-new-array
  return new Array<number>((size + 31) >>> 5).fill(0);
}

/** Of the last word no more than there are places. */
export function fill(bits: Bits, size: number): void {
  bits.fill(-1);
  if (size % 32 !== 0) bits[bits.length - 1] = ((1 << (size % 32)) - 1) | 0;
}

export function isIn(bits: Bits, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

export function put(bits: Bits, index: number, value: boolean): void {
  const word = bits[index >>> 5] ?? 0;
  bits[index >>> 5] = value ? word | (1 << (index & 31)) : word & ~(1 << (index & 31));
}

export function putAll(bits: Bits, places: readonly number[]): void {
  for (let at = 0; at < places.length; at += 1) put(bits, places[at] ?? 0, true);
}

export function intersect(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

export function unite(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}

export function without(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0);
}

export function meet(bits: Bits, others: Bits): boolean {
  for (let at = 0; at < bits.length; at += 1) if (((bits[at] ?? 0) & (others[at] ?? 0)) !== 0) return true;
  return false;
}

export function isEmpty(bits: Bits): boolean {
  for (let at = 0; at < bits.length; at += 1) if (bits[at] !== 0) return false;
  return true;
}

export function countIn(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) count += onesIn(bits[at] ?? 0);
  return count;
}

/** In order. */
export function placesIn(bits: Bits): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < bits.length; at += 1) {
    // The lowest bit is taken out of the word until none is left.
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1)
      places.push(at * 32 + 31 - Math.clz32(word & -word));
  }
  return places;
}

/** In pairs, fours, bytes, and all four bytes (H. S. Warren, "Hacker's Delight", counting 1-bits). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55_55_55_55);
  const fours = (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33);
  return Math.imul((fours + (fours >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}
