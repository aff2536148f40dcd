// A reference to an IAM resource of the same diff -> the literal name or ARN it will have. Called by narrow.ts; pure.
import type { ParsedChange, ResourceState } from '../model/change.ts';
import type { Target } from '../model/deploy.ts';
import type { JsonValue } from '../model/json.ts';
import { terraformNamed } from './parsed-index.ts';

export type Side = 'before' | 'after';
/** The text that a value stands for on one side, null where it is no reference or nobody can tell. */
export type Resolve = (value: JsonValue | undefined, side: Side) => string | null;

const REFERENCE = /^(?:\$\{\s*)?(aws_iam_(?:role|user|group|policy))\.([\w-]+)\.(id|name|arn)(?:\s*\})?$/;
const PLAIN = /^[\w+=,.@/-]{1,256}$/;

/**
 * References of one change: Terraform looks them up among the resources of the same module. A name of exactly one resource
 * of the diff counts, and only as a literal: what a state or a variable decides is not known before the deployment.
 */
export function referencesFrom(
  { file, address: from }: Pick<ParsedChange, 'file' | 'address'>,
  parsed: readonly ParsedChange[],
  target: Pick<Target, 'role' | 'account'>,
): Resolve {
  const [module = ''] = /^(?:module\.[^.]+\.)*/.exec(from) ?? [];
  return (value, side) => {
    const [, type = '', label = '', member = ''] = REFERENCE.exec(sourceOf(value)) ?? [];
    const named = type === '' ? [] : terraformNamed(parsed, { file, address: `${module}${type}.${label}` });
    const state = named.length === 1 ? (named[0]?.[side] ?? null) : null;
    const name = state === null ? null : plain(state, 'name');
    if (state === null || name === null) return null;
    if (type !== 'aws_iam_policy') return member === 'arn' ? null : name;
    return member === 'name' ? name : policyArn(state, name, target);
  };
}

function sourceOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  const source =
    typeof value === 'object' && value !== null && 'expression' in value ? value['expression'] : null;
  return typeof source === 'string' ? source : '';
}

function policyArn(
  state: ResourceState,
  name: string,
  { role, account }: Pick<Target, 'role' | 'account'>,
): string | null {
  const path = (state['path']?.value ?? null) === null ? '/' : plain(state, 'path');
  if (path === null || !path.startsWith('/') || !path.endsWith('/')) return null;
  return `arn:${role.split(':')[1] ?? 'aws'}:iam::${account}:policy${path}${name}`;
}

function plain(state: ResourceState, attribute: string): string | null {
  const found = Object.hasOwn(state, attribute) ? state[attribute] : undefined;
  if (found === undefined || found.sensitive || found.assumed === true) return null;
  if (typeof found.value !== 'string') return null;
  return PLAIN.test(found.value) ? found.value : null;
}
