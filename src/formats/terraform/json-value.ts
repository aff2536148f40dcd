// Values in Terraform's JSON syntax, where texts are templates; called by `json-body`.
import { childrenOf } from '../tree.ts';
import { maskValue } from '../sensitive.ts';
import type { HclExpression } from '../hcl/expression.ts';
import { parseHcl } from '../hcl/parse.ts';
import type { HclProblem } from '../hcl/refusal.ts';
import { toValue } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { evaluate } from './evaluate.ts';
import { referencesOf } from './references.ts';
import type { Scope } from './scope.ts';
import type { Member, Value } from './value.ts';

/** A text of the file as a template; the offsets of the expression count in `text`. */
type Template = { readonly expression: HclExpression; readonly text: string };
export type Templates = ReadonlyMap<SyntaxNode, Template>;
type Reading = { readonly templates: Templates; readonly scope: Scope };

export type JsonTemplates =
  | { readonly kind: 'ok'; readonly templates: Templates }
  | { readonly kind: 'problem'; readonly problem: HclProblem };

/** All texts below a node that are more than text. */
export function jsonTemplates(root: SyntaxNode): JsonTemplates {
  const templates = new Map<SyntaxNode, Template>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...childrenOf(node));
    if (node.kind !== 'scalar' || node.style !== 'quoted' || !isTemplate(node.text)) continue;
    const template = parseTemplate(node.text);
    if (template === null) {
      const message = 'this text is not a template';
      return { kind: 'problem', problem: { line: node.line, why: 'parse-error', message } };
    }
    templates.set(node, template);
  }
  return { kind: 'ok', templates };
}

function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/** Read as a heredoc, in which nothing but sequences has a meaning. Its last line break is none of the text. */
function parseTemplate(text: string): Template | null {
  const marker = markerFor(text);
  const source = `x = <<${marker}\n${text}\n${marker}\n`;
  const parsed = parseHcl(source);
  const [attribute, ...others] = parsed.kind === 'ok' ? parsed.body.attributes : [];
  const expression = attribute?.expression;
  if (expression?.kind !== 'template' || others.length > 0) return null;
  const last = expression.parts.at(-1);
  if (last?.kind !== 'text') return null;
  const end = last.text.slice(0, -1);
  const parts = [...expression.parts.slice(0, -1), ...(end === '' ? [] : [{ ...last, text: end }])];
  const [only] = parts;
  // `"${x}"` is x.
  if (parts.length === 1 && only?.kind === 'interpolation') return { expression: only.value, text: source };
  return { expression: { ...expression, parts }, text: source };
}

function markerFor(text: string): string {
  let marker = 'TEXT';
  while (text.includes(marker)) marker += '_';
  return marker;
}

export function jsonReferences(node: SyntaxNode, templates: Templates): ReadonlySet<string> {
  const template = templates.get(node);
  if (template !== undefined) return referencesOf(template.expression, template.text).names;
  return new Set(childrenOf(node).flatMap((child) => [...jsonReferences(child, templates)]));
}

/** Total. */
export function jsonValue(node: SyntaxNode, reading: Reading): Value {
  const { line } = node;
  switch (node.kind) {
    case 'list':
      return { kind: 'list', items: node.items.map((item) => jsonValue(item, reading)), line };
    case 'map':
      return object(node, reading) ?? unresolvedMap(node, reading);
    case 'scalar':
      return text(node, reading) ?? unresolved(node);
    case 'alias':
      return unresolved(node);
  }
}

/** Lines inside of a template are those of its own text. */
function text(node: Extract<SyntaxNode, { kind: 'scalar' }>, { templates, scope }: Reading): Value | null {
  const { line } = node;
  const template = templates.get(node);
  if (template !== undefined) {
    const value = evaluate(template.expression, { text: template.text, scope });
    const isText = template.expression.kind === 'template';
    const source = value.kind === 'unknown' && isText ? { source: written(node.text) } : {};
    return { ...value, ...source, line, elsewhere: true };
  }
  const plain = toValue(node);
  if (node.style === 'quoted') return { kind: 'known', value: node.text, line };
  return typeof plain === 'object' && plain !== null ? null : number(plain, line);
}

/** As HCL would write it: what is a document itself as a heredoc, in which it is read. */
function written(text: string): string {
  return /^\s*[[{]/.test(text) ? `<<TEXT\n${text}\nTEXT` : JSON.stringify(text);
}

/** A number that `toValue` left as text would lose digits, or is written in another form. */
function number(plain: null | boolean | number | string, line: number): Value | null {
  if (typeof plain !== 'string') return { kind: 'known', value: plain, line };
  const value = Number(plain);
  const digits = plain.replace(/[eE].*$|\D/g, '').replace(/^0+/, '');
  return Number.isFinite(value) && digits.length <= 15 ? { kind: 'known', value, line } : null;
}

function object(node: Extract<SyntaxNode, { kind: 'map' }>, reading: Reading): Value | null {
  const members = node.entries.map(({ key, keyLine, value }): Member => ({
    key,
    line: keyLine,
    value: jsonValue(value, reading),
  }));
  const odd = members.some(({ key }) => isTemplate(key) || ['expression', 'json', '__proto__'].includes(key));
  return odd ? null : { kind: 'object', members, line: node.line };
}

/** A reference or a type constraint in quotes. */
export function pointerValue(node: SyntaxNode): Value {
  const { line } = node;
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(pointerValue), line };
  if (node.kind === 'map') {
    const members = node.entries.map(({ key, keyLine, value }): Member => ({
      key,
      line: keyLine,
      value: pointerValue(value),
    }));
    return { kind: 'object', members, line };
  }
  return node.kind === 'scalar'
    ? { kind: 'unknown', key: node.text, source: node.text, line }
    : unresolved(node);
}

/** For people: on one line, named secrets masked. */
export function jsonSource(node: SyntaxNode): string {
  return JSON.stringify(maskValue(toValue(node)));
}

/** A map with a computed key, which nobody evaluates. It changes with all that is read in it. */
function unresolvedMap(node: SyntaxNode, { templates, scope }: Reading): Value {
  const text = JSON.stringify(toValue(node));
  const inKeys = text.match(/(?<![\w.-])(?:var|local)\.[\w-]{1,255}/g) ?? [];
  const names = new Set([...jsonReferences(node, templates), ...inKeys]);
  const inputs = [...names].toSorted().map((name) => scope.inputKeyOf(name));
  return {
    kind: 'unknown',
    line: node.line,
    key: [text, ...inputs].join(' '),
    source: jsonSource(node),
    inputs: inputs.join(' '),
  };
}

function unresolved(node: SyntaxNode): Value {
  return { kind: 'unknown', key: JSON.stringify(toValue(node)), source: jsonSource(node), line: node.line };
}
