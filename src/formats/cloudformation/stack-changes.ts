// What changes in a template under each set of values that it is deployed with; called by `readStacks`.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import { member } from '../tree.ts';
import { opaqueFile } from '../whole-file.ts';
import type { StackTemplate } from './stack.ts';
import { templateChanges } from './template-changes.ts';
import type { TemplateSide } from './template-changes.ts';
import { keyOf } from './worlds.ts';
import type { World } from './worlds.ts';

/** Parts that show in what uses them. */
const SILENT: readonly (string | null)[] = ['condition', 'mapping', 'metadata', 'parameter', 'rule'];

/** States that may still be told under other values, in all templates that are read together. */
export type StateBudget = { left: number };

export type ReadStack = {
  readonly template: StackTemplate;
  readonly worlds: readonly World[];
  /** All files that give it values. */
  readonly sources: readonly string[];
  /** What the template alone says. */
  readonly plain: readonly ParsedChange[];
  readonly budget: StateBudget;
  /** It is deployed with more sets of values than are told, and they say something else. */
  readonly untold: boolean;
};

/**
 * What a set of values makes of a change of the template stands with it; what only the values make is a change of its own,
 * told once for all sets that make the same of it. Where there are too many of them, nobody knows what they make.
 */
export function stackChanges({
  template,
  worlds,
  sources,
  plain,
  budget,
  untold,
}: ReadStack): readonly ParsedChange[] {
  const isTold = plain.length > 0 && asksForNothing(template);
  const found = worlds
    .filter(({ given }) => !(isTold && givesNothing(given)))
    .map((world) => ({ world, changes: changesIn(template, world) }));
  const files = filesOf(sources, template);
  const told = new Set(plain.filter((change) => change.standing !== true).map(partOf));
  const byPart = found.map(({ world, changes }) => ({ world, parts: partsIn(changes) }));
  const own = plain.map((change): ParsedChange => {
    const usedIn = unionOf(change.usedIn, files);
    const otherwise = change.standing === true ? [] : byPart.flatMap((one) => otherwiseOf(change, one));
    if (otherwise.length === 0) return { ...change, usedIn };
    budget.left -= otherwise.length;
    return budget.left < 0 ? { ...change, usedIn, opaque: true } : { ...change, usedIn, otherwise };
  });
  const known = partsIn(plain);
  const more = found.flatMap(({ world, changes }) =>
    changes
      .filter((change) => isNews(change, { told, known, changed: plain.length > 0 }))
      .map((change) => withWorld(change, world, template)),
  );
  const all = [...own, ...merged(more)];
  // Nobody knows what the others make of it.
  return untold ? [...all, opaqueFile(template.input, 'stack-settings')] : all;
}

/** Without parameters a template says with the defaults what it says by itself. */
function asksForNothing({ document }: StackTemplate): boolean {
  return [document.before, document.after].every(
    (side) => side === null || member(side, 'Parameters') === undefined,
  );
}

function givesNothing({ before, after }: World['given']): boolean {
  return before?.size === 0 && after?.size === 0;
}

function partsIn(changes: readonly ParsedChange[]): ReadonlyMap<string, ParsedChange> {
  return new Map(
    changes.filter(({ standing }) => standing !== true).map((change) => [partOf(change), change]),
  );
}

type Found = { readonly world: World; readonly parts: ReadonlyMap<string, ParsedChange> };

type Told = {
  readonly told: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, ParsedChange>;
  /** The template itself changed. */
  readonly changed: boolean;
};

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
function isNews(change: ParsedChange, { told, known, changed }: Told): boolean {
  if (change.standing === true) return !changed;
  if (!told.has(partOf(change))) return true;
  return change.after === null && known.get(partOf(change))?.after !== null;
}

function partOf({ address, type }: ParsedChange): string {
  return `${type ?? ''} ${address}`;
}

type Otherwise = NonNullable<ParsedChange['otherwise']>;

function otherwiseOf(change: ParsedChange, { world, parts }: Found): Otherwise {
  const same = parts.get(partOf(change));
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
