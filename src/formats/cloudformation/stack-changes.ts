// What changes in a template under each set of values that it is deployed with; called by `readStacks`.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { StackTemplate } from './stack.ts';
import { templateChanges } from './template-changes.ts';
import type { TemplateSide } from './template-changes.ts';
import { keyOf } from './worlds.ts';
import type { World } from './worlds.ts';

/** Parts that show in what uses them. */
const SILENT: readonly (string | null)[] = ['condition', 'mapping', 'metadata', 'parameter', 'rule'];

/**
 * `plain`: what the template alone says. What a set of values makes of such a change stands with it; what only the values make
 * is a change of its own, told once for all sets that make the same of it.
 */
export function stackChanges(
  template: StackTemplate,
  worlds: readonly World[],
  plain: readonly ParsedChange[],
): readonly ParsedChange[] {
  const found = worlds.map((world) => ({ world, changes: changesIn(template, world) }));
  const files = filesOf(
    worlds.flatMap((world) => world.files),
    template,
  );
  const told = new Set(plain.filter((change) => change.standing !== true).map(partOf));
  const own = plain.map((change): ParsedChange => {
    const usedIn = unionOf(change.usedIn, files);
    const otherwise = change.standing === true ? [] : found.flatMap((one) => otherwiseOf(change, one));
    return otherwise.length === 0 ? { ...change, usedIn } : { ...change, usedIn, otherwise };
  });
  const more = found.flatMap(({ world, changes }) =>
    changes
      .filter((change) => isNews(change, told, plain))
      .map((change) => withWorld(change, world, template)),
  );
  return [...own, ...merged(more)];
}

type Found = { readonly world: World; readonly changes: readonly ParsedChange[] };

function changesIn(template: StackTemplate, { given }: World): readonly ParsedChange[] {
  if (!template.changed && keyOf(given.before) === keyOf(given.after)) return [];
  const side = (which: 'before' | 'after'): TemplateSide | null => {
    const [document, values] = [template.document[which], given[which]];
    return document === null || values === null ? null : { document, given: values };
  };
  return templateChanges(side('before'), side('after'), template.input).filter(
    ({ type }) => !SILENT.includes(type),
  );
}

/** Of a thing that goes with these values, the deletion is told; what stands is told with what changes in the template itself. */
function isNews(change: ParsedChange, told: ReadonlySet<string>, plain: readonly ParsedChange[]): boolean {
  if (change.standing === true) return plain.length === 0;
  if (!told.has(partOf(change))) return true;
  const known = plain.find((one) => partOf(one) === partOf(change));
  return change.after === null && known?.after !== null;
}

function partOf({ address, type }: ParsedChange): string {
  return `${type ?? ''} ${address}`;
}

type Otherwise = NonNullable<ParsedChange['otherwise']>;

function otherwiseOf(change: ParsedChange, { world, changes }: Found): Otherwise {
  const same = changes.find((one) => one.standing !== true && partOf(one) === partOf(change));
  if (same === undefined || same.after === null) return [];
  const { before, after } = same;
  if (canonicalJson([before, after]) === canonicalJson([change.before, change.after])) return [];
  return [{ given: world.label, chosen: true, before, after }];
}

function withWorld(change: ParsedChange, world: World, template: StackTemplate): ParsedChange {
  return { ...change, usedIn: filesOf(world.files, template), given: world.label };
}

function filesOf(files: readonly string[], { path }: StackTemplate): readonly string[] {
  return [...new Set(files)].filter((file) => file !== path.after && file !== path.before).toSorted();
}

function unionOf(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].toSorted();
}

function merged(changes: readonly ParsedChange[]): readonly ParsedChange[] {
  const same = Map.groupBy(changes, ({ usedIn: _usedIn, given: _given, ...own }) => canonicalJson(own));
  return [...same.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const labels = [...new Set(some.flatMap(({ given }) => given ?? []))];
    const usedIn = [...new Set(some.flatMap((one) => one.usedIn))].toSorted();
    return [{ ...first, usedIn, given: labels.join(' and ') }];
  });
}
