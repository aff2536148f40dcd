// What a mapping can give where the deployment picks the key; called by `readValue`.
import { memory } from '../../model/memory.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { isSecretName } from '../sensitive.ts';
import { itemsOf, member } from '../tree.ts';
import { restOf } from './rests.ts';
import type { Rests } from './rests.ts';
import type { TemplateValue } from './value.ts';

/** Values that people still read. */
const FEW = 6;

/** `Sizes gives "t3.micro" for dev, "m5.large" for prod`: what `FindInMap` picks from. */
export function mappingRests(argument: TemplateValue, mappings: SyntaxNode | undefined): Rests {
  if (mappings === undefined) return new Map();
  const keys = argument.kind === 'list' ? argument.items.map(keyOf) : [];
  const told = known.get(mappings) ?? new Map<string, Rests>();
  known.set(mappings, told);
  const rests = told.get(JSON.stringify(keys)) ?? readMapping(keys, mappings);
  told.set(JSON.stringify(keys), rests);
  return rests;
}

/** Thousands of places may look the same thing up. */
const known = memory<SyntaxNode, Map<string, Rests>>();

function readMapping([name, top, second]: readonly (string | null)[], mappings: SyntaxNode): Rests {
  const mapping = name === undefined || name === null ? mappings : member(mappings, name);
  if (mapping?.kind !== 'map') return new Map();
  const rows = mapping.entries.filter(({ key }) => name === null || top === null || key === top);
  const found = rows.flatMap(({ key, value }) => {
    const cell = name === null || second === null || second === undefined ? value : member(value, second);
    return cell === undefined ? [] : [{ key, text: textOf(cell), plain: cell.kind === 'scalar' }];
  });
  if (found.length === 0) return new Map();
  const told = found.map(({ key, text }) => `${text} for ${key}`).join(', ');
  const title = name ?? 'a mapping';
  const readable =
    found.length <= FEW &&
    found.every(({ plain }) => plain) &&
    !isSecretName(second ?? '') &&
    !isSecretName(title);
  const compare = `${title} gives ${told}`;
  return new Map([[`Mappings.${title}.${second ?? ''}`, restOf(compare, readable ? compare : '')]]);
}

/** Null for a key that the deployment picks. */
function keyOf(value: TemplateValue): string | null {
  return value.kind === 'literal' && value.value !== null ? String(value.value) : null;
}

function textOf(node: SyntaxNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'list') return `[${itemsOf(node).map(textOf).join(', ')}]`;
  if (node.kind === 'alias') return `*${node.name}`;
  const members = node.entries.map(({ key, value }) => [key, textOf(value)]);
  return canonicalJson(Object.fromEntries(members));
}
