// Resources that `replace_triggered_by` makes anew with what they name, although nothing of their own may differ. Called by `compare`.
import type { ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { withoutKeys } from '../../model/terraform-address.ts';
import { asItStands } from './as-it-stands.ts';
import type { Collected, Placed } from './collect.ts';
import type { SourceEntry } from './entries.ts';

const PATH = 'lifecycle[0].replace_triggered_by';

/** A resource, and what of it is meant: `aws_b.c`, `aws_b.c["x"].revision`. */
const REFERENCE = /(?<![\w.-])([a-z][\w-]*\.[\w-]+)(?:\[[^\][]*\])?(?:\.([\w-]+))?/g;

type Triggered = {
  readonly placed: Placed;
  readonly entries: readonly SourceEntry[];
  /** Addresses without keys, and the attribute that is meant. */
  readonly named: readonly { readonly address: string; readonly attribute: string | null }[];
};

/**
 * What is replaced because something else is updated or replaced
 * (https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by): its update becomes
 * a replacement, and where it has no change of its own it gets one. One may trigger the next.
 */
export function withTriggered(
  changes: readonly ParsedChange[],
  { after }: Collected,
): readonly ParsedChange[] {
  const triggered = after.flatMap((placed) => triggeredIn(placed) ?? []);
  if (triggered.length === 0) return changes;
  const waiting = Map.groupBy(
    triggered.flatMap((one) => one.named.map((named) => ({ one, ...named }))),
    ({ address }) => address,
  );
  const own = Map.groupBy(changes, ({ address }) => withoutKeys(address));
  const replaced = new Map<Triggered, readonly ParsedChange[]>();
  const causes = [...changes];
  for (const cause of causes) {
    if (!isUpdate(cause)) continue;
    for (const { one, attribute } of waiting.get(withoutKeys(cause.address)) ?? []) {
      if (replaced.has(one) || !concerns(cause, attribute)) continue;
      const replacements = replacementsOf(one, own.get(withoutKeys(one.placed.address)) ?? []);
      replaced.set(one, replacements);
      causes.push(...replacements);
    }
  }
  const anew = [...replaced.values()].flat();
  const isAnew = new Set(anew.map(({ address }) => address));
  return [...changes.filter(({ action, address }) => action !== 'update' || !isAnew.has(address)), ...anew];
}

function triggeredIn(placed: Placed): Triggered | null {
  const { declaration, scope, exists, path } = placed;
  if (declaration.block !== 'resource' || !exists || !declaration.text.includes('replace_triggered_by'))
    return null;
  const entries = declaration.entries(scope);
  const sources = entries.filter((entry) => entry.path.startsWith(PATH)).map((entry) => entry.written());
  const named = sources.flatMap((source) =>
    [...source.matchAll(REFERENCE)].map(([, address = '', attribute = null]) => ({
      address: withoutKeys(path === '' ? address : `${path}.${address}`),
      attribute,
    })),
  );
  return { placed, entries, named };
}

/** What only tells Terraform how to go about the resource. */
const MANNER = /^(?:lifecycle|depends_on|provisioner|connection|count|for_each)(?![\w-])/;

function isUpdate({ action, attributes, before, after }: ParsedChange): boolean {
  if (action === 'create' || action === 'delete' || before === null || after === null) return false;
  return action !== 'update' || attributes.some(({ path }) => !MANNER.test(path));
}

/** An attribute that nobody wrote is computed, and may follow from each that is written. */
function concerns({ attributes, after }: ParsedChange, attribute: string | null): boolean {
  if (attribute === null) return true;
  const isOf = (path: string): boolean => /^[\w-]*/.exec(path)?.[0] === attribute;
  return attributes.some(({ path }) => isOf(path)) || !Object.keys(after ?? {}).some(isOf);
}

/** Its own updates; where it has no change at all, one that says by what it is replaced. */
function replacementsOf(one: Triggered, own: readonly ParsedChange[]): readonly ParsedChange[] {
  if (own.length === 0) return [changeOf(one)];
  return own
    .filter(({ action }) => action === 'update')
    .map((change) => ({ ...change, action: 'replace' as const }));
}

/** Both sides are alike but for the thing that is named. */
function changeOf({ placed, entries }: Triggered): ParsedChange {
  const { declaration, address, usedIn } = placed;
  const own = asItStands({ declaration, entries, address, usedIn });
  const attributes = own.entries.filter(({ path }) => path.startsWith(PATH)).map(attributeOf);
  return { ...own.change, action: 'replace', attributes };
}

function attributeOf({ path, line, shown }: SourceEntry): ParsedChange['attributes'][number] {
  const value: JsonValue = shown;
  return { path, line, before: value, after: value, sensitive: false };
}
