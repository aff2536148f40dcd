// Bodies as flat attributes; called by `subjects`. Nested blocks become `ingress[0].from_port`, objects `tags.Name`.
import type { HclAttribute, HclBlock, HclBody } from '../hcl/read-body.ts';
import { toJson } from '../hcl/value.ts';
import type { HclValue } from '../hcl/value.ts';
import { isSecretName, maskValue } from '../sensitive.ts';
import { joinPath } from '../state.ts';
import type { Entry } from '../state.ts';

type Place = { readonly path: string; readonly line: number; readonly secret: boolean };

/** All attributes of a body. `isSecret` tells by attribute name; nested names are judged as well. */
export function bodyEntries(body: HclBody, isSecret: (name: string) => boolean): readonly Entry[] {
  return walk(body, '', (name) => isSecret(name) || isSecretName(name));
}

/** One attribute on its own, as a local or a variable's value. */
export function attributeEntries(
  attribute: HclAttribute,
  given: { readonly path: string; readonly secret: boolean },
): readonly Entry[] {
  const value = attribute.value();
  return isNull(value) ? [] : valueEntries(value, { ...given, line: attribute.line });
}

function walk(body: HclBody, base: string, isSecret: (name: string) => boolean): readonly Entry[] {
  const own = body.attributes.flatMap((attribute) =>
    attributeEntries(attribute, { path: joinPath(base, attribute.name), secret: isSecret(attribute.name) }),
  );
  const counts = new Map<string, number>();
  const nested = body.blocks.flatMap((block) => {
    const name = [block.type, ...block.labels].reduce(joinPath, base);
    // Provisioners run in their order whatever their label, so they are counted together.
    const counted = block.type === 'provisioner' ? joinPath(base, block.type) : name;
    const index = counts.get(counted) ?? 0;
    counts.set(counted, index + 1);
    return blockEntries(block, `${name}[${index}]`, isSecret);
  });
  return [...own, ...nested];
}

/** A block without content is still there: `features {}`, `logging {}`. */
function blockEntries(block: HclBlock, path: string, isSecret: (name: string) => boolean): readonly Entry[] {
  const inside = walk(block.body, path, isSecret);
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

/** Explicit null is absence for an attribute, but not for a member: `for_each = {a = null}` has one instance. */
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
