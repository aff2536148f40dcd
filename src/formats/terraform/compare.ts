// Both sides of one root as changes: what is the same under another name, in another file or in other words is none. Called by `roots`.
import { memory } from '../../model/memory.ts';
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Attribute, ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { alignEntries } from '../align/align-entries.ts';
import { isUnordered } from '../align/unordered-blocks.ts';
import { pairByKey } from '../pair.ts';
import { maskValue } from '../sensitive.ts';
import { compareEntries, toState } from '../state.ts';
import type { Entry } from '../state.ts';
import type { Collected, Placed } from './collect.ts';
import type { Piece } from './declarations.ts';
import type { SourceEntry } from './entries.ts';
import { createFates } from './fates.ts';
import type { Fate } from './fates.ts';
import { shapeOf } from './instances.ts';
import { isNone } from './keys.ts';
import { keyOf, movedKeys } from './moves.ts';
import { folderOf, otherFolder, withFolder } from './own-folder.ts';
import { otherProvider, withProvider } from './provider-of.ts';
import type { Side, Sides } from './repository.ts';
import type { Renames } from './renames.ts';
import type { Interner } from './scope.ts';
import { signed } from './signatures.ts';
import { gathered, spread } from './spread.ts';
import type { Spread } from './spread.ts';
import { withTriggered } from './triggered.ts';

export type Comparing = {
  readonly intern: Interner;
  readonly renames: Renames;
  /** Paths of changed files, under both names. */
  readonly changed: ReadonlySet<string>;
  /** Files of which one side cannot be read: what only the other side has is unknown there, not gone or new. */
  readonly unreadable: ReadonlySet<string>;
};

/** One side of a change. */
type Half = { readonly placed: Placed; readonly exists: boolean; readonly entries: readonly SourceEntry[] };

export function compare(collected: Collected, comparing: Comparing): readonly ParsedChange[] {
  const { intern } = comparing;
  const movedKey = movedKeys(collected);
  const before = collected.before.map((placed) => comparable(placed, movedKey(placed), intern));
  const after = collected.after.map((placed) => comparable(placed, keyOf(placed), intern));
  const fatesOf = createFates(collected);
  let left: number = LIMITS.terraformInstancesTold;
  const affordable = (pairs: readonly Sides<Placed>[] | null): readonly Sides<Placed>[] | null => {
    if (pairs === null || pairs.length > left) return null;
    left -= pairs.length;
    return pairs;
  };
  const changes = pairByKey(before, after).flatMap((pair) => {
    const sides = { before: pair.before?.placed ?? null, after: pair.after?.placed ?? null };
    const { pairs, at } = spread(sides);
    const fates = fatesOf(sides);
    const told = new Set(fates.flatMap((fate) => (fate.action === 'unknown' ? [] : fate.address)));
    return [
      ...wholeOrEach(sides, affordable(pairs(told)), comparing),
      ...fates.flatMap((fate) => toChange(ofInstance(sides, fate, at), fate, comparing) ?? []),
    ];
  });
  return withTriggered(changes, collected);
}

/** What comes or goes has the values of its own key. */
function ofInstance(sides: Sides<Placed>, fate: Fate, at: Spread['at']): Sides<Placed> {
  if (fate.action === 'unknown') return sides;
  return fate.action === 'delete'
    ? { ...sides, before: at(sides.before, fate.address) }
    : { ...sides, after: at(sides.after, fate.address) };
}

function wholeOrEach(
  sides: Sides<Placed>,
  pairs: readonly Sides<Placed>[] | null,
  comparing: Comparing,
): readonly ParsedChange[] {
  if (pairs === null) return [toChange(sides, null, comparing)].filter((change) => change !== null);
  const changes = pairs.flatMap((pair) => toChange(pair, null, comparing) ?? []);
  return gathered(changes, pairs.length, (sides.after ?? sides.before)?.address ?? '');
}

type Comparable = { readonly key: string; readonly text: string; readonly placed: Placed };

function comparable(placed: Placed, key: string, intern: Interner): Comparable {
  const { declaration, scope, calls, exists } = placed;
  const around = `${exists} ${shapeOf(calls)} ${key === keyOf(placed) ? '' : 'moved'} ${folderOf(placed)}`;
  return { key, text: `${around} ${signed(declaration, scope.signatureOf, intern)}`, placed };
}

/**
 * Of the whole, or of what becomes of some instances. Null where only layout, comments or the order of attributes differ, or
 * where nothing comes of the difference.
 */
