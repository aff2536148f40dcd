// Values of a template once its functions are read; made by `readValue`, flattened by `templateEntries`.
import type { JsonValue } from '../../model/json.ts';
import { SENSITIVE } from '../sensitive.ts';
import { bundle, phrasesOf } from './rests.ts';
import type { Rests } from './rests.ts';
import { isSecretProperty } from './secret-names.ts';

/** Every value knows its 1-based line. */
export type TemplateValue =
  /** `value` is what YAML 1.1 and 1.2 both make of it; what they make different things of is an expression. */
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly line: number }
  | TemplateExpression
  /** `AWS::NoValue`: as if the property were not there. */
  | { readonly kind: 'absent'; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly TemplateValue[]; readonly line: number }
  | { readonly kind: 'map'; readonly members: readonly TemplateMember[]; readonly line: number };

export type TemplateExpression = {
  readonly kind: 'expression';
  /** The same for both spellings: `!Sub "${Stage}-bucket"`. May hold secrets: for comparison only. */
  readonly text: string;
  /** The same without the secrets that stand in it. */
  readonly shown: string;
  /** Literal defaults of the parameters it names: what they are unless somebody says otherwise on deployment. */
  readonly defaults: ReadonlyMap<string, string>;
  /** Conditions, mappings and parameters elsewhere in the template that decide what it is. */
  readonly rests: Rests;
  /** It names things and holds no text of its own, so it cannot hold a secret. */
  readonly bare: boolean;
  readonly line: number;
};

export type TemplateMember = { readonly key: string; readonly line: number; readonly value: TemplateValue };

/** `compare` may hold secrets, `show` has none. */
export type Purpose = 'compare' | 'show';

/** One line of text; the notation of JSON for texts, lists and maps, that of YAML's short tags for functions. */
export function renderValue(value: TemplateValue, purpose: Purpose): string {
  switch (value.kind) {
    case 'literal':
      return JSON.stringify(value.value);
    case 'absent':
      return '!Ref AWS::NoValue';
    case 'expression':
      return purpose === 'compare' ? value.text : value.shown;
    case 'list':
      return `[${value.items.map((item) => renderValue(item, purpose)).join(', ')}]`;
    case 'map':
      return `{${value.members.map((member) => renderMember(member, { value, purpose })).join(', ')}}`;
  }
}

type MapValue = TemplateValue & { readonly kind: 'map' };

function renderMember(
  member: TemplateMember,
  { value, purpose }: { readonly value: MapValue; readonly purpose: Purpose },
): string {
  const hidden = purpose === 'show' && isSecretMember(value, member) && !isBare(member.value);
  const text = hidden ? JSON.stringify(SENSITIVE) : renderValue(member.value, purpose);
  return `${JSON.stringify(member.key)}: ${text}`;
}

/** By its own name, or because the name beside it says so: `{Name: DB_PASSWORD, Value: …}` as containers and builds spell it. */
export function isSecretMember(map: MapValue, { key }: TemplateMember): boolean {
  if (isSecretProperty(key)) return true;
  return /^(?:parameter)?value$/i.test(key) && map.members.some(isNameOfSecret);
}

function isNameOfSecret({ key, value }: TemplateMember): boolean {
  const isName = /^(?:parameter)?(?:name|key)$/i.test(key);
  return (
    isName && value.kind === 'literal' && typeof value.value === 'string' && isSecretProperty(value.value)
  );
}

/** An expression as a value of a change, with what its conditions and mappings say, and its parameters are by default. */
export function expressionJson(expression: TemplateExpression, purpose: Purpose): JsonValue {
  const text = renderValue(expression, purpose);
  const defaults = [...expression.defaults].map(([name, value]) => `${name} is ${value} by default`);
  const told = [...new Set([...phrasesOf(bundle(expression.rests), purpose), ...defaults])];
  return { expression: told.length === 0 ? text : `${text} (${told.join(', ')})` };
}

/** All expressions inside, the value itself included. */
export function expressionsIn(value: TemplateValue): readonly TemplateExpression[] {
  if (value.kind === 'list') return value.items.flatMap(expressionsIn);
  if (value.kind === 'map') return value.members.flatMap((member) => expressionsIn(member.value));
  return value.kind === 'expression' ? [value] : [];
}

/** Whether nothing in it could be a secret: names of other things, flags, absences. */
export function isBare(value: TemplateValue): boolean {
  switch (value.kind) {
    case 'literal':
      return value.value === null || typeof value.value === 'boolean';
    case 'absent':
      return true;
    case 'expression':
      return value.bare && value.defaults.size === 0;
    case 'list':
      return value.items.every(isBare);
    case 'map':
      return value.members.every((member) => isBare(member.value));
  }
}

/** Every text and number inside that is written down. */
export function literalTexts(value: TemplateValue): readonly string[] {
  if (value.kind === 'list') return value.items.flatMap(literalTexts);
  if (value.kind === 'map') return value.members.flatMap((member) => literalTexts(member.value));
  return value.kind === 'literal' && value.value !== null ? [String(value.value)] : [];
}
