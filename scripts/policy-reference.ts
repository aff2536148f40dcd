// The reference of `.aigov.yml` as one page, made from its JSON Schema. Used by build-policy-reference.ts and a test.

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  /** Of a value with rules of its own: glob, duration, date … */
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: { readonly [name: string]: Schema };
};

const VALUES = [
  '## Values',
  '',
  'The file is YAML 1.2, one document, without anchors, aliases and tags. A key that is not of this language and a key that stands',
  'twice are errors; so is a number in another spelling than its plain digits, and a truth other than `true` and `false`.',
  '',
  '| word | means |',
  '|---|---|',
  '| list or one | a list; a single value may stand without brackets. Words of a list are joined by *or* |',
  '| name | letters, digits, `.`, `_` and `-`, at most 100 |',
  '| glob | `*` is part of one path segment, `**` any segments, `{a,b}` one of two; relative to the repository, dotted names included. Where a glob tightens it ignores upper and lower case, where it relaxes (`ignore`, `inert`, `not_paths`, in `not`, in exceptions) it does not |',
  '| approver | a team `"@org/team"`, a login `carol`, or best `{ login: carol, id: 5 }`: one account, whatever its login becomes |',
  '| duration | digits and one of `s`, `m`, `h`, `d`: `20m`, `24h` |',
  '| date | `2027-03-31`, or with a time and its zone `2027-03-31T18:00Z` |',
  '| conditions | an object like [`rules[].when`](#ruleswhen) |',
];

/** Every object of the schema in the order of the file, each with a table of its keys. */
export function policyReference(root: Schema): string {
  return [
    '# Policy reference',
    '',
    '<!-- Made from the schema by `npm run docs`; do not edit. -->',
    '',
    'Every key of `.aigov.yml`, made from the schema that reads it. Editors complete and check the file with this first line:',
    '',
    '```yaml',
    '# yaml-language-server: $schema=./schemas/aigov.schema.json',
    '```',
    '',
    'with the path or the URL of that file; `npx aigov policy schema > schemas/aigov.schema.json` puts it there. The',
    '[guide](guide.md) says how the parts play together, the [recipes](recipes.md) show them, and `npx aigov policy validate` finds [what is wrong](problems.md).',
    '',
    ...VALUES,
    '',
    ...sections({ path: '', schema: root, root }),
  ].join('\n');
}

type Place = { readonly path: string; readonly schema: Schema; readonly root: Schema };

function sections({ path, schema, root }: Place): readonly string[] {
  const keys = Object.entries(schema.properties ?? {});
  const rows = keys.map(([key, value]) => row(key, value, { root, needed: schema.required ?? [] }));
  const inner = keys.flatMap(([key, value]) => {
    const found = objectIn(value, root);
    return found === null || found.ref
      ? []
      : sections({ path: `${path}${key}${found.suffix}`, schema: found.schema, root });
  });
  const when = path === 'rules[].' ? whenSection(root) : [];
  const title = path === '' ? 'The file' : `\`${path.replace(/\.$/, '')}\``;
  return [`## ${title}`, '', '| key | values | meaning |', '|---|---|---|', ...rows, '', ...when, ...inner];
}

/** The conditions refer to themselves: they are told once. */
function whenSection(root: Schema): readonly string[] {
  const schema = objectIn(root.properties?.['rules']?.items?.properties?.['when'] ?? {}, root)?.schema ?? {};
  return [...sections({ path: 'rules[].when.', schema, root })];
}

function objectIn(
  schema: Schema,
  root: Schema,
): { readonly schema: Schema; readonly suffix: string; readonly ref: boolean } | null {
  const { target, ref } = resolved(schema, root);
  if (target.properties !== undefined) return { schema: target, suffix: '.', ref };
  if (target.items !== undefined) return within(target.items, '[]', root, ref);
  if (typeof target.additionalProperties === 'object')
    return within(target.additionalProperties, '.*', root, ref);
  return null;
}

function within(schema: Schema, suffix: string, root: Schema, ref: boolean): ReturnType<typeof objectIn> {
  const found = objectIn(schema, root);
  return found === null ? null : { ...found, suffix: `${suffix}${found.suffix}`, ref: ref || found.ref };
}

function resolved(schema: Schema, root: Schema): { readonly target: Schema; readonly ref: boolean } {
  const name = schema.$ref?.replace('#/$defs/', '');
  return name === undefined
    ? { target: listIn(schema) ?? schema, ref: false }
    : { target: root.$defs?.[name] ?? {}, ref: true };
}

/** The list of what may be written as a list or as one value. */
function listIn({ anyOf }: Schema): Schema | undefined {
  return anyOf?.find(({ items }) => items !== undefined);
}

function row(
  key: string,
  schema: Schema,
  { root, needed }: { readonly root: Schema; readonly needed: readonly string[] },
): string {
  const must = needed.includes(key) ? ' (needed)' : '';
  return `| \`${key}\`${must} | ${values(schema, root)} | ${cell(schema.description ?? '')} |`;
}

function values(schema: Schema, root: Schema): string {
  const { target, ref } = resolved(schema, root);
  if (ref) return 'conditions';
  if (target.title !== undefined) return target.title;
  if (target.const !== undefined) return `\`${JSON.stringify(target.const)}\``;
  if (target.enum !== undefined) return target.enum.map((word) => `\`${String(word)}\``).join(' ');
  if (target.anyOf !== undefined) return 'approver';
  if (target.items !== undefined)
    return `${listIn(schema) === undefined ? 'list' : 'list or one'} of ${values(target.items, root)}`;
  if (typeof target.additionalProperties === 'object') return 'map by name';
  return (
    { object: 'map', string: 'text', integer: 'number', number: 'number' }[target.type ?? ''] ??
    target.type ??
    'any'
  );
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
