// What an expression reads of its module: variables, locals, outputs of modules, arguments of other blocks; called by `evaluate` and `hcl-body`.
import { memory } from '../../model/memory.ts';
import type { HclExpression, HclStep } from '../hcl/expression.ts';

type Access = Extract<HclExpression, { kind: 'access' }>;

/** What an access names, and the steps from there. */
export type Reference = { readonly name: string; readonly rest: readonly HclStep[] };

/** Roots that name nothing which is defined in a module. */
const OWN_ROOTS: ReadonlySet<string> = new Set(['count', 'each', 'path', 'self', 'terraform']);

/**
 * `var.x`, `local.x`, `module.x.output`, `data.type.name` or `type.name` at the start of an access, else null. A module whose
 * output does not follow at once (`module.x[0].output`) is named as a whole.
 */
export function referenceIn({ on, steps }: Access): Reference | null {
  const root = on.kind === 'variable' && !OWN_ROOTS.has(on.name) ? on.name : null;
  const [first, second] = steps;
  if (root === null || first?.kind !== 'attribute') return null;
  if (root !== 'module' && root !== 'data') return { name: `${root}.${first.name}`, rest: steps.slice(1) };
  if (second?.kind === 'attribute')
    return { name: `${root}.${first.name}.${second.name}`, rest: steps.slice(2) };
  return root === 'module' ? { name: `module.${first.name}`, rest: steps.slice(1) } : null;
}

/** Everything that an expression reads, and what of it can only be told as text. */
export type References = {
  /** With those whose root is a name of the expression's surroundings, `each.value` or `rule.cidr`. */
  readonly accesses: readonly Access[];
  /** See `referenceIn`; of all of them. */
  readonly names: ReadonlySet<string>;
  /** Names that stand alone. */
  readonly variables: ReadonlySet<string>;
  /** References that stand in control structures of templates, which are text to us. */
  readonly words: ReadonlySet<string>;
};

const known = memory<HclExpression, References>();

/** `text` is what the offsets of the expression count in. */
export function referencesOf(expression: HclExpression, text: string): References {
  const found = known.get(expression) ?? readReferences(expression, text);
  known.set(expression, found);
  return found;
}

function readReferences(expression: HclExpression, text: string): References {
  const accesses: Access[] = [];
  const names = new Set<string>();
  const variables = new Set<string>();
  const words = new Set<string>();
  visit(expression, (part) => {
    if (part.kind === 'variable') variables.add(part.name);
    if (part.kind === 'access' && part.on.kind === 'variable') {
      accesses.push(part);
      const reference = referenceIn(part);
      if (reference !== null) names.add(reference.name);
    }
    if (part.kind === 'template') for (const word of directiveWords(part, text)) words.add(word);
  });
  for (const word of words) names.add(word);
  return { accesses, names, variables, words };
}

/** The names alone, into a set that others share. */
export function collectNames(expression: HclExpression, text: string, into: Set<string>): void {
  visit(expression, (part) => {
    const reference = part.kind === 'access' ? referenceIn(part) : null;
    if (reference !== null) into.add(reference.name);
    if (part.kind === 'template') for (const word of directiveWords(part, text)) into.add(word);
  });
}

/** What is written out in it: texts and numbers, in their order. */
export function literalsIn(expression: HclExpression): readonly string[] {
  const found: string[] = [];
  visit(expression, (part) => {
    if (part.kind === 'literal') found.push(JSON.stringify(part.value));
    if (part.kind === 'number') found.push(part.text);
    if (part.kind === 'template')
      for (const piece of part.parts) if (piece.kind === 'text') found.push(JSON.stringify(piece.text));
  });
  return found;
}

function directiveWords(
  { parts }: Extract<HclExpression, { kind: 'template' }>,
  text: string,
): readonly string[] {
  return parts.flatMap(({ kind, start, end }) =>
    kind === 'directive' ? (text.slice(start, end).match(DIRECTIVE_WORD) ?? []) : [],
  );
}

/** A dotted name in a text that nobody parsed. */
const DIRECTIVE_WORD =
  /(?<![\w.-])(?:(?:module|data)\.[\w-]{1,255}\.[\w-]{1,255}|[A-Za-z_][\w-]{0,255}\.[\w-]{1,255})/g;

/** The expression and all inside of it; what an access starts with is part of the access. */
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
      if (expression.on.kind !== 'variable') visit(expression.on, see);
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
