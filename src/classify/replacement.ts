// Whether an update is in truth a replacement: some arguments cannot be changed in place. Called by classify.ts and
// rules/data-store-replaced.ts.
import type { Attribute, ParsedChange } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import type { Action } from '../model/words.ts';
import forceNew from './data/force-new.json' with { type: 'json' };
import { isExpression } from './expression.ts';
import { forcingProperties } from './stack-replacement.ts';
import { childOf, segmentsOf, treeOf } from './state-tree.ts';
import { isData, isKnownBlock } from './terraform-blocks.ts';
import { textsOf } from './values.ts';

/** `given` and `left out`: whether an argument forces also where it has a value on one side only. */
type Forcing = { readonly given: boolean; readonly leftOut: boolean };

/** Arguments by type. A mark behind the name says what of `Forcing` holds, see data/README.md. */
const FORCE_NEW: ReadonlyMap<string, ReadonlyMap<string, Forcing>> = new Map(
  Object.entries(forceNew).map(([type, names]) => [type, new Map(names.split(' ').map(forcingOf))]),
);

function forcingOf(marked: string): readonly [string, Forcing] {
  const mark = /[!+]$/.exec(marked)?.[0];
  return [marked.replace(/[!+]$/, ''), { given: mark !== undefined, leftOut: mark === '!' }];
}

/**
 * The action as the provider carries it out: destroy and create where a changed argument forces it. In Terraform only
 * between known values: a name that becomes a reference usually stays the same name, and would be a false alarm.
 */
export function actionOf(change: ParsedChange): Action {
  return forcingAttributes(change).length > 0 ? 'replace' : change.action;
}

/** The changed arguments that make a replacement of an update; none for every other change. */
export function forcingAttributes(change: ParsedChange): readonly Attribute[] {
  const updated = change.action === 'update' || change.action === 'replace';
  if (updated && change.format === 'cloudformation') return forcingProperties(change);
  if (!updated || change.format !== 'terraform' || isData(change) || isKnownBlock(change.type ?? ''))
    return [];
  const elsewhere = change.attributes.filter(
    (attribute) => isElsewhere(attribute, change) || isTrigger(attribute, change),
  );
  const forcing = FORCE_NEW.get(change.type ?? '');
  if (forcing === undefined || elsewhere.length > 0) return elsewhere;
  let ignored: ((name: string) => boolean) | null = null;
  return change.attributes.filter(({ path, before, after }) => {
    const [name = '', element, ...inside] = segmentsOf(path);
    const marks = forcing.get(name);
    if (marks === undefined) return false;
    // Most changes force nothing, and their trees are not needed yet.
    ignored ??= ignoredBy(change);
    if (ignored(name)) return false;
    if (element === undefined) return isForced({ before, after }, marks);
    // The mark of a nested block speaks of the block as a whole; what is inside has marks of its own.
    return inside.length > 0 && isCountForced(change, name, marks) && (before === null || after === null);
  });
}

/**
 * An argument that was left out, or now is, may have had just that value: told from the marks, and never of a value that is
 * as good as none.
 */
function isForced({ before, after }: Pick<Attribute, 'before' | 'after'>, marks: Forcing): boolean {
  if (isExpression(before) && isExpression(after)) return differInText(before.expression, after.expression);
  if (isExpression(before) || isExpression(after)) return false;
  if (before === null) return marks.given && !isNothing(after);
  return after === null ? marks.leftOut && !isNothing(before) : true;
}

const INTERPOLATION = /\$\{[^{}"]*\}/g;
/** What is known of a value stands in it as a text: `${"prod"}`. */
const KNOWN_PART = /\$\{"([^"\\{}]*)"\}/g;

/**
 * Two templates around the same unknown parts: `"${"a"}-${var.n}"` and `"b-${var.n}"` are never the same text, whatever the
 * variable holds (but for texts made to meet). Of other expressions nobody can say that.
 */
function differInText(before: string, after: string): boolean {
  const [old, now] = [before, after].map((source) => source.replaceAll(KNOWN_PART, '$1'));
  if (old === undefined || now === undefined || old === now) return false;
  const isTemplate = (source: string): boolean => /^"[^"]*"$/.test(source.replaceAll(INTERPOLATION, ''));
  const parts = (source: string): string => (source.match(INTERPOLATION) ?? []).join('');
  return isTemplate(old) && isTemplate(now) && parts(old) !== '' && parts(old) === parts(now);
}

function isNothing(value: JsonValue): boolean {
  return value === false || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
}

/** A nested block that comes, or goes. */
function isCountForced({ before, after }: ParsedChange, name: string, marks: Forcing): boolean {
  const [old, now] = [before, after].map((side) => childOf(treeOf(side), name)?.children.length ?? 0);
  if (old === undefined || now === undefined || old === now) return false;
  return now > old ? marks.given : marks.leftOut;
}

/**
 * Arguments that are there to make a resource anew whenever any value in them differs, computed or not
 * (https://registry.terraform.io/providers/hashicorp/null/latest/docs/resources/resource,
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data,
 * https://registry.terraform.io/providers/hashicorp/random/latest/docs#resource-keepers).
 */
function isTrigger({ path }: Attribute, { type }: ParsedChange): boolean {
  const [name] = segmentsOf(path);
  if (type === 'terraform_data') return name === 'triggers_replace';
  return name === (type?.startsWith('random_') === true ? 'keepers' : 'triggers') && KEEPING.test(type ?? '');
}

const KEEPING = /^(?:null_resource$|random_|time_)/;

/**
 * Another account or region: what is managed there is another object. `region` is an argument of every resource of AWS
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support).
 */
export function isElsewhere({ path, before, after }: Attribute, { type }: ParsedChange): boolean {
  if (path === 'provider') return before !== null && after !== null;
  return path === 'region' && type?.startsWith('aws_') === true && isKnown(before) && isKnown(after);
}

function isKnown(value: JsonValue): boolean {
  return value !== null && !isExpression(value);
}

/** `lifecycle { ignore_changes = […] }` keeps a difference from being carried out at all. */
function ignoredBy({ after }: ParsedChange): (name: string) => boolean {
  const [block] = childOf(treeOf(after), 'lifecycle')?.children ?? [];
  const list = block === undefined ? undefined : childOf(block, 'ignore_changes');
  const { known, unknown } = textsOf(list);
  const names = new Set([...known, ...unknown]);
  return (name) => names.has(name) || names.has('all');
}
