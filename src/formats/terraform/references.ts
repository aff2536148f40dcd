// The variables and locals that an expression reads; called by `evaluate` and `hcl-body`.
import type { HclExpression } from '../hcl/expression.ts';

/** `var.x` or `local.x` at the start of an access, else null. */
export function referenceIn(expression: HclExpression): string | null {
  if (expression.kind !== 'access' || expression.on.kind !== 'variable') return null;
  const [first] = expression.steps;
  const root = expression.on.name;
  return first?.kind === 'attribute' && (root === 'var' || root === 'local') ? `${root}.${first.name}` : null;
}

/** Every `var.x…` and `local.x…` of an expression, and what of it can only be told as text. */
export type References = {
  readonly accesses: readonly Extract<HclExpression, { kind: 'access' }>[];
  /** `var.x` and `local.x`, of all of them. */
  readonly names: ReadonlySet<string>;
  /** Those that stand in control structures of templates, which are text to us. */
  readonly words: ReadonlySet<string>;
};

const known = new WeakMap<HclExpression, References>();

/** `text` is what the offsets of the expression count in. */
export function referencesOf(expression: HclExpression, text: string): References {
  const seen = known.get(expression);
  if (seen !== undefined) return seen;
  const all = [...walk(expression)];
  const accesses = all.filter((part) => part.kind === 'access').filter((part) => referenceIn(part) !== null);
  const words = new Set(all.flatMap((part) => directiveWords(part, text)));
  const names = new Set([...accesses.flatMap((access) => referenceIn(access) ?? []), ...words]);
  const found = { accesses, names, words };
  known.set(expression, found);
  return found;
}

function* walk(expression: HclExpression): Iterable<HclExpression> {
  yield expression;
  for (const part of partsOf(expression)) yield* walk(part);
}

function directiveWords(expression: HclExpression, text: string): readonly string[] {
  if (expression.kind !== 'template') return [];
  return expression.parts
    .filter((part) => part.kind === 'directive')
    .flatMap(({ start, end }) => text.slice(start, end).match(/\b(?:var|local)\.[\w-]+/g) ?? []);
}

/** Expressions directly inside. */
function partsOf(expression: HclExpression): readonly HclExpression[] {
  switch (expression.kind) {
    case 'literal':
    case 'number':
    case 'variable':
      return [];
    case 'template':
      return expression.parts.flatMap((part) => (part.kind === 'interpolation' ? [part.value] : []));
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap((item) =>
        item.key === null ? [item.keyExpression, item.value] : [item.value],
      );
    case 'access':
      return [
        expression.on,
        ...expression.steps.flatMap((step) => (step.kind === 'index' ? [step.key] : [])),
      ];
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (part) => part !== null,
      );
    case 'parentheses':
      return [expression.inner];
  }
}
