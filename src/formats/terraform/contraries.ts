// What a change would say under other values of variables of which only the default is known: a default alone settles nothing. Called by `roots`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { callsOf, withoutKeys } from '../../model/terraform-address.ts';
import { toState } from '../state.ts';
import { argumentOf } from './body.ts';
import { moduleAt, modulesOf } from './called-modules.ts';
import type { Modules } from './called-modules.ts';
import { declarationsOf } from './declarations.ts';
import { keyText } from './each.ts';
import type { SourceEntry } from './entries.ts';
import type { Instance } from './instances.ts';
import type { Side, VariablesFile } from './repository.ts';
import { UNKNOWN_SCOPE } from './scope.ts';
import type { Value } from './value.ts';

type Plain = string | number | boolean;
/** One root under other values, and how to say which. */
type World = { readonly given: string; readonly modules: Readonly<Record<Side, Modules | null>> };
type Roots = {
  readonly instances: Readonly<Record<Side, Instance | null>>;
  /** The root with one more file of variables. */
  readonly rootWith: (side: Side, file: VariablesFile) => Instance | null;
};

/** The same changes; those that rest on defaults with what they would be under other values. */
export function withContraries(
  changes: readonly ParsedChange[],
  { instances, rootWith }: Roots,
): readonly ParsedChange[] {
  const isOpen = ({ after }: ParsedChange): boolean =>
    after !== null && Object.values(after).some(({ assumed }) => assumed === true);
  if (instances.after === null || !changes.some(isOpen)) return changes;
  const modules = worldOf(instances);
  const worlds = new Map<string, World>();
  const worldWith = (values: ReadonlyMap<string, Plain>): World | null => {
    const given = [...values].map(([name, value]) => `var.${name} is ${JSON.stringify(value)}`).join(' and ');
    const known = worlds.get(given);
    if (known !== undefined || worlds.size >= LIMITS.terraformWorlds) return known ?? null;
    const file = fileOf(values);
    const made = { before: rootWith('before', file), after: rootWith('after', file) };
    const world = { given, modules: worldOf(made) };
    worlds.set(given, world);
    return world;
  };
  return changes.map((change) => {
    if (!isOpen(change)) return change;
    const otherwise = othersOf(change, modules, { root: instances.after, worldWith });
    return otherwise.length === 0 ? change : { ...change, otherwise };
  });
}

type Asking = {
  readonly root: Instance | null;
  readonly worldWith: (values: ReadonlyMap<string, Plain>) => World | null;
};

function othersOf(
  change: ParsedChange,
  modules: World['modules'],
  { root, worldWith }: Asking,
): NonNullable<ParsedChange['otherwise']> {
  const now = entriesIn(change, modules.after);
  if (now === null || root === null) return [];
  const old = change.before === null ? null : entriesIn(change, modules.before);
  const seen = new Set<string>();
  return choicesOf(now, root).flatMap((values) => {
    const world = worldWith(values);
    const other = world === null ? null : entriesIn(change, world.modules.after);
    if (world === null || other === null) return [];
    const after = changed(change.after, { from: now, to: other, isNew: change.before === null });
    const key = canonicalJson(Object.entries(after ?? {}).map(([path, { value }]) => [path, value]));
    if (after === null || seen.has(key)) return [];
    seen.add(key);
    const formerly = old === null ? null : entriesIn(change, world.modules.before);
    const before =
      old === null || formerly === null
        ? null
        : changed(change.before, { from: old, to: formerly, isNew: false });
    return [{ given: world.given, before: before ?? change.before, after }];
  });
}

function worldOf(instances: Readonly<Record<Side, Instance | null>>): World['modules'] {
  const of = (instance: Instance | null): Modules | null => (instance === null ? null : modulesOf(instance));
  return { before: of(instances.before), after: of(instances.after) };
}

/** Null where the thing is not there. */
function entriesIn({ address }: ParsedChange, modules: Modules | null): readonly SourceEntry[] | null {
  const calls = callsOf(address);
  const own = address.slice(calls.length);
  const called = modules === null ? null : moduleAt(withoutKeys(calls).replace(/\.$/, ''), modules);
  const declaration =
    called === null
      ? undefined
      : declarationsOf(called.instance.module).find((one) => one.acts && one.address === withoutKeys(own));
  if (called === null || declaration === undefined) return null;
  const { scope } = called.instance;
  const key = own.slice(withoutKeys(own).length);
  const each = key === '' ? undefined : declaration.instances(scope)?.find((one) => keyText(one.key) === key);
  return declaration.entries(each?.scope ?? scope);
}

