// An expression as a key for comparison: equal for equal structure, whatever its layout; called by `readValue`.
import type { HclExpression, HclObjectItem, HclStep, HclTemplatePart } from './expression.ts';

type Key = string | number | boolean | null | readonly Key[];

/** May hold secrets. */
export function expressionKey(expression: HclExpression, text: string): string {
  return JSON.stringify(keyOf(expression, text));
}

/** Every list starts with its kind, so no two kinds meet. Parentheses are structure already and leave no trace. */
function keyOf(expression: HclExpression, text: string): Key {
  const key = (inner: HclExpression): Key => keyOf(inner, text);
  switch (expression.kind) {
    case 'literal':
      return ['literal', expression.value];
    case 'number':
      return ['number', expression.text];
    case 'template':
      return templateKey(expression, text);
    case 'tuple':
      return ['tuple', ...expression.items.map(key)];
    case 'object':
      return ['object', ...expression.items.map((item) => itemKey(item, text))];
    case 'variable':
      return ['variable', expression.name];
    case 'access':
      return ['access', key(expression.on), ...expression.steps.map((step) => stepKey(step, text))];
    case 'call':
      return ['call', expression.name, expression.expands, ...expression.arguments.map(key)];
    case 'unary':
      return [expression.operator, key(expression.operand)];
    case 'binary':
      return [expression.operator, key(expression.left), key(expression.right)];
    case 'conditional':
      return ['?', key(expression.condition), key(expression.then), key(expression.otherwise)];
    case 'for':
      return forKey(expression, key);
    case 'parentheses':
      return key(expression.inner);
  }
}

/** `{ "a" = 1 }` is `{ a = 1 }`. */
function itemKey({ key, keyExpression, value }: HclObjectItem, text: string): Key {
  return [key === null ? keyOf(keyExpression, text) : key, keyOf(value, text)];
}

function stepKey(step: HclStep, text: string): Key {
  switch (step.kind) {
    case 'attribute':
      return ['attribute', step.name];
    case 'index':
      return ['index', keyOf(step.key, text)];
    case 'legacy-index':
      return ['legacy-index', step.index];
    case 'splat':
      return ['splat', step.form];
  }
}

function forKey(
  { form, names, collection, key, value, groups, condition }: Extract<HclExpression, { kind: 'for' }>,
  keyOfPart: (inner: HclExpression) => Key,
): Key {
  const optional = (part: HclExpression | null): Key => (part === null ? null : keyOfPart(part));
  return [
    'for',
    form,
    [...names],
    keyOfPart(collection),
    optional(key),
    keyOfPart(value),
    groups,
    optional(condition),
  ];
}

/** A heredoc is a string like any other. Only what a directive holds is compared as written, and so depends on the quoting. */
function templateKey(template: Extract<HclExpression, { kind: 'template' }>, text: string): Key {
  const directive = template.parts.some((part) => part.kind === 'directive');
  const quoting = directive ? text.slice(template.start, template.start + 3).replace(/[^"<-]/g, '') : '';
  // An empty text only tells that the whole is a string, which any other second part tells as well.
  const filled = template.parts.filter((part) => part.kind !== 'text' || part.text !== '');
  const parts = filled.length > 1 ? filled : template.parts;
  return ['template', quoting, ...parts.map((part) => partKey(part, text))];
}

function partKey(part: HclTemplatePart, text: string): Key {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'interpolation':
      return ['interpolation', keyOf(part.value, text)];
    case 'directive':
      return ['directive', text.slice(part.start, part.end)];
  }
}
