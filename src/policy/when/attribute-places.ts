// Where a changed attribute says something, as steps of a path: what `when.attributes` is matched with. Called by attribute-globs.ts.
import type { Attribute } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';

export type Place = {
  /** Steps joined with `/`, indices among them. */
  readonly path: string;
  /** What is below is not known. */
  readonly computed: boolean;
};

/** Deeper or more than this, what is inside counts as computed. */
const MOST = { depth: 40, places: 2_000 };

/** Dots and indices as the slashes that globs are about; quotes go, because a glob has none. */
export function steps(path: string): string {
  return path
    .replaceAll(/\[["']?/g, '/')
    .replaceAll(/["']?\]/g, '')
    .replaceAll('.', '/');
}

/**
 * A block may also be written as a list of objects, as a text of JSON, or made by a `dynamic` block; and a name with
 * dots in it is one step or several. All of these are the same place to whoever writes a rule.
 */
export function placesOf(attribute: Attribute): readonly Place[] {
  const { path, before, after, sensitive } = attribute;
  const written = [...new Set([steps(path), steps(withPlainNames(path))])];
  const names = [...new Set(written.flatMap((one) => [one, withoutDynamic(one)]))];
  const found: Place[] = [];
  const inside = (name: string, sides: readonly JsonValue[], depth: number): void => {
    const values = sides.map(opened);
    const [left, right] = values;
    const keys = new Set([...keysOf(left), ...keysOf(right)]);
    const closed = depth > MOST.depth || found.length > MOST.places;
    found.push({ path: name, computed: sensitive || closed || values.some(isExpression) });
    if (closed) return;
    for (const key of keys) {
      const below = [memberOf(left, key), memberOf(right, key)];
      if (JSON.stringify(below[0]) !== JSON.stringify(below[1]))
        inside(`${name}/${key.replaceAll('/', '.')}`, below, depth + 1);
    }
  };
  for (const name of names) inside(name, [before, after], 0);
  return found;
}

export function isComputed({ before, after, sensitive }: Attribute): boolean {
  return sensitive || [before, after].some(isExpression);
}

/** `labels["a.b/c"]` with a name of one step. */
function withPlainNames(path: string): string {
  return path.replaceAll(/\["([^"\]]*)"\]/g, (_all, name: string) => `[${name.replaceAll(/[./]/g, '_')}]`);
}

/** `dynamic/ingress/0/content/0/x` makes `ingress/0/x`, and its `for_each` says how many there are. */
function withoutDynamic(path: string): string {
  return path
    .replaceAll(/(^|\/)dynamic\/([^/]+)\/(\d+)\/content\/\d+(?=\/|$)/g, '$1$2/$3')
    .replace(/(^|\/)dynamic\/([^/]+)\/(\d+)(?:\/for_each)?$/, '$1$2/$3');
}

function isExpression(value: JsonValue): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && 'expression' in value;
}

/** A text of JSON as what it says. */
function opened(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  if (nestingOf(value) > MOST.depth) return { expression: 'a text of JSON that is nested too deep' };
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** At most; brackets in strings count too. */
function nestingOf(text: string): number {
  let [open, most] = [0, 0];
  for (const sign of text) {
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

function keysOf(value: JsonValue | undefined): readonly string[] {
  return value !== null && typeof value === 'object' && !isExpression(value) ? Object.keys(value) : [];
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return null;
  return (value as Readonly<Record<string, JsonValue>>)[key] ?? null;
}
