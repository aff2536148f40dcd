// How much of the internet a list of address ranges lets in: called by openings.ts.

/** Words that clouds accept for "anywhere". */
const ANYWHERE = /^(\*|any|all|internet|<nw>\/0)$/i;

/**
 * A seventh-bit share: a /7, or smaller ranges that add up to one. No customer network is that large and no private
 * range is, so this is the internet in pieces (0.0.0.0/1 with 128.0.0.0/1, 2000::/3).
 */
const PUBLIC_SHARE = 2 ** -7;

const PRIVATE_V4 = [
  { base: '00001010', length: 8 },
  { base: '101011000001', length: 12 },
  { base: '1100000010101000', length: 16 },
];

/** Whether these ranges together open to the whole internet, of either family. */
export function isPublic(ranges: readonly string[]): boolean {
  if (ranges.some((range) => ANYWHERE.test(range.trim()))) return true;
  const unique = [...new Set(ranges.map((range) => range.trim()))];
  return total(unique, shareOfV4) >= PUBLIC_SHARE || total(unique, shareOfV6) >= PUBLIC_SHARE;
}

function total(ranges: readonly string[], share: (range: string) => number): number {
  return ranges.reduce((sum, range) => sum + share(range), 0);
}

/** Part of the IPv4 space, 0 for private ranges and for what is no IPv4 range. */
function shareOfV4(range: string): number {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(range);
  if (match === null) return 0;
  const length = Number(match[5]);
  const bits = match
    .slice(1, 5)
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  const isPrivate = PRIVATE_V4.some((one) => length >= one.length && bits.startsWith(one.base));
  return isPrivate ? 0 : 2 ** -length;
}

/** Part of the IPv6 space; unique local (fc00::/7) and link-local (fe80::/10) addresses are private. */
function shareOfV6(range: string): number {
  const match = /^([0-9a-f:]*:[0-9a-f:.]*)\/(\d{1,3})$/i.exec(range);
  if (match === null) return 0;
  const length = Number(match[2]);
  const isPrivate = (length >= 7 && /^f[cd]/i.test(range)) || (length >= 10 && /^fe[89ab]/i.test(range));
  return isPrivate ? 0 : 2 ** -length;
}
