// Secrets among the variables of a plan, which have no mask of their own there; called by `readPlan`.
import type { JsonValue } from '../../model/json.ts';
import { isSecretName } from '../sensitive.ts';
import { mapOf, own } from './plan-json.ts';

/** Shorter texts stand in too many other values to tell a secret by. */
const SHORTEST = 6;

/** Values of the variables that the configuration declares sensitive, or that are named like a secret. */
export function secretVariables(plan: JsonValue): readonly string[] {
  const declared = own(own(own(plan, 'configuration'), 'root_module'), 'variables');
  return Object.entries(mapOf(own(plan, 'variables')) ?? {}).flatMap(([name, variable]) => {
    const secret = own(own(declared, name), 'sensitive') === true || isSecretName(name);
    return secret ? textsIn(own(variable, 'value')) : [];
  });
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.length < SHORTEST ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member: JsonValue) => textsIn(member));
}
