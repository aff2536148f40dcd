// The instances of a resource told apart, where `each`, `count` or the calls around it make them differ; called by `compare`.
import { LIMITS } from '../../config/limits.ts';
import type { ParsedChange } from '../../model/change.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Placed } from './collect.ts';
import { isUnspeakable, keyText } from './each.ts';
import type { SourceEntry } from './entries.ts';
import type { Sides } from './repository.ts';

export type Spread = {
  /**
   * Both sides of each instance that stays; of what is made or destroyed as a whole its one side. Null: nothing to tell
   * apart, or not all of it. `told`: addresses of instances that come or go.
   */
  readonly pairs: (told: ReadonlySet<string>) => readonly Sides<Placed>[] | null;
  /** A side as the instance at this address has it. */
  readonly at: (placed: Placed | null, address: string) => Placed | null;
};

/** Policies are found by the reference to their block, which has no key. */
const WHOLE = /^data\.(?:aws_iam_policy_document|google_iam_policy)\./;

export function spread({ before, after }: Sides<Placed>): Spread {
  const [old, now] = [instancesOf(before), instancesOf(after)];
  const own = new Set([before?.address, after?.address]);
  const isPlain = [...(old?.keys() ?? []), ...(now?.keys() ?? [])].every((address) => own.has(address));
  const isUnknown = (old === null && before !== null) || (now === null && after !== null);
  return {
    pairs: (told) => (isPlain || isUnknown ? null : pairsOf({ before: old, after: now }, told)),
    // With what switched it.
    at: (placed, address) => (placed === before ? old : now)?.get(address) ?? placed,
  };
}

type Instances = ReadonlyMap<string, Placed>;

function pairsOf(
  { before, after }: Sides<Instances>,
  told: ReadonlySet<string>,
): readonly Sides<Placed>[] | null {
  if (before === null || after === null)
    return [
      ...[...(before ?? [])].map(([, one]) => ({ before: one, after: null })),
      ...[...(after ?? [])].map(([, one]) => ({ before: null, after: one })),
    ];
  // An instance under another key, moved or taken over, is told with all of them.
  const lone = [...new Set(before.keys()).symmetricDifference(new Set(after.keys()))];
  if (lone.some((address) => !told.has(address))) return null;
  return [...before].flatMap(([address, one]) => {
    const other = after.get(address);
    return other === undefined ? [] : [{ before: withoutToggles(one), after: withoutToggles(other) }];
  });
}

/** By address; null where they are not known, too many, or nothing that Terraform makes. */
function instancesOf(placed: Placed | null): ReadonlyMap<string, Placed> | null {
  if (placed === null || !placed.declaration.acts || WHOLE.test(placed.declaration.address)) return null;
  const { declaration, variations } = placed;
  const found = variations.flatMap(({ address, scope }) => {
    const own = `${address === '' ? '' : `${address}.`}${declaration.address}`;
    const made = declaration.instances(scope);
    if (made === null || made.some(({ key }) => isUnspeakable(key))) return [{ address: own, scope }];
    return made.map((each) => ({ address: `${own}${keyText(each.key)}`, scope: each.scope }));
  });
  if (found.length > LIMITS.terraformInstanceChanges) return null;
  return new Map(found.map(({ address, scope }) => [address, { ...placed, address, scope }]));
}

/** What all of them rest on is no part of one. */
function withoutToggles(placed: Placed): Placed {
  const { declaration } = placed;
  const left = (entries: readonly SourceEntry[]): readonly SourceEntry[] =>
    entries.filter(({ path }) => !/^(?:count|for_each)(?:$|[.[])/.test(path));
  return {
    ...placed,
    declaration: {
      ...declaration,
      entries: (scope) => left(declaration.entries(scope)),
      allEntries: (scope) => left(declaration.allEntries(scope)),
    },
  };
}

/** What all instances of both sides say alike is said of the whole. */
export function gathered(
  changes: readonly ParsedChange[],
  of: number,
  address: string,
): readonly ParsedChange[] {
  const [first] = changes;
  if (first === undefined || changes.length !== of) return changes;
  const keys = new Set(changes.map((change) => canonicalJson({ ...change, address: '' })));
  return keys.size === 1 ? [{ ...first, address }] : changes;
}
