// Operators on values that are known; called by `evaluate`. Null: the result is not known.
import { toPrimitive } from './convert.ts';
import type { Value } from './value.ts';

type Plain = null | boolean | number | string;

/** What may be computed with: never a secret. Undefined where it is not known or no primitive. */
export function plainOf(value: Value): Plain | undefined {
  return value.kind === 'known' && value.secret !== true ? value.value : undefined;
}

/** A condition as Terraform takes it: also as the text "true". Null where it is not known. */
export function truth(value: Value): boolean | null {
  const converted = toPrimitive(value, 'bool');
  const plain = converted === null ? undefined : plainOf(converted);
  return typeof plain === 'boolean' ? plain : null;
}

export function unary(operator: '-' | '!', operand: Value): Value | null {
  if (operator === '!') {
    const condition = truth(operand);
    return condition === null ? null : known(!condition, operand);
  }
  const plain = plainOf(operand);
  return typeof plain === 'number' ? known(-plain, operand) : null;
}

export function binary(operator: string, left: Value, right: Value): Value | null {
  if (operator === '&&' || operator === '||') return logic(operator, left, right);
  const [a, b] = [plainOf(left), plainOf(right)];
  if (operator === '==' || operator === '!=') {
    const equal = equality(left, right);
    return equal === null ? null : known(equal === (operator === '=='), left);
  }
  return typeof a === 'number' && typeof b === 'number' ? numeric(operator, [a, b], left) : null;
}

/** One side may settle it. */
function logic(operator: '&&' | '||', left: Value, right: Value): Value | null {
  const sides = [truth(left), truth(right)];
  const settling = operator === '||';
  if (sides.includes(settling)) return known(settling, left);
  return sides.includes(null) ? null : known(!settling, left);
}

/** Of different types nothing is equal; what is a list or an object is at least not null. */
function equality(left: Value, right: Value): boolean | null {
  const [a, b] = [plainOf(left), plainOf(right)];
  if (a !== undefined && b !== undefined) return a === b;
  const other = a === null ? right : b === null ? left : null;
  return other !== null && (other.kind === 'list' || other.kind === 'object') && other.secret !== true
    ? false
    : null;
}

function numeric(operator: string, [a, b]: readonly [number, number], at: Value): Value | null {
  switch (operator) {
    case '<':
      return known(a < b, at);
    case '<=':
      return known(a <= b, at);
    case '>':
      return known(a > b, at);
    case '>=':
      return known(a >= b, at);
    default:
      return arithmetic(operator, [a, b], at);
  }
}

/** Whole numbers only: Terraform counts in decimal fractions of any length. */
function arithmetic(operator: string, [a, b]: readonly [number, number], at: Value): Value | null {
  const result =
    operator === '+'
      ? a + b
      : operator === '-'
        ? a - b
        : operator === '*'
          ? a * b
          : operator === '%'
            ? a % b
            : NaN;
  return [a, b, result].every(Number.isSafeInteger) ? known(result, at) : null;
}

function known(value: Plain, { line }: Value): Value {
  return { kind: 'known', value, line };
}
