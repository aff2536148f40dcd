// What a resource or data source says of itself where another block reads it; called by `createScope`.
import { canonicalJson } from '../../model/canonical.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Block, Body } from './body.ts';
import { instancesIn } from './each.ts';
import type { Definitions, Interner, Scope } from './scope.ts';
import { secretArguments } from './secret-arguments.ts';
import { toJson } from './value.ts';
import type { Member, Value } from './value.ts';

type Asking = { readonly definitions: Definitions; readonly scope: Scope; readonly intern: Interner };

/** Of how they are made, not what they say. */
const META = new Set(['count', 'depends_on', 'for_each', 'lifecycle', 'provider']);

/**
 * What names a thing: whoever reads it alone means that thing, so that it stays a reference, by which rules find what
 * belongs together. That a name changes is told where it stands, and in what is made of it.
 */
const NAMING =
  /^(?:id|arn|name|name_prefix|bucket|identifier|policy|json|role|user|group)$|_(?:id|arn|name|identifier)$/;

/** Policies are read in their own block, by the reference to it. */
const POLICY_DATA = /^data\.(?:aws_iam_policy_document|google_iam_policy)\./;

/** The arguments that it is written with, by instance where there are several. */
export function thingValue(address: string, asking: Asking): Value | null {
  const block = asking.definitions.things.get(address) ?? null;
  const instances = block === null || POLICY_DATA.test(address) ? null : instancesIn(block, asking.scope);
  // Of several data sources each finds out by itself, and what it finds has no part in the key of a loop over them.
  if (block === null || instances === null || (block.type === 'data' && instances[0]?.key !== null))
    return null;
  const objects = instances.map(({ key, scope }) => ({ key, value: objectOf(block, scope) }));
  const [first] = objects;
  const { line } = block;
  if (first?.key === null) return first.value;
  if (objects.every(({ key }) => typeof key === 'number'))
    return { kind: 'list', items: objects.map(({ value }) => value), line };
  const members = objects.map(({ key, value }): Member => ({ key: String(key), line, value }));
  return { kind: 'object', members, line };
}

function objectOf(block: Block, scope: Scope): Value {
  const isSecret = secretArguments(block);
  const isIdentity = block.labels[0]?.startsWith('aws_iam_') === true && block.type === 'resource';
  const address = [...(block.type === 'data' ? ['data'] : []), ...block.labels].join('.');
  const members = block.body.arguments
    .filter(({ name }) => !META.has(name))
    .map((argument): Member => {
      const { name, line } = argument;
      const value = argument.evaluate(scope);
      const secret = isSecret(name) ? ({ secret: true } as const) : {};
      const meansThing =
        block.type === 'resource' && (isIdentity ? name !== 'tags' : NAMING.test(name) && isPlainName(value));
      const shown = meansThing ? reference(`${address}.${name}`, value, scope) : value;
      return { key: name, line, value: { ...shown, ...secret } };
    });
  if (block.type === 'data')
    return { kind: 'object', members: [...members, ...foundIn(block, members)], line: block.line };
  const own = block.labels[0] === 'terraform_data' ? members.filter(({ key }) => key === 'input') : [];
  // It gives back what it is given (https://developer.hashicorp.com/terraform/language/resources/terraform-data).
  const output = own.map((member): Member => ({ ...member, key: 'output' }));
  return { kind: 'object', members: [...members, ...output], line: block.line };
}

/** Letters and signs that names are made of: what has others, as a range of addresses has, is more than a name. */
function isPlainName(value: Value): boolean {
  return value.kind !== 'known' || typeof value.value !== 'string' || /^[\w+=,.@-]*$/.test(value.value);
}

/** Equal for the same thing, and for what is made of it only where its value is. */
function reference(source: string, value: Value, { intern }: Scope): Value {
  const inputs = intern(canonicalJson(toJson(value, 'outline')));
  return { kind: 'unknown', key: source, source, inputs, line: value.line };
}

/** Policies that hand out every other right; a policy of one's own that is called so is meant to do the same. */
const POWERFUL = new Set(['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess']);

/** `data "aws_iam_policy"` finds by name what has an address that everybody knows (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html). */
function foundIn({ labels }: Block, members: readonly Member[]): readonly Member[] {
  const name = members.find(({ key }) => key === 'name');
  const text = name?.value.kind === 'known' ? name.value.value : null;
  if (labels[0] !== 'aws_iam_policy' || name === undefined || typeof text !== 'string' || !POWERFUL.has(text))
    return [];
  const value: Value = { kind: 'known', value: `arn:aws:iam::aws:policy/${text}`, line: name.line };
  return ['arn', 'id'].map((key) => ({ key, line: name.line, value }));
}

/**
 * Of what it does not say, but finds out: what a data source finds depends on all that it is told. What a resource has
 * of itself (its id, its address) is the same thing whatever it is told.
 */
export function thingKey(address: string, { definitions, scope, intern }: Asking): string {
  const block = definitions.things.get(address) ?? null;
  if (block?.type !== 'data' || POLICY_DATA.test(address)) return '';
  return intern(canonicalJson(bodyJson(block.body, scope)));
}

function bodyJson({ arguments: own, blocks }: Body, scope: Scope): JsonValue {
  return [
    ...own
      .filter(({ name }) => name !== 'provider' && name !== 'depends_on')
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((argument) => [argument.name, toJson(argument.evaluate(scope), 'outline')]),
    ...blocks
      .filter(({ type }) => type !== 'lifecycle')
      .map(({ type, labels, body }) => [type, ...labels, bodyJson(body, scope)]),
  ];
}
