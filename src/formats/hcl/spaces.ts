// White space as HCL trims it; called where heredocs end and where templates are trimmed.

/** Unicode's White_Space (https://pkg.go.dev/unicode#IsSpace), which is not what JavaScript's `trim` takes away. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x2000) return code === 0x85 || code === 0xa0 || code === 0x1680;
  return (
    code <= 0x200a ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Offset of the first character from `from` on that is no space, at most `to`. */
export function spaceEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Offset behind the last character before `to` that is no space, at least `from`. */
export function spaceStart(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