function toChange(
  pair: Sides<Placed>,
  fate: Fate | null,
  { renames, changed, unreadable }: Comparing,
): ParsedChange | null {
  const shown = pair.after ?? pair.before;
  if (shown === null) return null;
  const { declaration } = shown;
  const [{ file }] = declaration.pieces;
  const sameText = pair.before?.declaration.text === pair.after?.declaration.text;
  const lone = pair.before === null || pair.after === null;
  if (lone && unreadable.has(file)) return null;
  // What only a resource can show is told with the resource, unless somebody wrote it.
  if (fate === null && !declaration.acts && (sameText || (lone && !changed.has(file)))) return null;
  const { old, now } = withoutUnset(aligned(halfOf('before', pair), halfOf('after', pair), declaration.type));
  const action = fate?.action ?? actionOf(old, now, declaration.opaque);
  const attributes = fate?.action === 'unknown' ? fate.attributes : differences(old, now, action);
  if (attributes.length === 0 && action !== 'create' && action !== 'delete') return null;
  const piece = pieceOf(declaration.pieces, attributes, now ?? old);
  const place = placeOf(pair, piece, renames);
  return {
    format: 'terraform',
    ...place,
    startLine: piece.line,
    endLine: piece.endLine,
    // A variable is declared once, however often its module is called.
    address:
      fate !== null && fate.action !== 'unknown'
        ? fate.address
        : declaration.acts
          ? shown.address
          : declaration.address,
    type: declaration.type,
    action,
    attributes: attributes.map((attribute) => placed(attribute, { old, now, piece })),
    usedIn: [...new Set([...(pair.before?.usedIn ?? []), ...(pair.after?.usedIn ?? [])])].toSorted(),
    opaque: declaration.opaque,
    before:
      action === 'create' || old === null ? null : toState(within(old, piece), now?.entries ?? [], 'before'),
    after: action === 'delete' || now === null ? null : toState(within(now, piece), old?.entries ?? []),
  };
}

function halfOf(side: Side, pair: Sides<Placed>): Half | null {
  const placed = pair[side];
  if (placed === null) return null;
  const { declaration, scope, exists } = placed;
  return {
    placed,
    exists: exists && !isNone(declaration.keys(scope)),
    entries: entriesOf(side, placed, pair),
  };
}

/** With what the two sides differ in although nothing inside of the block says so. */
function entriesOf(side: Side, placed: Placed, pair: Sides<Placed>): readonly SourceEntry[] {
  const { declaration, scope } = placed;
  const entries = declaration.allEntries(scope);
  if (declaration.provider === null && !declaration.acts) return entries;
  const folders = otherFolder(pair);
  const local = folders === null ? entries : withFolder(entries, folders[side]);
  const isPair = pair.before !== null && pair.after !== null && declaration.provider !== null;
  return isPair ? withProvider(local, otherProvider(pair)?.[side] ?? null, placed) : local;
}

type Halves = { readonly old: Half | null; readonly now: Half | null };

/** From here on an element of the base has the path of what became of it. */
function aligned(old: Half | null, now: Half | null, type: string): Halves {
  if (old === null || now === null) return { old, now };
  const { before, after } = alignEntries(old.entries, now.entries, (path) => isUnordered(type, path));
  return { old: { ...old, entries: before }, now: { ...now, entries: after } };
}

/**
 * An argument that a variable's default leaves out is absent, but where it is newly handed over, or no longer, or from another
 * place: what whoever runs Terraform gives is then another thing.
 */
function withoutUnset({ old, now }: Halves): Halves {
  return { old: old && without(old, now), now: now && without(now, old) };
}

function without(half: Half, other: Half | null): Half {
  if (half.entries.every(({ unset }) => unset !== true)) return half;
  const isNews = other === null ? () => false : newsBeside(other.entries);
  return { ...half, entries: half.entries.filter((entry) => entry.unset !== true || isNews(entry)) };
}

/** Whether the other side says nothing there, or leaves it to another variable. */
function newsBeside(others: readonly SourceEntry[]): (entry: SourceEntry) => boolean {
  const byPath = new Map(others.map((entry) => [entry.path, entry]));
  const above = new Set(others.flatMap(({ path }) => placesAbove(path)));
  return ({ path, compare }) => {
    const there = byPath.get(path);
    if (there === undefined) return !above.has(path);
    return there.unset === true && canonicalJson(there.compare) !== canonicalJson(compare);
  };
}

/** Of `a.b[0].c`: `a`, `a.b` and `a.b[0]`. */
function placesAbove(path: string): readonly string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
}

/** A count that becomes zero destroys, whatever still stands in the file. */
function actionOf(old: Half | null, now: Half | null, opaque: boolean): ParsedChange['action'] {
  if (old === null) return 'create';
  if (now === null) return 'delete';
  if (opaque) return 'unknown';
  if (old.exists === now.exists) return 'update';
  return now.exists ? 'create' : 'delete';
}

