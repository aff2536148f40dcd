// What changes are held against what the description declares of them. Called by classify.ts when everything else is known.
import type { Change, Classified, FileFact, Finding } from '../model/change.ts';
import type { DeclaredFact } from '../model/declaration.ts';
import { findingsOfDeclared } from './find.ts';
import type { Outlined } from './finding.ts';

type Judged = Pick<Classified, 'changes' | 'unreadable'> & { readonly files: readonly FileFact[] };
type Held = { readonly changes: readonly Change[]; readonly findings: readonly Finding[] };

/** A change without meaning is none that somebody would have to declare. */
export function holdAgainst(declared: DeclaredFact | undefined, judged: Judged): Held {
  const { changes } = judged;
  if (declared === undefined) return { changes, findings: [] };
  const outlines = new Map(
    changes.filter(({ tier }) => tier !== 'none').map((change) => [outlineOf(change), change] as const),
  );
  const found = findingsOfDeclared([...outlines.keys(), ...unreadableOutlines(judged)], declared);
  const idsOf = Map.groupBy(found, ({ thing }) => outlines.get(thing));
  return {
    changes: changes.map((change) =>
      withIds(change, idsOf.get(change)?.map(({ finding }) => finding.id) ?? []),
    ),
    findings: found.map(({ finding }) => finding),
  };
}

function outlineOf(change: Change): Outlined {
  const { file, previousFile, startLine, endLine, address, environment, kinds, type, action, opaque } =
    change;
  const files = previousFile === null ? [file] : [file, previousFile];
  // Opaque governance and pipeline files are known by their path, and judged as that everywhere.
  const understood = !opaque || kinds.includes('governance') || kinds.includes('pipeline');
  return { files, startLine, endLine, address, environment, kinds, type, action, understood };
}

function unreadableOutlines({ unreadable, files }: Judged): readonly Outlined[] {
  return unreadable.flatMap(({ file, line, environments }) => {
    const previous = files.find(({ path }) => path === file)?.previousPath ?? null;
    const place = { startLine: line ?? 1, endLine: line ?? 1, address: null };
    return (environments.length === 0 ? [null] : environments).map((environment) => ({
      ...place,
      files: previous === null ? [file] : [file, previous],
      environment,
      kinds: [],
      type: null,
      action: 'unknown' as const,
      understood: false,
    }));
  });
}

function withIds(change: Change, ids: readonly string[]): Change {
  return ids.length === 0
    ? change
    : { ...change, findings: [...new Set([...change.findings, ...ids])].toSorted() };
}
