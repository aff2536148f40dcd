// Templates and files of parameters that must be read together, told by their texts alone. Called by `planProjects`.
import type { FileChange, FileSide } from '../../model/files.ts';
import { Groups } from '../groups.ts';
import type { Project } from '../project.ts';
import { beside } from './pulls-in.ts';
import { isSamSettings } from './sam-settings.ts';

/** Words of a template; a text that only mentions them costs a look. */
const TEMPLATE = /AWSTemplateFormatVersion|\b(?:AWS|Alexa|Custom)::[A-Za-z0-9]/;
/** A file of nothing but values: one map, with lists in it at most. */
const FLAT = /^\s*\{[^{}]*\}\s*$/;
/** No file of values is longer. */
const LONGEST = 100_000;

/**
 * Joins a template with the files that name one of its parameters, and with the templates that it names. Joining too much
 * costs time and never meaning. `others`: what stands alone.
 */
export function stackProjects(
  changes: readonly FileChange[],
  around: readonly FileSide[],
): { readonly projects: readonly Project[]; readonly others: readonly FileChange[] } {
  const own = changes.filter((change) => sidesOf(change).some(isNear));
  if (own.length === 0) return { projects: [], others: changes };
  const sides = [...own.flatMap(sidesOf), ...around].filter(isNear);
  const groups = new Groups();
  const templates = sides.filter((side) => TEMPLATE.test(textOf(side)));
  const values = sides.filter((side) => !templates.includes(side));
  for (const { path } of sides) groups.add(path);
  for (const change of own) {
    const [first, second] = sidesOf(change);
    if (first !== undefined && second !== undefined) groups.join(first.path, second.path);
  }
  for (const side of templates) for (const path of namedIn(side)) groups.join(side.path, path);
  if (values.length > 0) {
    const byName = holdersOf(templates);
    for (const side of values) for (const path of holdersIn(side, byName)) groups.join(side.path, path);
  }
  const members = Map.groupBy(own, (change) => groups.find(sidesOf(change)[0]?.path ?? ''));
  const near = Map.groupBy(around.filter(isNear), ({ path }) => groups.find(path));
  return {
    projects: [...members].map(([group, some]) => ({ changes: some, around: near.get(group) ?? [] })),
    others: changes.filter((change) => !own.includes(change)),
  };
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
  if (!/\.(?:ya?ml|json|template)$/i.test(side.path)) return false;
  const text = textOf(side);
  return TEMPLATE.test(text) || (text.length <= LONGEST && GIVES.some((one) => one.test(text)));
}

const GIVES: readonly RegExp[] = [
  /\bParameterKey\b/,
  /\bParameters["']?\s*:/,
  /^\s*\[\s*"[A-Za-z0-9]{1,255}=/,
  FLAT,
];

/** Templates that name another: `TemplateURL: ./network.yaml`. */
const NAMES = /\b(?:TemplateURL|Location)["']?[ \t]*:[ \t]*["']?([\w.][\w./ -]{0,1023})/g;

function namedIn(side: FileSide): readonly string[] {
  return [...textOf(side).matchAll(NAMES)].flatMap(([, path = '']) => beside(side.path, path.trim()) ?? []);
}

/** A key of a map, a text in front of `=`. */
const KEY = /(?<![A-Za-z0-9])([A-Za-z0-9]{1,255})["']?\s{0,40}:/g;
const GIVEN =
  /ParameterKey["']?\s{0,40}[:=]\s{0,40}["']?([A-Za-z0-9]{1,255})|(?<![A-Za-z0-9])([A-Za-z0-9]{1,255})["']?\s{0,40}[:=]/g;

function holdersOf(templates: readonly FileSide[]): ReadonlyMap<string, ReadonlySet<string>> {
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

function holdersIn(side: FileSide, byName: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, key, other] of textOf(side).matchAll(GIVEN)) {
    const name = key ?? other ?? '';
    for (const path of (key === undefined && COMMON.test(name) ? undefined : byName.get(name)) ?? [])
      found.add(path);
  }
  return found;
}