const TOGGLE = /^(?:count|for_each|lifecycle\[0\]\.enabled)(?:$|[.[])/;

/** Of a creation or deletion everything, and what switched it. */
function differences(
  old: Half | null,
  now: Half | null,
  action: ParsedChange['action'],
): readonly Attribute[] {
  const toggles = (half: Half | null): readonly SourceEntry[] =>
    half?.entries.filter(({ path }) => TOGGLE.test(path)) ?? [];
  const before = action === 'create' ? toggles(old) : (old?.entries ?? []);
  const after = action === 'delete' ? toggles(now) : (now?.entries ?? []);
  return compareEntries(before.map(bound), after.map(bound));
}

/**
 * A value that rests on a variable's default is not that value written down, nor that of another variable or expression:
 * whoever runs Terraform may set the variable. So it is in a text that stayed, where what it refers to changed.
 */
function bound(entry: SourceEntry): Entry {
  if (entry.restsOn === '') return entry;
  return { ...entry, compare: { restsOn: entry.restsOn, value: entry.compare } };
}

/** Where to point: at the thing itself, unless all that differs stands in a file that overrides it. */
function pieceOf(
  pieces: readonly [Piece, ...Piece[]],
  attributes: readonly Attribute[],
  half: Half | null,
): Piece {
  const [own, ...overriding] = pieces;
  const files = attributes.map(({ path }) => entryAt(half, path)?.file ?? own.file);
  if (files.length === 0 || files.includes(own.file)) return own;
  return overriding.find(({ file }) => file === files[0]) ?? own;
}

function placeOf(
  { before, after }: Sides<Placed>,
  piece: Piece,
  renames: Renames,
): { readonly file: string; readonly previousFile: string | null } {
  if (after === null) {
    const file = renames.newNameOf(piece.file) ?? piece.file;
    return { file, previousFile: file === piece.file ? null : piece.file };
  }
  if (before === null) return { file: piece.file, previousFile: renames.oldNameOf(piece.file) };
  const old = before.declaration.pieces[0].file;
  const isOwn = piece === after.declaration.pieces[0];
  return { file: piece.file, previousFile: isOwn && old !== piece.file ? old : null };
}

/** A line in another file than the change's is no line. What looks the same and is not shows how it is written. */
function placed(
  attribute: Attribute,
  { old, now, piece }: { readonly old: Half | null; readonly now: Half | null; readonly piece: Piece },
): Attribute {
  const [left, right] = [entryAt(old, attribute.path), entryAt(now, attribute.path)];
  const home = right === undefined ? homeOf(old, piece) : homeOf(now, piece);
  const same = !attribute.sensitive && canonicalJson(attribute.before) === canonicalJson(attribute.after);
  return {
    ...attribute,
    line: (right ?? left)?.file === home ? attribute.line : null,
    before: same ? asWritten(attribute.before, left) : attribute.before,
    after: same ? asWritten(attribute.after, right) : attribute.after,
  };
}

const entriesByPath = memory<readonly SourceEntry[], ReadonlyMap<string, SourceEntry>>();

/** The first of a path. A resource may have ten thousand attributes, and each of them is asked for. */
function entryAt(half: Half | null, path: string): SourceEntry | undefined {
  if (half === null) return undefined;
  const { entries } = half;
  const byPath =
    entriesByPath.get(entries) ?? new Map(entries.toReversed().map((entry) => [entry.path, entry]));
  entriesByPath.set(entries, byPath);
  return byPath.get(path);
}

/** The file whose lines the change means on one side: the base may have had the block in another one. */
function homeOf(half: Half | null, piece: Piece): string {
  const own = half?.placed.declaration.pieces[0].file ?? piece.file;
  const isOverride =
    half?.placed.declaration.pieces.slice(1).some(({ file }) => file === piece.file) === true;
  return isOverride ? piece.file : own;
}

function asWritten(value: JsonValue, entry: SourceEntry | undefined): JsonValue {
  const source = entry?.detail?.() ?? (entry === undefined || entry.restsOn === '' ? null : entry.written());
  return source === null ? value : maskValue({ expression: source });
}

/** What stands in another file has no line of its own. */
function within(half: Half, piece: Piece): readonly Entry[] {
  const home = homeOf(half, piece);
  const line = home === piece.file ? piece.line : half.placed.declaration.pieces[0].line;
  return half.entries.map((entry): Entry => {
    if (entry.file === home) return entry;
    const { lines: _lines, ...rest } = entry;
    return { ...rest, line };
  });
}
