// An expression as source text for people: one line, no comments, named secrets masked; called by `readValue`.
import { SENSITIVE, isSecretData, isSecretName, namesSecret } from '../sensitive.ts';
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
      return expression.items.length === 0 ? '{}' : `{ ${itemSources(expression.items, text).join(', ')} }`;
    case 'access':
      return source(expression.on) + expression.steps.map((step) => stepSource(step, text)).join('');
    case 'call': {
      const given = (
        CHOOSING.test(expression.name)
          ? besideSecret(expression.arguments, text)
          : expression.arguments.map(source)
      ).join(', ');
      return `${expression.name}(${given}${expression.expands ? '...' : ''})`;
    }
    case 'unary':
      return expression.operator + source(expression.operand);
    case 'binary':
      return `${source(expression.left)} ${expression.operator} ${source(expression.right)}`;
    case 'conditional':
      return `${source(expression.condition)} ? ${besideSecret([expression.then, expression.otherwise], text).join(' : ')}`;
    case 'for':
      return forSource(expression, source);
    case 'parentheses':
      return `(${source(expression.inner)})`;
  }
}

function itemSources(items: readonly HclObjectItem[], text: string): readonly string[] {
  const textOf = ({ value }: HclObjectItem): string | null => plainText(value);
  const named = items.some((item) => namesSecret(item.key ?? '', textOf(item)));
  const isSecretObject = items.some((item) => item.key === 'kind' && textOf(item) === 'Secret');
  return items.map((item) => {
    const key = item.key ?? '';
    const isSecret = isSecretName(key) || (named && key === 'value') || (isSecretObject && isSecretData(key));
    const shown =
      isSecret && !isHarmless(item.value) ? JSON.stringify(SENSITIVE) : expressionSource(item.value, text);
    return `${expressionSource(item.keyExpression, text)} = ${shown}`;
  });
}

/** What stands for a secret, or may: `coalesce(var.db_password, "…")`, `var.x ? local.api_token : "…"`. */
function besideSecret(parts: readonly HclExpression[], text: string): readonly string[] {
  const hides = parts.some(isSecretReference);
  return parts.map((part) =>
    hides && (plainText(part) ?? '') !== '' ? JSON.stringify(SENSITIVE) : expressionSource(part, text),
  );
}

/** Functions that give back one of their arguments. */
const CHOOSING = /^(?:coalesce|coalescelist|element|lookup|nonsensitive|one|sensitive|try)$/;

function isSecretReference(expression: HclExpression): boolean {
  if (expression.kind === 'parentheses') return isSecretReference(expression.inner);
  if (expression.kind === 'call') return expression.arguments.some(isSecretReference);
  if (expression.kind !== 'access') return false;
  const last = expression.steps.findLast((step) => step.kind === 'attribute');
  return last !== undefined && isSecretName(last.name);
}

/** A text without anything computed in it, else null. */
function plainText(expression: HclExpression): string | null {
  if (expression.kind === 'parentheses') return plainText(expression.inner);
  if (expression.kind === 'literal') return typeof expression.value === 'string' ? expression.value : null;
  const [only, ...others] = expression.kind === 'template' ? expression.parts : [];
  return only?.kind === 'text' && others.length === 0 ? only.text : null;
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
