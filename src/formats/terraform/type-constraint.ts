// The type of a variable as a tree, with the defaults of optional members; called by `variableValue`.
import { memory } from '../../model/memory.ts';
import type { HclExpression } from '../hcl/expression.ts';
import { parseHcl } from '../hcl/parse.ts';
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { evaluate } from './evaluate.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Value } from './value.ts';

/** `any` also stands for what is not understood: it takes a value as it is. */
export type Constraint =
  | { readonly kind: 'any' }
  | { readonly kind: 'primitive'; readonly type: 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly of: Constraint }
  | { readonly kind: 'tuple'; readonly of: readonly Constraint[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, MemberConstraint> };

export type MemberConstraint = {
  readonly of: Constraint;
  readonly optional: boolean;
  /** Of an optional member: what stands for it where it is left out, or null. */
  readonly otherwise: Value | null;
};

const ANY: Constraint = { kind: 'any' };
const known = memory<Block, Constraint>();

/** https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export function constraintOf(variable: Block): Constraint {
  const found = known.get(variable) ?? parse(typeOf(variable));
  known.set(variable, found);
  return found;
}

/** The type as text, which in JSON is written in quotes. */
function typeOf({ body }: Block): string {
  const argument = argumentOf(body, 'type');
  const value = argument?.evaluate(UNKNOWN_SCOPE);
  if (value?.kind === 'known') return typeof value.value === 'string' ? value.value : 'any';
  if (argument === undefined || value?.kind !== 'unknown') return 'any';
  return argument.file.toLowerCase().endsWith('.json') ? value.source : argument.text();
}

function parse(type: string): Constraint {
  const text = `x = ${type}\n`;
  const parsed = parseHcl(text);
  const [attribute] = parsed.kind === 'ok' ? parsed.body.attributes : [];
  return attribute === undefined ? ANY : constraint(attribute.expression, text);
}

function constraint(expression: HclExpression, text: string): Constraint {
  if (expression.kind === 'parentheses') return constraint(expression.inner, text);
  if (expression.kind === 'variable') return primitive(expression.name);
  if (expression.kind !== 'call') return ANY;
  const [inner] = expression.arguments;
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: expression.name, of: inner === undefined ? ANY : constraint(inner, text) };
    case 'tuple':
      return inner?.kind === 'tuple'
        ? { kind: 'tuple', of: inner.items.map((item) => constraint(item, text)) }
        : ANY;
    case 'object':
      return inner?.kind === 'object' ? { kind: 'object', members: members(inner, text) } : ANY;
    default:
      return ANY;
  }
}

/** `list` and `map` alone are old words for collections of anything. */
function primitive(name: string): Constraint {
  return name === 'string' || name === 'number' || name === 'bool' ? { kind: 'primitive', type: name } : ANY;
}

function members(
  { items }: Extract<HclExpression, { kind: 'object' }>,
  text: string,
): ReadonlyMap<string, MemberConstraint> {
  return new Map(
    items.flatMap(({ key, keyExpression, value }): readonly [string, MemberConstraint][] => {
      const name = key ?? (keyExpression.kind === 'variable' ? keyExpression.name : null);
      return name === null ? [] : [[name, member(value, text)]];
    }),
  );
}

function member(type: HclExpression, text: string): MemberConstraint {
  if (type.kind !== 'call' || type.name !== 'optional')
    return { of: constraint(type, text), optional: false, otherwise: null };
  const [inner, otherwise] = type.arguments;
  return {
    of: inner === undefined ? ANY : constraint(inner, text),
    optional: true,
    otherwise: otherwise === undefined ? null : evaluate(otherwise, { text, scope: UNKNOWN_SCOPE }),
  };
}
