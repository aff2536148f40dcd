// A policy that a template writes as a text: JSON in `Sub` and in `ToJsonString`. Called by `readValue`.
import type { JsonValue } from '../../model/json.ts';
import type { TemplateValue } from './value.ts';

/** What a text with names in it is. */
type ReadText = (text: TemplateValue) => TemplateValue;

/**
 * `!Sub '{"Statement": […]}'` as the policy that it is, each text in it with names of the template as a `Sub` of its own;
 * `ToJsonString` as what it is given. Null for every other call, and for a text that is no JSON before its names are known.
 */
export function policyText(name: string, argument: TemplateValue, readText: ReadText): TemplateValue | null {
  if (name === 'ToJsonString') return argument.kind === 'map' || argument.kind === 'list' ? argument : null;
  const [text] = argument.kind === 'list' ? argument.items : [argument];
  if (name !== 'Sub' || text?.kind !== 'literal' || typeof text.value !== 'string') return null;
  const policy = parsed(text.value);
  return policy === null ? null : valueOf(policy, { argument, readText, line: argument.line });
}

function parsed(text: string): JsonValue | null {
  if (!/^\s*\{/.test(text) || !/"Statement"\s*:/i.test(text)) return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

type Around = { readonly argument: TemplateValue; readonly readText: ReadText; readonly line: number };

function valueOf(value: JsonValue, around: Around): TemplateValue {
  const { argument, readText, line } = around;
  if (typeof value === 'string' && value.includes('${')) {
    const text: TemplateValue = { kind: 'literal', value, line };
    return readText(
      argument.kind === 'list' ? { ...argument, items: [text, ...argument.items.slice(1)] } : text,
    );
  }
  if (value === null || typeof value !== 'object') return { kind: 'literal', value, line };
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item: JsonValue) => valueOf(item, around)), line };
  const members = Object.entries(value).map(([key, member]) => ({
    key,
    line,
    value: valueOf(member as JsonValue, around),
  }));
  return { kind: 'map', members, line };
}
