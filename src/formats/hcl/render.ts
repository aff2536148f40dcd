// An expression as source text for people: one line, no comments, named secrets masked; called by `readValue`.
import { SENSITIVE, isSecretName } from '../sensitive.ts';
import type { HclExpression, HclObjectItem, HclStep, HclTemplatePart } from './expression.ts';

/** Layout is ours, so that equal expressions look equal; the text of templates is as written. */
export function expressionSource(expression: HclExpression, text: string): string {
  const source = (inner: HclExpression): string => expressionSource(inner, text);
  switch (expression.kind) {
    case 'literal':
    case 'number':
    case 'variable':
      return text.slice(expression.start, expression.end);
    case 'template':
      return templateSource(expression, text);
    case 'tuple':
      return `[${expression.items.map(source).join(', ')}]`;
    case 'object':
      return expression.items.length === 0
        ? '{}'
        : `{ ${expression.items.map((item) => itemSource(item, text)).join(', ')} }`;
    case 'access':
      return source(expression.on) + expression.steps.map((step) => stepSource(step, text)).join('');
    case 'call': {
      const given = expression.arguments.map(source).join(', ');
      return `${expression.name}(${given}${expression.expands ? '...' : ''})`;
    }
    case 'unary':
      return expression.operator + source(expression.operand);
    case 'binary':
      return `${source(expression.left)} ${expression.operator} ${source(expression.right)}`;
    case 'conditional':
      return `${source(expression.condition)} ? ${source(expression.then)} : ${source(expression.otherwise)}`;
    case 'for':
      return forSource(expression, source);
    case 'parentheses':
      return `(${source(expression.inner)})`;
  }
}

function itemSource(item: HclObjectItem, text: string): string {
  const { key, keyExpression, value } = item;
  const hidden = isSecretName(key ?? '') && !isHarmless(value);
  const shown = hidden ? JSON.stringify(SENSITIVE) : expressionSource(value, text);
  return `${expressionSource(keyExpression, text)} = ${shown}`;
}

/** A flag or an absence is no secret. */
function isHarmless(value: HclExpression): boolean {
  if (value.kind === 'parentheses') return isHarmless(value.inner);
  return value.kind === 'literal' && typeof value.value !== 'string';
}

function stepSource(step: HclStep, text: string): string {
  switch (step.kind) {
    case 'attribute':
      return `.${step.name}`;
    case 'index':
      return `[${expressionSource(step.key, text)}]`;
    case 'legacy-index':
      return text.slice(step.start, step.end);
    case 'splat':
      return step.form === 'full' ? '[*]' : '.*';
  }
}

function forSource(
  expression: Extract<HclExpression, { kind: 'for' }>,
  source: (inner: HclExpression) => string,
): string {
  const { form, names, collection, key, value, groups, condition } = expression;
  const header = `for ${names.join(', ')} in ${source(collection)} :`;
  const made = key === null ? source(value) : `${source(key)} => ${source(value)}`;
  const rest = `${groups ? '...' : ''}${condition === null ? '' : ` if ${source(condition)}`}`;
  return form === 'tuple' ? `[${header} ${made}${rest}]` : `{ ${header} ${made}${rest} }`;
}

/** From delimiter to delimiter, with the interpolations in our layout. */
function templateSource(template: Extract<HclExpression, { kind: 'template' }>, text: string): string {
  let shown = '';
  let at = template.start;
  for (const part of template.parts) {
    shown += text.slice(at, part.start) + partSource(part, text);
    at = part.end;
  }
  return shown + text.slice(at, template.end);
}

function partSource(part: HclTemplatePart, text: string): string {
  if (part.kind !== 'interpolation') return text.slice(part.start, part.end);
  const { before, after } = part.trim;
  return `\${${before ? '~' : ''}${expressionSource(part.value, text)}${after ? '~' : ''}}`;
}
