// Templates and files of parameters that must be read together, told by their texts alone. Called by `planProjects`.
import type { FileChange, FileSide } from '../../model/files.ts';
import { Groups } from '../groups.ts';
import type { Project } from '../project.ts';
import { keysIn } from './key-groups.ts';
import { beside } from './pulls-in.ts';
import { isSamSettings } from './sam-settings.ts';
import { isStackPath } from './stack-paths.ts';

/** Words of a template; a text that only mentions them costs a look. */
const TEMPLATE = /AWSTemplateFormatVersion|\b(?:AWS|Alexa|Custom)::[A-Za-z0-9]/;
/** A file of nothing but values, without its texts: one map, with lists in it at most. */
const FLAT = /^\s*\{[^{}]*\}\s*$/;
const TEXTS = /"(?:[^"\\]|\\[^])*"/g;
/** No file of values that stays as it is is longer. */
const LONGEST = 100_000;

/**
 * Joins a template with the files that name one of its parameters, and with the templates that it names. Joining too much
 * costs time and never meaning. `others`: what stands alone.
 */
export function stackProjects(
  changes: readonly FileChange[],
  around: readonly FileSide[],
): { readonly projects: readonly Project[]; readonly others: readonly FileChange[] } {
  const standing = around.filter(isNear);
  const [changed, rest] = partition(changes, (change) => sidesOf(change).some(isNear));
  const near = [...changed.flatMap(sidesOf).filter(isNear), ...standing];
  const templates = near.filter((side) => TEMPLATE.test(textOf(side)));
  const others = near.length > templates.length || rest.some((change) => sidesOf(change).some(mayNameThem));
  const byName: Holders = others ? holdersOf(templates) : new Map();
  const own = new Set([
    ...changed,
    ...rest.filter((change) => sidesOf(change).some((side) => namesMany(side, byName))),
  ]);
  if (own.size === 0) return { projects: [], others: changes };
  const groups = new Groups();
  const isTemplate = new Set(templates);
  const sides = [...[...own].flatMap(sidesOf), ...standing];
  const values = sides.filter((side) => !isTemplate.has(side));
  for (const { path } of sides) groups.add(path);
  for (const change of own) {
    const [first, second] = sidesOf(change);
    if (first !== undefined && second !== undefined) groups.join(first.path, second.path);
  }
  for (const side of templates) for (const path of namedIn(side)) groups.join(side.path, path);
  for (const side of values) for (const path of holdersIn(side, byName)) groups.join(side.path, path);
  const members = Map.groupBy([...own], (change) => groups.find(sidesOf(change)[0]?.path ?? ''));
  const unchanged = Map.groupBy(standing, ({ path }) => groups.find(path));
  return {
    projects: [...members].map(([group, some]) => ({ changes: some, around: unchanged.get(group) ?? [] })),
    others: changes.filter((change) => !own.has(change)),
  };
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  const passing = new Set(all.filter(test));
  return [[...passing], all.filter((one) => !passing.has(one))];
}

function sidesOf({ before, after }: FileChange): readonly FileSide[] {
  return [before, after].filter((side) => side !== null);
}

function textOf({ content }: FileSide): string {
  return content.kind === 'text' ? content.text : '';
}

/** A template, or what could give values to one. */
function isNear(side: FileSide): boolean {
  if (side.path.startsWith('.github/')) return false;
  if (isSamSettings(side.path)) return true;
  if (!isStackPath(side.path)) return false;
  const text = textOf(side);
  return (
    TEMPLATE.test(text) || (text.length <= LONGEST && (GIVES.some((one) => one.test(text)) || isFlat(text)))
  );
}

function isFlat(text: string): boolean {
  if (/^\s*\{/.test(text)) return FLAT.test(text.replaceAll(TEXTS, ''));
  return text.split('\n').every((line) => LINE.test(line));
}

/** `Key: value`, `Key=Value` and `- Key=Value`, comments and nothing. */
const LINE = /^(?:[A-Za-z0-9]{1,255}\s{0,40}[:=]|-\s{1,40}["']?[A-Za-z0-9]{1,255}=|\s*(?:#|$)|---)/;

function mayNameThem({ path }: FileSide): boolean {
  return isStackPath(path);
}

/** Whether many of the keys in a text are keys of a template: it may give values in a way that nobody knows. */
function namesMany(side: FileSide, byName: Holders): boolean {
  if (byName.size === 0 || !isStackPath(side.path)) return false;
  const names = new Set(keysIn(textOf(side)));
  const known = [...names].filter((name) => byName.has(name) && !COMMON.test(name));
  return known.length > 0 && known.length * 4 >= names.size;
}

const GIVES: readonly RegExp[] = [
  /\bParameterKey\b/,
  /\bparameters["']?\s*:/i,
  /^\s*\[\s*"[A-Za-z0-9]{1,255}=/,
];

/** Templates that name another: `TemplateURL: ./network.yaml`. */
const NAMES = /\b(?:TemplateURL|Location)["']?[ \t]*:[ \t]*["']?([\w.][\w./ -]{0,1023})/g;

function namedIn(side: FileSide): readonly string[] {
  return [...textOf(side).matchAll(NAMES)].flatMap(([, path = '']) => beside(side.path, path.trim()) ?? []);
}

/** A key of a map, a text in front of `=`. */
const KEY = /(?<![A-Za-z0-9])([A-Za-z0-9]{1,255})["']?\s{0,40}:/g;
/** Paths of the templates that hold a word. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

function holdersOf(templates: readonly FileSide[]): Holders {
  const holders = new Map<string, Set<string>>();
  for (const side of templates)
    for (const [, name = ''] of textOf(side).matchAll(KEY)) {
      const known = holders.get(name);
      if (known === undefined) holders.set(name, new Set([side.path]));
      else known.add(side.path);
    }
  return holders;
}

/** Words that stand in every template. */
const COMMON =
  /^(?:AWSTemplateFormatVersion|Description|Parameters|Resources|Outputs|Conditions|Mappings|Metadata|Transform|Type|Default|Properties|Value|Key|Name|Tags|Ref|Version|Statement|Effect|Action|Resource)$/;

function holdersIn(side: FileSide, byName: Holders): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of keysIn(textOf(side)))
    for (const path of (COMMON.test(name) ? undefined : byName.get(name)) ?? []) found.add(path);
  return found;
}
