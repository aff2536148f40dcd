// The variables and locals that an expression reads; called by `evaluate` and `hcl-body`.
import type { HclExpression } from '../hcl/expression.ts';

/** `var.x` or `local.x` at the start of an access, else null. */
export function referenceIn(expression: HclExpression): string | null {
  if (expression.kind !== 'access' || expression.on.kind !== 'variable') return null;
  const [first] = expression.steps;
  const root = expression.on.name;
  return first?.kind === 'attribute' && (root === 'var' || root === 'local') ? `${root}.${first.name}` : null;
}

type Access = Extract<HclExpression, { kind: 'access' }>;

/** Every `var.x…` and `local.x…` of an expression, and what of it can only be told as text. */
export type References = {
  readonly accesses: readonly Access[];
  /** `var.x` and `local.x`, of all of them. */
  readonly names: ReadonlySet<string>;
  /** Those that stand in control structures of templates, which are text to us. */
  readonly words: ReadonlySet<string>;
};

/** `text` is what the offsets of the expression count in. */
export function referencesOf(expression: HclExpression, text: string): References {
  const accesses: Access[] = [];
  const names = new Set<string>();
  const words = new Set<string>();
  visit(expression, (part) => {
    const reference = referenceIn(part);
    if (reference !== null) names.add(reference);
    if (reference !== null && part.kind === 'access') accesses.push(part);
    if (part.kind === 'template') for (const word of directiveWords(part, text)) words.add(word);
  });
  for (const word of words) names.add(word);
  return { accesses, names, words };
}

/** The names alone, into a set that others share. */
export function collectNames(expression: HclExpression, text: string, into: Set<string>): void {
  visit(expression, (part) => {
    const reference = referenceIn(part);
    if (reference !== null) into.add(reference);
    if (part.kind === 'template') for (const word of directiveWords(part, text)) into.add(word);
  });
}

function directiveWords(
  { parts }: Extract<HclExpression, { kind: 'template' }>,
  text: string,
): readonly string[] {
  return parts.flatMap(({ kind, start, end }) =>
    kind === 'directive' ? (text.slice(start, end).match(/\b(?:var|local)\.[\w-]+/g) ?? []) : [],
  );
}

/** The expression and all inside of it. */
function visit(expression: HclExpression, see: (part: HclExpression) => void): void {
  see(expression);
  switch (expression.kind) {
    case 'literal':
    case 'number':
    case 'variable':
      return;
    case 'template':
      for (const part of expression.parts) if (part.kind === 'interpolation') visit(part.value, see);
      return;
    case 'tuple':
      for (const item of expression.items) visit(item, see);
      return;
    case 'object':
      for (const { key, keyExpression, value } of expression.items) {
        if (key === null) visit(keyExpression, see);
        visit(value, see);
      }
      return;
    case 'access':
      visit(expression.on, see);
      for (const step of expression.steps) if (step.kind === 'index') visit(step.key, see);
      return;
    case 'call':
      for (const given of expression.arguments) visit(given, see);
      return;
    case 'unary':
      return visit(expression.operand, see);
    case 'binary':
      visit(expression.left, see);
      return visit(expression.right, see);
    case 'conditional':
      visit(expression.condition, see);
      visit(expression.then, see);
      return visit(expression.otherwise, see);
    case 'for':
      visit(expression.collection, see);
      if (expression.key !== null) visit(expression.key, see);
      visit(expression.value, see);
      if (expression.condition !== null) visit(expression.condition, see);
      return;
    case 'parentheses':
      return visit(expression.inner, see);
  }
}
