// What a variable stands for: what it is given as its type takes it, else its default. Called by `createScope`.
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { convert } from './convert.ts';
import { UNKNOWN_SCOPE, isSensitive } from './scope.ts';
import type { Definitions, Inputs } from './scope.ts';
import { constraintOf } from './type-constraint.ts';
import { isNull } from './value.ts';
import type { Value } from './value.ts';

/** Null where nobody knows it. */
export function variableValue(
  name: string,
  { definitions, inputs }: { readonly definitions: Definitions; readonly inputs: Inputs },
): Value | null {
  const block = definitions.variables.get(name);
  if (block === undefined || block === null) return null;
  const given = inputs.valueOf(name);
  if (given === null) return null;
  const isGiven = given !== undefined && !(isNull(given) && isFalse(block, 'nullable'));
  const value = isGiven ? given : argumentOf(block.body, 'default')?.evaluate(UNKNOWN_SCOPE);
  const converted = value === undefined ? null : convert(value, constraintOf(block));
  if (converted === null) return null;
  return {
    ...converted,
    ...(isSensitive(block) ? { secret: true } : {}),
    ...(inputs.open && !isGiven ? { assumed: [`var.${name}`] } : {}),
  };
}

function isFalse({ body }: Block, name: string): boolean {
  const value = argumentOf(body, name)?.evaluate(UNKNOWN_SCOPE);
  return value?.kind === 'known' && value.value === false;
}
