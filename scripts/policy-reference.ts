// The reference of `.aigov.yml` as one page, made from its JSON Schema. Used by build-policy-reference.ts and a test.

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
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

/** Every object of the schema in the order of the file, each with a table of its keys. */
export function policyReference(root: Schema): string {
  return [
    '# Policy reference',
    '',
    '<!-- Made from the schema by `npm run docs`; do not edit. -->',
    '',
    'Every key of `.aigov.yml`. Editors complete and check it with the first line',
    '`# yaml-language-server: $schema=…/schemas/aigov.schema.json`. A list may be written as one value. Unknown keys are errors.',
    'The [guide](guide.md) says how the parts play together.',
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
    ? { target: schema, ref: false }
    : { target: root.$defs?.[name] ?? {}, ref: true };
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
  if (target.const !== undefined) return `\`${JSON.stringify(target.const)}\``;
  if (target.enum !== undefined) return target.enum.map((word) => `\`${String(word)}\``).join(' ');
  if (target.anyOf !== undefined) return target.anyOf.map((form) => formOf(form, root)).join(' or ');
  if (target.items !== undefined) return `list of ${values(target.items, root)}`;
  if (typeof target.additionalProperties === 'object') return 'map by name';
  return (
    { object: 'map', string: 'text', integer: 'number', number: 'number' }[target.type ?? ''] ??
    target.type ??
    'any'
  );
}

function formOf(form: Schema, root: Schema): string {
  const keys = Object.keys(form.properties ?? {});
  return keys.length === 0 ? values(form, root) : `\`{ ${keys.join(', ')} }\``;
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
