// Globs over paths of changed attributes: `ingress.*.cidr_blocks`. What is inside of a match counts, and so does what a changed value holds.
import { minimatch } from 'minimatch';
import type { Attribute } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Truth } from './truth.ts';

type Path = readonly string[];

/** Where it relaxes, only the attribute itself counts: a change must not leave a rule by what else its value holds. */
export function attributeMatches(glob: string, attribute: Attribute, relaxing: boolean): Truth {
  const { before, after, sensitive } = attribute;
  const pattern = segments(glob);
  const options = { dot: true, nonegate: true, nocomment: true, nocase: !relaxing };
  const upTo = (parts: Path, count: number): string => parts.slice(0, count).join('/');
  const matches = (path: Path): boolean =>
    path.some((_part, index) => minimatch(upTo(path, index + 1), pattern.join('/'), options));
  /** Could something below this path match? Tried with every beginning of the glob. */
  const leadsTo = (path: Path): boolean =>
    pattern.some((_part, index) => minimatch(path.join('/'), upTo(pattern, index + 1), options)) ||
    pattern.includes('**');
  const top = segments(attribute.path);
  const places = relaxing ? [{ path: top, before, after }] : changedIn(top, before, after);
  if (places.some(({ path }) => matches(path))) return true;
  const hidden = places.filter((each) => sensitive || isExpression(each.before) || isExpression(each.after));
  return hidden.some(({ path }) => leadsTo(path)) ? 'unknown' : false;
}

/** `ingress[0].cidr_blocks` is `ingress`, `0`, `cidr_blocks`. */
function segments(path: string): Path {
  return path.split(/[.[\]]+/).filter((segment) => segment !== '');
}

type Place = { readonly path: Path; readonly before: JsonValue; readonly after: JsonValue };

function changedIn(path: Path, before: JsonValue, after: JsonValue): readonly Place[] {
  const [left, right] = [membersOf(before), membersOf(after)];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const changed = keys.filter(
    (key) => JSON.stringify(left[key] ?? null) !== JSON.stringify(right[key] ?? null),
  );
  return [
    { path, before, after },
    ...changed.flatMap((key) => changedIn([...path, key], left[key] ?? null, right[key] ?? null)),
  ];
}

function isExpression(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'expression' in value;
}

function membersOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !isExpression(value)
    ? (Object.fromEntries(Object.entries(value)) as Record<string, JsonValue>)
    : {};
}
