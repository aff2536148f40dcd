// What a plan and the diff of the configuration say differently; called when a plan is given beside a diff.
import type { ParsedChange } from '../../model/change.ts';
import { withoutKeys } from '../../model/terraform-address.ts';
import type { Action } from '../../model/words.ts';

export type Discrepancy = {
  /** `plan`: only the plan has it. `diff`: only the diff has it. `both`: one deletes what the other does not. */
  readonly only: 'plan' | 'diff' | 'both';
  readonly address: string;
  readonly planned: Action | null;
  readonly written: Action | null;
  /** The change to point at: that of the diff where there is one. */
  readonly change: ParsedChange;
  /** False where something else in the diff can be the reason: a variable, a provider, a module from elsewhere. */
  readonly certain: boolean;
};

export type CrossCheck = {
  readonly changes: readonly ParsedChange[];
  /** All resources the plan speaks of, those nothing is done to included. */
  readonly addresses: readonly string[];
};

/**
 * Addresses are compared without the keys of instances. Configuration of which the plan knows no resource at all belongs to
 * another root module or workspace, and is not missed.
 */
export function crossCheck(plan: CrossCheck, diff: readonly ParsedChange[]): readonly Discrepancy[] {
  const written = diff.filter(isResource);
  const byAddress = new Map(written.map((change) => [plainAddress(change.address), change]));
  const modules = diff.filter(({ format, type }) => format === 'terraform' && type === 'module');
  const certain = !diff.some(isIndirect);
  const isExplained = (address: string): boolean =>
    byAddress.has(address) || modules.some((call) => address.startsWith(`${plainAddress(call.address)}.`));
  const unexplained = plan.changes
    .filter((change) => change.type !== null && !isExplained(plainAddress(change.address)))
    .map((change) => discrepancy('plan', { planned: change, written: null, certain }));
  return [...unexplained, ...unplanned(plan, written)];
}

function unplanned(plan: CrossCheck, written: readonly ParsedChange[]): readonly Discrepancy[] {
  const known = new Set(plan.addresses.map(plainAddress));
  const inPlanOf = plannedFor(plan.changes, written);
  const covered = new Set(written.filter(({ address }) => known.has(plainAddress(address))).map(folderOf));
  return written.flatMap((change) => {
    const address = plainAddress(change.address);
    const inPlan = inPlanOf(change);
    if (!known.has(address))
      return covered.has(folderOf(change)) || covered.size === 0
        ? [discrepancy('diff', { planned: null, written: change, certain: covered.size > 0 })]
        : [];
    const opposed = isEnd(change.action) !== isEnd(inPlan?.action ?? 'update');
    return opposed ? [discrepancy('both', { planned: inPlan, written: change, certain: true })] : [];
  });
}

/**
 * What the plan does to the instance that a change names. Of a block it is what the plan does to any instance that no other
 * change names, first what contradicts the change.
 */
function plannedFor(
  changes: readonly ParsedChange[],
  written: readonly ParsedChange[],
): (change: ParsedChange) => ParsedChange | null {
  const byAddress = new Map(changes.map((change) => [withoutDeposed(change.address), change]));
  const named = new Set(written.map(({ address }) => address));
  const others = Map.groupBy(
    changes.filter(({ address }) => !named.has(withoutDeposed(address))),
    ({ address }) => plainAddress(address),
  );
  return ({ address, action }) => {
    const same = byAddress.get(address);
    if (same !== undefined || withoutKeys(address) !== address) return same ?? null;
    const all = others.get(address) ?? [];
    return all.find((other) => isEnd(other.action) !== isEnd(action)) ?? all[0] ?? null;
  };
}

function isEnd(action: Action): boolean {
  return action === 'delete';
}

function discrepancy(
  only: Discrepancy['only'],
  given: {
    readonly planned: ParsedChange | null;
    readonly written: ParsedChange | null;
    readonly certain: boolean;
  },
): Discrepancy {
  const { planned, written, certain } = given;
  const change = (written ?? planned) as ParsedChange;
  const address = (planned ?? change).address;
  return {
    only,
    address,
    planned: planned?.action ?? null,
    written: written?.action ?? null,
    change,
    certain,
  };
}

/** A managed resource of the configuration: `module.a.aws_x.y`, no data source and no block of another sort. */
function isResource({ format, type, address }: ParsedChange): boolean {
  const steps = plainAddress(address).split('.');
  const isData = steps.at(-3) === 'data' && steps.at(-4) !== 'module';
  // The type of a resource begins with its provider, that of another block is one word.
  return format === 'terraform' && type?.includes('_') === true && steps.at(-2) === type && !isData;
}

/** A change that can bring about others anywhere in the plan. */
function isIndirect({ format, type }: ParsedChange): boolean {
  return format === 'terraform' && INDIRECT.includes(type ?? '');
}

const INDIRECT: readonly string[] = [
  'import',
  'locals',
  'module',
  'moved',
  'provider',
  'removed',
  'terraform',
  'variable',
];

/** `module.a["x.y"].aws_b.c[0] (deposed 1)` is `module.a.aws_b.c`. */
function plainAddress(address: string): string {
  return withoutKeys(withoutDeposed(address));
}

function withoutDeposed(address: string): string {
  return address.replace(/ \(deposed [^()]*\)$/, '');
}

function folderOf({ file }: ParsedChange): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
