// All Terraform files of a project at once: what changes, told file by file; called by the `terraform` format.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { Problem } from '../format.ts';
import { inBase } from '../problem.ts';
import { createRenames } from './renames.ts';
import type { FileNames } from './renames.ts';
import { createRepository } from './repository.ts';
import type { Repository, Sides, SourceFile } from './repository.ts';
import { changesOfRoots } from './roots.ts';
import { createInterner } from './scope.ts';
import { sourceKind } from './source-kind.ts';
import { changesOfVariables } from './variable-values.ts';

/** A changed file; a side that is absent, or no file of Terraform, is null. */
export type SourceChange = Sides<SourceFile> & {
  readonly names: FileNames;
  /** The file is refused already, whatever the sides that are here say. */
  readonly refused: boolean;
};

export type SourceReading =
  | { readonly kind: 'parsed'; readonly changes: readonly ParsedChange[] }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/**
 * One reading per change, in their order. A resource of a file that did not change stands with the first file that could be
 * read: it changes because of one of them.
 */
export function readProject(given: {
  readonly changes: readonly SourceChange[];
  readonly around: readonly Sides<SourceFile>[];
}): readonly SourceReading[] {
  const repository = createRepository([...given.around, ...given.changes]);
  const problems = given.changes.map((change) => problemOf(change, repository));
  const lost: readonly Sides<SourceFile>[] = [
    ...given.changes.filter(({ refused }, index) => refused || problems[index] !== null),
    ...given.around.filter((pair) => pair.before !== pair.after && problemOf(pair, repository) !== null),
  ];
  const comparing = {
    intern: createInterner(),
    changed: new Set(
      given.changes.flatMap(({ names }) => [names.from, names.to]).filter((path) => path !== null),
    ),
    renames: createRenames(given.changes.map(({ names }) => names)),
    unreadable: new Set(
      lost.flatMap(({ before, after }) => [before, after]).flatMap((file) => file?.path ?? []),
    ),
  };
  const variables = given.changes
    .map(onlyVariables)
    .filter(({ before, after }) => before !== null || after !== null);
  const changes = merged([
    ...changesOfVariables(variables, repository, comparing),
    ...changesOfRoots({ repository, variables, ...comparing }),
  ]);
  return distributed(changes, given.changes, problems);
}

/** The head's problem comes first: its line is the one that people see. */
function problemOf({ before, after }: Sides<SourceFile>, repository: Repository): Problem | null {
  const head = after === null ? null : repository.problem(after);
  const base = before === null ? null : repository.problem(before);
  return head ?? (base === null ? null : inBase(base));
}

function onlyVariables({ before, after }: Sides<SourceFile>): Sides<SourceFile> {
  const only = (file: SourceFile | null): SourceFile | null =>
    file !== null && sourceKind(file.path)?.holds === 'variables' ? file : null;
  return { before: only(before), after: only(after) };
}

/** What several roots, or several sets of values, say alike is said once, for all of them. */
function merged(changes: readonly ParsedChange[]): readonly ParsedChange[] {
  const places = Map.groupBy(changes, ({ file, startLine, address }) => `${startLine} ${address} ${file}`);
  return [...places.values()].flatMap((same) => (same.length === 1 ? same : mergedAt(same)));
}

function mergedAt(changes: readonly ParsedChange[]): readonly ParsedChange[] {
  const found = new Map<string, ParsedChange>();
  for (const change of changes) {
    const { usedIn: _usedIn, places: _places, ...own } = change;
    const key = canonicalJson(own);
    const known = found.get(key);
    found.set(key, known === undefined ? change : joined(known, change));
  }
  return [...found.values()];
}

function joined(change: ParsedChange, { usedIn, places }: ParsedChange): ParsedChange {
  const union = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] =>
    [...new Set([...a, ...b])].toSorted();
  const accounts = union(change.places?.accounts, places?.accounts);
  const workspaces = union(change.places?.workspaces, places?.workspaces);
  const all = accounts.length + workspaces.length === 0 ? {} : { places: { accounts, workspaces } };
  return { ...change, ...all, usedIn: union(change.usedIn, usedIn) };
}

function distributed(
  changes: readonly ParsedChange[],
  files: readonly SourceChange[],
  problems: readonly (Problem | null)[],
): readonly SourceReading[] {
  const isParsed = (index: number): boolean => problems[index] === null && files[index]?.refused === false;
  const indexes = files.keys().filter(isParsed).toArray();
  const byPath = new Map(
    indexes
      .toReversed()
      .flatMap((index) =>
        [files[index]?.before, files[index]?.after].flatMap((file) =>
          file ? [[file.path, index] as const] : [],
        ),
      ),
  );
  const [first] = indexes;
  const groups = Map.groupBy(changes, ({ file }) => byPath.get(file) ?? first ?? -1);
  return files.map((_file, index) => {
    const problem = problems[index] ?? null;
    return problem === null
      ? { kind: 'parsed', changes: groups.get(index) ?? [] }
      : { kind: 'unreadable', problem };
  });
}
