// The parsed changes of a diff by what narrowing looks them up by: a pull request of thousands of changes asks once for each. Called by narrow.ts and references.ts.
import { memory } from '../model/memory.ts';
import type { Change, ParsedChange } from '../model/change.ts';

type Index = {
  readonly byPlace: ReadonlyMap<string, readonly ParsedChange[]>;
  readonly byAddress: ReadonlyMap<string, readonly ParsedChange[]>;
};

const known = memory<readonly ParsedChange[], Index>();

/** The one parsed change behind a classified one. A module's resource is one change for each root that makes something else of it. */
export function parsedOf(change: Change, parsed: readonly ParsedChange[]): ParsedChange | null {
  const candidates = indexOf(parsed).byPlace.get(placeKey(change)) ?? [];
  if (candidates.length === 0) return null;
  const attributes = JSON.stringify(change.attributes);
  const same = candidates.filter((candidate) => JSON.stringify(candidate.attributes) === attributes);
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** Terraform changes of one address in one folder. */
export function terraformNamed(
  parsed: readonly ParsedChange[],
  { file, address }: Pick<ParsedChange, 'file' | 'address'>,
): readonly ParsedChange[] {
  return indexOf(parsed).byAddress.get(addressKey({ file, address })) ?? [];
}

function indexOf(parsed: readonly ParsedChange[]): Index {
  const index = known.get(parsed) ?? {
    byPlace: Map.groupBy(parsed, placeKey),
    byAddress: Map.groupBy(
      parsed.filter(({ format }) => format === 'terraform'),
      addressKey,
    ),
  };
  known.set(parsed, index);
  return index;
}

function placeKey({
  file,
  address,
  startLine,
  action,
}: Pick<ParsedChange, 'file' | 'address' | 'startLine' | 'action'>): string {
  return JSON.stringify([file, address, startLine, action]);
}

function addressKey({ file, address }: Pick<ParsedChange, 'file' | 'address'>): string {
  return JSON.stringify([file.slice(0, file.lastIndexOf('/') + 1), address]);
}
