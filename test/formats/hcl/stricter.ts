// Where our parser refuses what HCL's parser takes, on purpose; docs/formats/terraform.md lists the same.

/** The reasons and messages of those refusals. */
const ON_PURPOSE: ReadonlySet<string> = new Set([
  'too-deep',
  'too-many-nodes',
  'a NUL character',
  'a label must be a plain name',
  'a block and an argument have one name',
  'blocks of one type have different numbers of labels',
]);

export function isStricter({ why, message }: { readonly why: string; readonly message: string }): boolean {
  return ON_PURPOSE.has(why) || ON_PURPOSE.has(message);
}