type Changing = {
  readonly from: readonly SourceEntry[];
  readonly to: readonly SourceEntry[];
  readonly isNew: boolean;
};

/** A variable as it is: that a new resource has a switch is no news. */
const PASSED_ON = /^\s*var\.[\w-]+\s*$/;

/** That a thing can be switched off by whoever runs Terraform is what such a switch is for. */
const EXISTENCE = /^(?:count|for_each)(?![\w-])/;

/** The state with what the other values make of it; null where they make nothing else of it. */
function changed(state: ResourceState | null, { from, to, isNew }: Changing): ResourceState | null {
  const had = new Map(from.map((entry) => [entry.path, canonicalJson(entry.compare)]));
  const fresh = to.filter(({ path, compare, written }) => {
    const isOther = had.get(path) !== canonicalJson(compare) && !EXISTENCE.test(path);
    return isOther && !(isNew && PASSED_ON.test(written()));
  });
  const has = new Set(to.map(({ path }) => path));
  const gone = from.filter(({ path }) => !has.has(path) && !EXISTENCE.test(path)).map(({ path }) => path);
  if (state === null || (fresh.length === 0 && gone.length === 0)) return null;
  const kept = Object.entries(state).filter(([path]) => !gone.includes(path));
  // What stands in another file than the change has no line here.
  const lines = new Map(kept.map(([path, { line }]) => [path, line]));
  const line = Math.min(...kept.map(([, entry]) => entry.line), Number.MAX_SAFE_INTEGER);
  const placed = fresh.map(({ lines: _lines, ...entry }) => ({
    ...entry,
    line: lines.get(entry.path) ?? (kept.length === 0 ? entry.line : line),
  }));
  return { ...Object.fromEntries(kept), ...toState(placed, []) };
}

/** Each variable set to something else, and all of them together. */
function choicesOf(entries: readonly SourceEntry[], root: Instance): readonly ReadonlyMap<string, Plain>[] {
  const names = new Set(
    entries.flatMap(({ restsOn }) =>
      [...restsOn.matchAll(/(?:^| )var\.([\w-]+)/g)].map(([, name = '']) => name),
    ),
  );
  const texts = textsOf(root);
  const single = [...names]
    .slice(0, LIMITS.terraformWorlds)
    .map((name) => ({ name, values: otherValues(name, root, texts) }))
    .filter(({ values }) => values.length > 0);
  const each = single.flatMap(({ name, values }) => values.map((value) => new Map([[name, value]])));
  const first = single.flatMap(({ name, values: [value] }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return single.length > 1 ? [...each, new Map(first)] : each;
}

/** Another value than any that is written. */
const NOTHING_NAMED = 'other';

/** The other truth; of a text or number those that conditions compare with, and one that none of them names. */
function otherValues(name: string, root: Instance, texts: readonly string[]): readonly Plain[] {
  const block = root.module.definitions.variables.get(name) ?? null;
  const value = block === null ? undefined : argumentOf(block.body, 'default')?.evaluate(UNKNOWN_SCOPE);
  if (value?.kind !== 'known' || value.value === null) return [];
  const given = value.value;
  if (typeof given === 'boolean') return [!given];
  if (/^(?:true|false)$/.test(String(given))) return [given !== 'true'];
  if (typeof given === 'number') return [given === 0 ? 1 : 0];
  const others = texts.filter((text) => text !== given).slice(0, LIMITS.terraformWorlds);
  return texts.includes(given) || others.length === 0 ? [...others, NOTHING_NAMED] : others;
}

/** Texts that something is compared with, wherever the root or its modules say so. */
function textsOf(root: Instance): readonly string[] {
  const found = declarationsOf(root.module).flatMap(({ text }) =>
    [...text.matchAll(/[!=]=\s*"([^"$\\]{1,60})"|"([^"$\\]{1,60})"\s*[!=]=/g)].map(
      ([, right, left]) => right ?? left ?? '',
    ),
  );
  return [...new Set(found)];
}

function fileOf(values: ReadonlyMap<string, Plain>): VariablesFile {
  const given = [...values].map(([name, value]) => ({
    name,
    file: '',
    line: 1,
    endLine: 1,
    text: () => JSON.stringify(value),
    source: () => JSON.stringify(value),
    references: () => NO_NAMES,
    evaluate: (): Value => ({ kind: 'known', value, line: 1 }),
  }));
  return { path: '', body: { arguments: given, blocks: [] } };
}

const NO_NAMES: ReadonlySet<string> = new Set();
