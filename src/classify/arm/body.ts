// The state of a block of azapi in the words of azurerm: called by read-as.ts.
import type { ResourceState } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { isExpression } from '../expression.ts';
import { foldName, segmentsOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';
import { SPELLINGS } from './spellings.ts';
import type { Spelling } from './spellings.ts';

/** Arguments that hold what is sent to Azure. */
const BODIES: readonly string[] = ['body', 'sensitive_body'];

/** Whether all that is sent can be read: not where the whole body is computed. */
export function isBodyRead(state: ResourceState | null): boolean {
  return treeOf(state).children.every(
    ({ name, value, children }) => !BODIES.includes(name) || children.length > 0 || isEmpty(value),
  );
}

function isEmpty(value: JsonValue): boolean {
  return (
    value === null || (typeof value === 'object' && !isExpression(value) && Object.keys(value).length === 0)
  );
}

type Leaf = { readonly path: readonly string[]; readonly value: JsonValue; readonly line: number };

/** Arguments beside the body stay; the body comes up to them, each property under the name that azurerm gives it. */
export function inWordsOf(terraformType: string, state: ResourceState): ResourceState {
  const spellings = SPELLINGS.filter(
    ({ types }) => types === '*' || types.split(' ').includes(terraformType),
  );
  const beside = Object.entries(state).filter(([path]) => !BODIES.includes(segmentsOf(path)[0] ?? ''));
  const named = beside.map(([path, entry]) => [renamed(path, spellings), entry] as const);
  const inside = treeOf(state)
    .children.filter(({ name }) => BODIES.includes(name))
    .flatMap((body) => body.children.flatMap((child) => leavesOf(child, [])))
    .map((leaf) => entryOf(leaf, spellings));
  return Object.fromEntries([...named, ...inside]);
}

function renamed(path: string, spellings: readonly Spelling[]): string {
  return spellings.find(({ arm }) => arm === path)?.terraform ?? path;
}

/** Every leaf with its path; the level `properties`, which azurerm does not have, is left out. */
function leavesOf(node: Node, above: readonly string[]): readonly Leaf[] {
  if (isSwitchedOff(node, above)) return [];
  const path =
    node.name === 'properties' && node.children.length > 0 ? above : [...above, snakeOf(node.name)];
  if (node.children.length === 0) return [{ path, value: node.value, line: node.line }];
  return node.children.flatMap((child) => leavesOf(child, path));
}

/** Categories of logs are switched on and off one by one, and azurerm lists only those that are on. */
function isSwitchedOff(node: Node, above: readonly string[]): boolean {
  if (above.length !== 1 || above[0] !== 'logs') return false;
  return textOf(node.children.find(({ name }) => name === 'enabled')) === 'false';
}

function snakeOf(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function entryOf(
  { path, value, line }: Leaf,
  spellings: readonly Spelling[],
): [string, ResourceState[string]] {
  const found = spellings
    .map((spelling) => ({ spelling, rest: restAfter(path, spelling.arm.split('.')) }))
    .find(({ rest }) => rest !== null);
  if (found === undefined || found.rest === null) return [pathOf(path), { value, line, sensitive: false }];
  const names = found.spelling.terraform.split('.');
  const { indexes, rest } = found.rest;
  const start = names.flatMap((name, at) => [name, ...(indexes[at] ?? [])]);
  const more = indexes.slice(names.length).flat();
  const text = typeof value === 'object' ? '' : String(value).toLowerCase();
  const { values = {} } = found.spelling;
  const said = rest.length === 0 && Object.hasOwn(values, text) ? (values[text] ?? null) : value;
  return [pathOf([...start, ...more, ...rest]), { value: said, line, sensitive: false }];
}

/** The indexes after each of the names, and what follows; null where the path does not begin with them. */
function restAfter(
  path: readonly string[],
  names: readonly string[],
): { readonly indexes: readonly (readonly string[])[]; readonly rest: readonly string[] } | null {
  const indexes: string[][] = [];
  let at = 0;
  for (const name of names) {
    if (foldName(path[at] ?? '') !== foldName(name)) return null;
    at += 1;
    const here: string[] = [];
    while (isIndex(path[at])) {
      here.push(path[at] ?? '');
      at += 1;
    }
    indexes.push(here);
  }
  return { indexes, rest: path.slice(at) };
}

function isIndex(segment: string | undefined): boolean {
  return /^\d+$/.test(segment ?? '');
}

function pathOf(segments: readonly string[]): string {
  return segments
    .map((segment, at) => (isIndex(segment) ? `[${segment}]` : `${at === 0 ? '' : '.'}${quoted(segment)}`))
    .join('');
}

function quoted(segment: string): string {
  return /^[\w-]+$/.test(segment) ? segment : `"${segment.replaceAll('"', '')}"`;
}
