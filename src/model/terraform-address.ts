// Addresses of Terraform: what in them is a call, a key, a name. Used wherever an address is read.

/** `[0]`, `["eu"]`; `[*]` where nobody knows the key. A key may hold dots and brackets of its own. */
const KEY = String.raw`\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]`;
const KEYS = new RegExp(KEY, 'g');
const LAST_KEY = new RegExp(`${KEY}$`);
const CALLS = new RegExp(String.raw`^(?:module\.[^.[\]]+(?:${KEY})?\.)+`);
const STEP = new RegExp(
  String.raw`((?:data\.[\p{ID_Continue}-]+|[\p{ID_Continue}-]+)\.[\p{ID_Continue}-]+)(${KEY})?(?:\.|$)`,
  'uy',
);

/** `module.a["x"].module.b.`; empty in the root. */
export function callsOf(address: string): string {
  return CALLS.exec(address)?.[0] ?? '';
}

/** `module.a["x"].aws_b.c[0]` is `aws_b.c[0]` to the module it stands in. */
export function withoutCalls(address: string): string {
  return address.slice(callsOf(address).length);
}

/** `module.a["x.y"].aws_b.c[0]` is `module.a.aws_b.c`. */
export function withoutKeys(address: string): string {
  return address.replaceAll(KEYS, '');
}

/** Of which instance of a resource the address speaks makes no difference: `aws_b.c[0]` is `aws_b.c`. */
export function withoutLastKey(address: string): string {
  // Most have none, and an expression that is anchored at the end is tried everywhere.
  return address.endsWith(']') ? address.replace(LAST_KEY, '') : address;
}

/** A call, or the thing itself; `key` is empty where it has none. */
export type Step = { readonly name: string; readonly key: string };

/** `module.a["x"].aws_b.c` is two steps; null for what is no address. */
export function stepsOf(address: string): readonly Step[] | null {
  const steps: Step[] = [];
  let at = 0;
  while (at < address.length) {
    STEP.lastIndex = at;
    const [whole = '', name = '', key = ''] = STEP.exec(address) ?? [];
    if (whole === '') return null;
    steps.push({ name, key });
    at += whole.length;
  }
  return address === '' || address.endsWith('.') ? null : steps;
}

export function addressOf(steps: readonly Step[]): string {
  return steps.map(({ name, key }) => `${name}${key}`).join('.');
}
