// Bodies as flat attributes; called by `subjects`. Nested blocks become `ingress[0].from_port`, objects `tags.Name`.
import type { HclAttribute, HclBlock, HclBody } from '../hcl/read-body.ts';
import { toJson } from '../hcl/value.ts';
import type { HclValue } from '../hcl/value.ts';
import { isSecretName, maskValue } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';

type Place = { readonly path: string; readonly line: number; readonly secret: boolean };
type Reading = {
  readonly isSecret: (name: string) => boolean;
  /** Whether an argument that is null is an argument that is absent, as for resources. A module's is not: it overrides. */
  readonly nullIsAbsent: boolean;
};

/** All attributes of a body. `isSecret` tells by attribute name; nested names are judged as well. */
export function bodyEntries(body: HclBody, { isSecret, nullIsAbsent }: Reading): readonly Entry[] {
  return walk(body, '', { isSecret: (name) => isSecret(name) || isSecretName(name), nullIsAbsent });
}

/** One attribute on its own, as a local or a variable's value. There null is a value like any other. */
export function attributeEntries(
  attribute: HclAttribute,
  given: { readonly path: string; readonly secret: boolean },
): readonly Entry[] {
  return valueEntries(attribute.value(), { ...given, line: attribute.line });
}

function walk(body: HclBody, base: string, reading: Reading): readonly Entry[] {
  const own = body.attributes
    .filter((attribute) => !(reading.nullIsAbsent && isNull(attribute.value())))
    .flatMap((attribute) =>
      attributeEntries(attribute, {
        path: joinPath(base, attribute.name),
        secret: reading.isSecret(attribute.name),
      }),
    );
  const mixed = mixedTypes(body);
  const counts = new Map<string, number>();
  const nested = body.blocks.flatMap((block) => {
    const name = [block.type, ...block.labels].reduce(joinPath, base);
    const counted = countedAs(block, mixed) ?? name;
    const index = counts.get(counted) ?? 0;
    counts.set(counted, index + 1);
    return blockEntries(block, `${name}[${index}]`, reading);
  });
  return [...own, ...nested];
}

/**
 * What else is counted with a block whose order counts: provisioners run in theirs whatever their label, and what a
 * `dynamic` block makes stands where it stands among the written blocks of its type. Null for a block on its own.
 */
function countedAs({ type, labels }: HclBlock, mixed: ReadonlySet<string>): string | null {
  if (type === 'provisioner') return 'provisioner';
  const made = type === 'dynamic' ? (labels[0] ?? '') : type;
  return mixed.has(made) ? `any ${made}` : null;
}

/** Types of which a body has written and `dynamic` blocks. */
function mixedTypes({ blocks }: HclBody): ReadonlySet<string> {
  const written = new Set(blocks.map(({ type }) => type));
  const made = blocks.filter(({ type }) => type === 'dynamic').flatMap(({ labels }) => labels);
  return new Set(made.filter((type) => written.has(type)));
}

/** A block without content is still there: `features {}`, `logging {}`. */
function blockEntries(block: HclBlock, path: string, reading: Reading): readonly Entry[] {
  const inside = walk(block.body, path, reading);
  if (inside.length > 0) return inside;
  return [{ path, line: block.line, compare: {}, shown: {}, sensitive: false }];
}

function valueEntries(value: HclValue, place: Place): readonly Entry[] {
  if (value.kind !== 'object' || value.members.length === 0) return [leaf(value, place)];
  return value.members.flatMap((member) =>
    valueEntries(member.value, {
      path: joinPath(place.path, member.key),
      line: member.line,
      secret: place.secret || isSecretName(member.key),
    }),
  );
}

/** Null is shown as an expression: in a document a bare null means absence. `for_each = {a = null}` has one instance. */
function leaf(value: HclValue, { path, line, secret }: Place): Entry {
  if (isNull(value)) {
    const json = { expression: 'null' };
    return { path, line, compare: json, shown: json, sensitive: false };
  }
  const plain = toJson(value, 'show');
  const shown = maskValue(plain);
  const harmless = typeof plain === 'boolean';
  return { path, line, compare: toJson(value, 'compare'), shown, sensitive: secret && !harmless };
}

function isNull(value: HclValue): boolean {
  return value.kind === 'literal' && value.value === null;
}
