// Kinds of Terraform blocks that are no resource: read by kinds.ts.
import type { ParsedChange, ResourceState } from '../model/change.ts';
import { withoutCalls, withoutKeys } from '../model/terraform-address.ts';
import type { Kind } from '../model/words.ts';
import { isExpression } from './expression.ts';
import { TERRAFORM_KINDS } from './kinds-table.ts';

/**
 * Block types that are understood, all of them kind `other`: they name, wire or configure, and what they bring about
 * shows as its own change (a module's source has a finding, a provider's accounts choose the environment). A block
 * type that is not here may be anything a newer Terraform invents, so it is in no table.
 */
const BLOCKS: ReadonlySet<string> = new Set([
  'backend',
  'check',
  'cloud',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'required_providers',
  'terraform',
  'variable',
]);

/** Blocks about one object, and the attribute that says which: they carry the kinds of that object. */
const POINTERS: ReadonlyMap<string, string> = new Map([
  ['import', 'to'],
  ['moved', 'to'],
  ['removed', 'from'],
]);

/** Texts of rights, which no resource has the type of. */
const IDENTITY_DATA: ReadonlySet<string> = new Set(['aws_iam_policy_document', 'google_iam_policy']);

/** Providers that have data sources but no resource in any table; those of azapi that have a type are asked by it. */
const DATA_PROVIDERS: readonly string[] = [
  'azapi',
  'cloudinit',
  'dns',
  'external',
  'http',
  'null',
  'template',
  'terraform',
];

const KNOWN_PROVIDERS: ReadonlySet<string> = new Set([
  ...DATA_PROVIDERS,
  ...TERRAFORM_KINDS.keys().map(providerOf),
]);

export function isKnownBlock(type: string): boolean {
  return BLOCKS.has(type);
}

export function isData(change: ParsedChange): boolean {
  return withoutCalls(change.address).startsWith('data.');
}

/** Kinds by which whatever reads another thing of its type may do, or be reached by, more. */
const CHOSEN_KINDS: readonly Kind[] = ['identity', 'firewall', 'secrets', 'encryption'];

/**
 * A data source says which thing of its type is meant, for everything that reads it: another role, another security group,
 * another key. Otherwise it only reads, and what reads it changes by itself.
 */
export function kindsOfData(type: string): readonly Kind[] {
  if (IDENTITY_DATA.has(type)) return ['identity'];
  const chosen = (TERRAFORM_KINDS.get(type) ?? []).filter((kind) => CHOSEN_KINDS.includes(kind));
  return chosen.length === 0 ? ['other'] : chosen;
}

/** The tables list resources, so a data source is known by its provider: one of a stranger runs a stranger's code. */
export function isKnownData(type: string): boolean {
  return KNOWN_PROVIDERS.has(providerOf(type));
}

/** Resource type that a removed, moved, import or ephemeral block is about; null for every other block and where it is not literal. */
export function typePointedAt(change: ParsedChange): string | null {
  if (change.type === 'ephemeral') return typeInReference(change.address.replace(/(^|\.)ephemeral\./, '$1'));
  const attribute = POINTERS.get(change.type ?? '');
  if (attribute === undefined) return null;
  const reference = textOf(change.after, attribute) ?? textOf(change.before, attribute);
  return reference === null ? null : typeInReference(reference);
}

function providerOf(type: string): string {
  return type.split('_')[0] ?? type;
}

function textOf(state: ResourceState | null, path: string): string | null {
  const value = state?.[path]?.value;
  if (typeof value === 'string') return value;
  return isExpression(value) ? value.expression : null;
}

/** `module.a["x"].aws_db_instance.main[0]` is about `aws_db_instance`. */
function typeInReference(reference: string): string | null {
  const steps = withoutKeys(reference.trim()).split('.');
  while (steps[0] === 'module') steps.splice(0, 2);
  return steps.length >= 2 ? (steps[0] ?? null) : null;
}
