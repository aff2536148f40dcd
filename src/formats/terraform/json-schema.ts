// Where the JSON syntax of Terraform has blocks, which its objects do not tell; read by `json-body` and `hcl-body`.

type Nested = ReadonlyMap<string, number>;
const NONE: Nested = new Map();
const INSTANCE: Nested = new Map([
  ['connection', 0],
  ['dynamic', 1],
  ['lifecycle', 0],
  ['provisioner', 1],
]);
const CONDITIONS: Nested = new Map([
  ['action_trigger', 0],
  ['postcondition', 0],
  ['precondition', 0],
]);

/**
 * Nested blocks of Terraform's own, with the number of their labels. The blocks of a provider are told by its schema alone:
 * they stay values, and a list of objects says the same as a row of blocks.
 */
const NESTED: ReadonlyMap<string, Nested> = new Map([
  ['backend', new Map([['workspaces', 0]])],
  [
    'check',
    new Map([
      ['assert', 0],
      ['data', 2],
    ]),
  ],
  ['cloud', new Map([['workspaces', 0]])],
  ['content', new Map([['dynamic', 1]])],
  ['data', INSTANCE],
  ['dynamic', new Map([['content', 0]])],
  ['ephemeral', INSTANCE],
  ['lifecycle', CONDITIONS],
  ['output', CONDITIONS],
  ['provisioner', new Map([['connection', 0]])],
  ['removed', INSTANCE],
  ['resource', INSTANCE],
  [
    'terraform',
    new Map([
      ['backend', 1],
      ['cloud', 0],
      ['provider_meta', 1],
      ['required_providers', 0],
    ]),
  ],
  ['variable', new Map([['validation', 0]])],
]);

/** Blocks that a block may hold, by name. */
export function nestedIn(type: string): Nested {
  return NESTED.get(type) ?? NONE;
}

const POINTERS: readonly string[] = [
  'depends_on',
  'ignore_changes',
  'provider',
  'providers',
  'replace_triggered_by',
];

/** Arguments that name blocks and read nothing of them, whatever the block they stand in. */
export function isPointer(argument: string): boolean {
  return POINTERS.includes(argument);
}

/** Arguments whose text is a reference or a type and never a template. */
export function isReference(type: string, argument: string): boolean {
  if (isPointer(argument)) return true;
  if (argument === 'type') return type === 'variable';
  return (argument === 'from' || argument === 'to') && ['import', 'moved', 'removed'].includes(type);
}
