// What a function of a template gives where nothing is left to the deployment; called by `readValue`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { member } from '../tree.ts';
import { expression, isReference, readScalar } from './scalar.ts';
import { literalTexts } from './value.ts';
import type { TemplateValue } from './value.ts';

/** Functions feed each other, so a small text could grow without end: past this many characters they stay expressions. */
const MOST = 1_024;

type Surroundings = {
  readonly line: number;
  readonly mappings: SyntaxNode | undefined;
  /** What parameters are, where that is known. */
  readonly values: ReadonlyMap<string, TemplateValue>;
};

/** Null where the deployment decides. */
export function evaluateCall(
  name: string,
  argument: TemplateValue,
  surroundings: Surroundings,
): TemplateValue | null {
  const value = evaluate(name, argument, surroundings);
  if (value === null) return null;
  const size = literalTexts(value).reduce((sum, text) => sum + text.length + 1, 0);
  return size > MOST ? null : { ...value, line: surroundings.line };
}

function evaluate(
  name: string,
  argument: TemplateValue,
  { mappings, values }: Surroundings,
): TemplateValue | null {
  switch (name) {
    case 'Sub':
      return literal(substituted(argument, values).text);
    case 'Join':
      return literal(joined(argument));
    case 'Select':
      return selected(argument);
    case 'Split':
      return split(argument);
    case 'FindInMap':
      return mapped(argument, mappings);
    default:
      return null;
  }
}

function literal(text: string | null): TemplateValue | null {
  if (text === null) return null;
  if (isReference(text)) return expression(text, true, 0);
  return { kind: 'literal', value: text, line: 0 };
}

type Substituted = {
  /** Null where a name stands for something only the deployment knows. */
  readonly text: string | null;
  /** All such names. */
  readonly names: readonly string[];
};

/** The text of `Sub` with what its own map says; `${!Name}` is the text `${Name}`. */
export function substituted(
  argument: TemplateValue,
  values: ReadonlyMap<string, TemplateValue>,
): Substituted {
  const [template, given] = argument.kind === 'list' ? argument.items : [argument];
  const text = textOf(template);
  if (text === null) return { text: null, names: [] };
  const members = given?.kind === 'map' ? given.members : [];
  const known = new Map(members.map(({ key, value }) => [key, textOf(value)]));
  const names: string[] = [];
  const parts = text.split(/(\$\{[^{}]{1,1024}\})/).map((part) => {
    const inside = part.startsWith('${') && part.endsWith('}') ? part.slice(2, -1).trim() : null;
    if (inside === null) return part;
    if (inside.startsWith('!')) return `\${${inside.slice(1)}}`;
    const value = known.has(inside) ? (known.get(inside) ?? null) : textOf(values.get(inside));
    if (value === null) names.push(inside);
    return value ?? part;
  });
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return { text: names.length > 0 || size > Math.max(MOST, text.length) ? null : parts.join(''), names };
}

function joined(argument: TemplateValue): string | null {
  const [separator, list] = itemsOf(argument);
  const between = textOf(separator);
  const texts = list?.kind === 'list' ? list.items.map(textOf) : [null];
  const known = texts.filter((text) => text !== null);
  if (between === null || known.length < texts.length) return null;
  const size = known.reduce((sum, text) => sum + text.length + between.length, 0);
  return size > MOST ? null : known.join(between);
}

function selected(argument: TemplateValue): TemplateValue | null {
  const [index, list] = itemsOf(argument);
  const at = textOf(index);
  if (at === null || !/^\d{1,6}$/.test(at) || list?.kind !== 'list') return null;
  return list.items[Number(at)] ?? null;
}

function split(argument: TemplateValue): TemplateValue | null {
  const [separator, source] = itemsOf(argument);
  const [between, text] = [textOf(separator), textOf(source)];
  if (between === null || between === '' || text === null || text.length > MOST) return null;
  const items = text.split(between).map((value): TemplateValue => ({ kind: 'literal', value, line: 0 }));
  return { kind: 'list', items, line: 0 };
}

/** Only plain values: the service allows no function in a mapping, and one could lead back to itself. */
function mapped(argument: TemplateValue, mappings: SyntaxNode | undefined): TemplateValue | null {
  const keys = itemsOf(argument).map(textOf);
  const path = keys.filter((key) => key !== null);
  if (keys.length !== 3 || path.length !== 3) return null;
  const found = path.reduce(member, mappings);
  if (found?.tag !== null) return null;
  if (found.kind !== 'list') return plain(found);
  const items = found.items.map(plain);
  const known = items.filter((item) => item !== null);
  return known.length < items.length ? null : { kind: 'list', items: known, line: 0 };
}

function plain(node: SyntaxNode): TemplateValue | null {
  return node.kind === 'scalar' && node.tag === null ? readScalar(node) : null;
}

function itemsOf(value: TemplateValue): readonly TemplateValue[] {
  return value.kind === 'list' ? value.items : [];
}

function textOf(value: TemplateValue | undefined): string | null {
  return value?.kind === 'literal' && value.value !== null ? String(value.value) : null;
}
