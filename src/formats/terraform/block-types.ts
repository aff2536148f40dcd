// The block types that Terraform documents; a type that is not here may be anything a newer one invents.

/** With the number of their labels. */
export const BLOCKS: ReadonlyMap<string, number> = new Map([
  ['action', 2],
  ['check', 1],
  ['data', 2],
  ['ephemeral', 2],
  ['import', 0],
  ['locals', 0],
  ['module', 1],
  ['moved', 0],
  ['output', 1],
  ['provider', 1],
  ['removed', 0],
  ['resource', 2],
  ['terraform', 0],
  ['variable', 1],
]);

/** What an action does is its provider's business and leaves no trace in the state, so a human reads it like an unknown block. */
export function isOpaque(type: string): boolean {
  return type === 'action' || !BLOCKS.has(type);
}

/** Blocks read by a schema, for which null means "omitted" (https://developer.hashicorp.com/terraform/language/expressions/types). */
export function nullIsAbsent(type: string): boolean {
  return ['resource', 'data', 'ephemeral', 'provider'].includes(type);
}
