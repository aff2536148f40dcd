// Addresses and CIDR blocks as ranges of numbers. Called by test-value.ts and candidate-values.ts.

/** Both ends included. */
export type Range = { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint };

/** `10.0.0.0/8`, `2001:db8::/32`, or one address; null for anything else. */
export function parseRange(text: string): Range | null {
  const [address = '', length, more] = text.split('/');
  if (more !== undefined) return null;
  const family = address.includes(':') ? 6 : 4;
  const value = family === 4 ? parseFour(address) : parseSix(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (value === null || prefix < 0 || prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n };
}

export function contains(range: Range, address: Range): boolean {
  return range.family === address.family && range.first <= address.first && address.last <= range.last;
}

/** One address that is the start of each stretch between the ends of the ranges: together they meet every combination. */
export function stretchStarts(ranges: readonly Range[]): readonly string[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = ranges.filter((range) => range.family === family);
    const top = family === 4 ? 1n << 32n : 1n << 128n;
    const starts = new Set([...own.flatMap(({ first, last }) => [first, last + 1n]), 0n]);
    return own.length === 0
      ? []
      : [...starts].filter((start) => start < top).map((start) => show(family, start));
  });
}

function show(family: 4 | 6, value: bigint): string {
  const [parts, size, radix, mark] =
    family === 4 ? ([4, 8n, 10, '.'] as const) : ([8, 16n, 16, ':'] as const);
  return Array.from({ length: parts }, (_, index) =>
    ((value >> (BigInt(parts - 1 - index) * size)) & ((1n << size) - 1n)).toString(radix),
  ).join(mark);
}

function parseFour(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseSix(text: string): bigint | null {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return null;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return null;
  const groups = [...front, ...Array<string>(Math.max(missing, 0)).fill('0'), ...back];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}
