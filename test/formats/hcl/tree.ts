// A parsed text as plain lists, in the form that scripts/hcl-reference prints; comparing two readers means comparing these.
import type {
  HclExpression,
  HclObjectItem,
  HclStep,
  HclTemplatePart,
} from '../../../src/formats/hcl/expression.ts';
import type { HclBody } from '../../../src/formats/hcl/read-body.ts';

export type Tree = string | number | boolean | null | readonly Tree[];

/** All that is in the body, with lines. */
export function bodyTree(body: HclBody, text: string): Tree {
  return [
    body.attributes.map(({ name, line, endLine, expression }) => [
      name,
      line,
      endLine,
      treeOf(expression, text),
    ]),
    body.blocks.map(({ type, labels, line, endLine, body: inner }) => [
      type,
      labels,
      [line, endLine],
      bodyTree(inner, text),
    ]),
  ];
}

function treeOf(expression: HclExpression, text: string): Tree {
  const { kind, line } = expression;
  const tree = (inner: HclExpression): Tree => treeOf(inner, text);
  const optional = (inner: HclExpression | null): Tree => (inner === null ? null : tree(inner));
  switch (expression.kind) {
    case 'literal':
      return [kind, line, expression.value];
    case 'number':
      return [kind, line, expression.text];
    case 'template':
      return templateTree(expression, text);
    case 'tuple':
      return [kind, line, expression.items.map(tree)];
    case 'object':
      return [kind, line, expression.items.map((item) => itemTree(item, text))];
    case 'variable':
      return [kind, line, expression.name];
    case 'access':
      return [kind, line, tree(expression.on), expression.steps.map((step) => stepTree(step, text))];
    case 'call':
      return [kind, line, expression.name, expression.expands, expression.arguments.map(tree)];
    case 'unary':
      return [kind, line, expression.operator, tree(expression.operand)];
    case 'binary':
      return [kind, line, expression.operator, tree(expression.left), tree(expression.right)];
    case 'conditional':
      return [kind, line, tree(expression.condition), tree(expression.then), tree(expression.otherwise)];
    case 'for': {
      const { names, collection, key, value, groups, condition } = expression;
      return [kind, line, names, tree(collection), optional(key), tree(value), groups, optional(condition)];
    }
    case 'parentheses':
      return [kind, line, tree(expression.inner)];
  }
}

function itemTree({ key, keyExpression, value }: HclObjectItem, text: string): Tree {
  return [[key, treeOf(keyExpression, text)], treeOf(value, text)];
}

/** HCL calls a heredoc without interpolation a literal, and knows no empty template. */
function templateTree({ line, parts }: Extract<HclExpression, { kind: 'template' }>, text: string): Tree {
  const [only] = parts;
  if (only === undefined) return ['literal', line, ''];
  if (parts.length === 1 && only.kind === 'text') return ['literal', line, only.text];
  return ['template', line, ...parts.map((part) => partTree(part, text))];
}

function partTree(part: HclTemplatePart, text: string): Tree {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'interpolation':
      return treeOf(part.value, text);
    case 'directive':
      return ['directive', text.slice(part.start, part.end)];
  }
}

function stepTree(step: HclStep, text: string): Tree {
  switch (step.kind) {
    case 'attribute':
      return [step.kind, step.name];
    case 'index': {
      const key = constant(step.key);
      return [step.kind, key === undefined ? treeOf(step.key, text) : key];
    }
    case 'legacy-index':
      return [step.kind, `number ${step.index.toExponential()}`];
    case 'splat':
      return [step.kind, step.form];
  }
}

/** A key that HCL evaluates at once. */
function constant(key: HclExpression): Tree | undefined {
  if (key.kind === 'number') return `number ${Number(key.text).toExponential()}`;
  if (key.kind === 'literal') return key.value;
  const [only] = key.kind === 'template' ? key.parts : [];
  if (key.kind !== 'template' || key.parts.length > 1) return undefined;
  return only === undefined ? '' : only.kind === 'text' ? only.text : undefined;
}
