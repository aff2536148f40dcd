// Scalars of a template, whose readers speak YAML 1.1 and 1.2; called by `readValue`.
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import type { TemplateExpression, TemplateValue } from './value.ts';

/**
 * Plain texts that are one thing in YAML 1.1 and another in 1.2: `yes`, `0644`, `0x1F`, `22:30`, `1_000`. Twelve digits
 * are an account id, whatever they begin with.
 */
const DOUBTFUL =
  /^(?:yes|no|on|off)$|^[-+]?0(?:[0-7]{1,10}|[0-7]{12,40}|[xob][0-9a-f_]{1,40})$|^[-+]?\d{1,12}(?::[0-5]?\d){1,4}$|^[-+]?\d{1,15}_[\d_]{1,40}$/i;

/** A dynamic reference: the service looks the value up on deployment. */
const REFERENCE = /^\{\{resolve:[^{}]{1,2048}\}\}$/;

export function readScalar(node: SyntaxNode & { readonly kind: 'scalar' }): TemplateValue {
  const { line, text } = node;
  if (node.tag === null && isDoubtful(node)) return expression(text, false, line);
  if (isReference(text)) return expression(text, true, line);
  const value = toValue({ ...node, tag: node.tag?.startsWith('!!') === true ? node.tag : null });
  const literal =
    typeof value === 'object' && value !== null ? text : (value as string | number | boolean | null);
  return { kind: 'literal', value: literal, line };
}

/** Another text to each of its readers. */
export function isDoubtful({ style, text }: SyntaxNode & { readonly kind: 'scalar' }): boolean {
  return style === 'plain' && DOUBTFUL.test(text);
}

/** `{{resolve:secretsmanager:name}}` names a secret and is none. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** A text that stands for itself and is not known to be one value. */
export function expression(text: string, bare: boolean, line: number): TemplateExpression {
  return { kind: 'expression', text, shown: text, defaults: new Map(), rests: new Map(), bare, line };
}
