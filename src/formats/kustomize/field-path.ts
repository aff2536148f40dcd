// Paths of fields as replacements of Kustomize write them, and what stands there; called by what applies them.
// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';

/** `containers` or `0` as text, `[name=app]` as the member and its value (of an element that is a plain value: no member). */
export type Step = string | { readonly key: string; readonly value: string };

/** Split by dots, but not inside of brackets; `\.` is a dot of a name. */
export function fieldPath(text: string): readonly Step[] {
  const parts: string[] = [''];
  let depth = 0;
  const add = (more: string): void => void parts.push((parts.pop() ?? '') + more);
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? '';
    if (sign === '\\' && index + 1 < text.length) add(text[(index += 1)] ?? '');
    else if (sign === '.' && depth === 0) parts.push('');
    else {
      depth = Math.max(0, depth + (sign === '[' ? 1 : sign === ']' ? -1 : 0));
      add(sign);
    }
  }
  return parts.filter((part) => part !== '').map(stepOf);
}

function stepOf(part: string): Step {
  const inner = part.startsWith('[') && part.endsWith(']') ? part.slice(1, -1) : null;
  if (inner === null) return part;
  const sign = inner.indexOf('=');
  return sign < 0 ? inner : { key: inner.slice(0, sign), value: inner.slice(sign + 1) };
}

/** The first value there. */
export function valueAt(node: SyntaxNode, path: readonly Step[]): SyntaxNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (node.kind === 'map') {
    const below = typeof step === 'string' ? member(node, step) : undefined;
    return below === undefined ? undefined : valueAt(below, rest);
  }
  if (node.kind !== 'list') return undefined;
  for (const item of node.items.filter((_item, index) => isMeant(node.items, index, step))) {
    const found = valueAt(item, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isMeant(items: readonly SyntaxNode[], index: number, step: Step): boolean {
  if (typeof step === 'string') return step === '*' || step === String(index);
  const item = items[index];
  return textOf(step.key === '' ? item : member(item, step.key)) === step.value;
}

export type Setting = {
  /** What shall stand there, beside what stands there. */
  readonly value: (old: SyntaxNode | undefined) => SyntaxNode;
  /** Whether what is missing on the way is made. */
  readonly create: boolean;
};

/** The tree with another value at every place that the path means; the same tree where it means none. */
export function withValueAt(node: SyntaxNode, path: readonly Step[], setting: Setting): SyntaxNode {
  const [step, ...rest] = path;
  if (step === undefined) return placedAt(setting.value(node), node);
  if (node.kind === 'map' && typeof step === 'string') {
    const old = node.entries.findLast(({ key }) => key === step);
    if (old !== undefined) {
      const entries = node.entries.map((entry) =>
        entry === old ? { ...entry, value: withValueAt(entry.value, rest, setting) } : entry,
      );
      return { ...node, entries };
    }
    return setting.create
      ? { ...node, entries: [...node.entries, entryAt(step, made(rest, setting, node), node)] }
      : node;
  }
  if (node.kind !== 'list') return setting.create && isEmpty(node) ? made(path, setting, node) : node;
  const meant = node.items.map((_item, index) => isMeant(node.items, index, step));
  if (!meant.includes(true))
    return setting.create
      ? { ...node, items: [...node.items, elementOf(step, made(rest, setting, node), node)] }
      : node;
  return {
    ...node,
    items: node.items.map((item, index) => (meant[index] === true ? withValueAt(item, rest, setting) : item)),
  };
}

function isEmpty(node: SyntaxNode): boolean {
  return node.kind === 'scalar' && /^(?:|~|null)$/.test(node.text);
}

/** What the rest of a path means where there is nothing. */
function made(path: readonly Step[], setting: Setting, at: SyntaxNode): SyntaxNode {
  const [step, ...rest] = path;
  if (step === undefined) return placedAt(setting.value(undefined), at);
  const below = made(rest, setting, at);
  const place = placeOf(at);
  return typeof step === 'string' && !/^(?:-|\*|\d+)$/.test(step)
    ? { ...place, kind: 'map', entries: [entryAt(step, below, at)] }
    : { ...place, kind: 'list', items: [elementOf(step, below, at)] };
}

/** An element that is made because none has the name gets it. */
function elementOf(step: Step, value: SyntaxNode, at: SyntaxNode): SyntaxNode {
  if (typeof step === 'string' || step.key === '' || value.kind !== 'map') return value;
  const name: SyntaxNode = {
    ...placeOf(at),
    kind: 'scalar',
    text: step.value,
    source: step.value,
    style: 'quoted',
  };
  return {
    ...value,
    entries: [entryAt(step.key, name, at), ...value.entries.filter(({ key }) => key !== step.key)],
  };
}

function entryAt(key: string, value: SyntaxNode, { line }: SyntaxNode): SyntaxEntry {
  return { key, keyLine: line, keyColumn: 1, merge: false, value };
}

function placeOf({ line, column, endLine }: SyntaxNode) {
  return { line, column, endLine, tag: null, anchor: null };
}

/** What is copied stands where it is copied to: lines of another file would mean nothing here. */
function placedAt(node: SyntaxNode, at: SyntaxNode): SyntaxNode {
  const { line, column, endLine } = at;
  const place = { line, column, endLine };
  if (node.kind === 'list') return { ...node, ...place, items: node.items.map((item) => placedAt(item, at)) };
  if (node.kind !== 'map') return { ...node, ...place };
  const entries = node.entries.map((entry) => ({
    ...entry,
    keyLine: line,
    keyColumn: column,
    value: placedAt(entry.value, at),
  }));
  return { ...node, ...place, entries };
}
