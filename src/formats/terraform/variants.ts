// The sets of values that a root module may be run with, told by its variables files; called by `roots`.
import { basename, dirname } from 'node:path/posix';
import { LIMITS } from '../../config/limits.ts';
import { unsettled } from './instances.ts';
import type { Repository, Side, Sides, VariablesFile } from './repository.ts';
import { sourceKind } from './source-kind.ts';

/** `files` apply in order. `named`: those that somebody must choose by name, in whichever side they are. */
export type Variant = {
  readonly files: Readonly<Record<Side, readonly VariablesFile[]>>;
  readonly named: readonly string[];
};

/**
 * What loads by itself holds in all of them; each other file is a set of its own. Past a number of them only those that
 * change are told apart. Where nothing but guesses are chosen by name, none may be. `renamed`: variables files under their names on both sides.
 */
export function variantsOf(
  repository: Repository,
  key: string,
  renamed: readonly Sides<{ readonly path: string }>[],
): readonly Variant[] {
  const automatic = {
    before: automaticFiles(repository, 'before', key),
    after: automaticFiles(repository, 'after', key),
  };
  const named = {
    before: namedFiles(repository, 'before', key),
    after: namedFiles(repository, 'after', key),
  };
  const pairs = pairUp(named, renamed);
  if (pairs.length === 0) return [{ files: automatic, named: [] }];
  const isChanged = (pair: Sides<VariablesFile>): boolean => pair.before?.body !== pair.after?.body;
  const ordered = [...pairs.filter(isChanged), ...pairs.filter((pair) => !isChanged(pair))];
  const own =
    ordered.length <= LIMITS.terraformVariants ? ordered : ordered.slice(0, LIMITS.terraformVariants - 1);
  const rest = ordered.slice(own.length);
  const variants = own.map((pair): Variant => {
    // A set of values that is new, or gone, says nothing of what was applied before, or will be.
    const before = pair.before ?? pair.after;
    const after = pair.after ?? pair.before;
    return variant(automatic, { before: [before], after: [after] }, pathsOf([pair]));
  });
  const isGuess = pairs.every(({ before, after }) => (after ?? before)?.guessed === true);
  const plain = isGuess ? [{ files: automatic, named: [] }] : [];
  if (rest.length === 0) return [...variants, ...plain];
  const others = {
    before: [unsettled(rest.flatMap(({ before }) => before ?? []))],
    after: [unsettled(rest.flatMap(({ after }) => after ?? []))],
  };
  return [...variants, ...plain, variant(automatic, others, pathsOf(rest))];
}

function variant(
  automatic: Variant['files'],
  chosen: Readonly<Record<Side, readonly (VariablesFile | null)[]>>,
  named: readonly string[],
): Variant {
  const files = (side: Side): readonly VariablesFile[] => [
    ...automatic[side],
    ...chosen[side].filter((file) => file !== null),
  ];
  return { files: { before: files('before'), after: files('after') }, named };
}

/** `terraform.tfvars`, then its JSON twin, then `*.auto.tfvars` of both kinds by name (https://developer.hashicorp.com/terraform/language/values/variables). */
function automaticFiles(repository: Repository, side: Side, key: string): readonly VariablesFile[] {
  const rank = ({ path }: VariablesFile): string => {
    const name = basename(path);
    return name.startsWith('terraform.tfvars') ? `0${name}` : `1${name}`;
  };
  return repository
    .variables(side, key)
    .filter((file) => isAutomatic(file, key))
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function namedFiles(repository: Repository, side: Side, key: string): readonly VariablesFile[] {
  return repository.variables(side, key).filter((file) => !isAutomatic(file, key));
}

function isAutomatic({ path }: VariablesFile, key: string): boolean {
  return dirname(path) === key && sourceKind(path)?.automatic === true;
}

function pairUp(
  named: Readonly<Record<Side, readonly VariablesFile[]>>,
  renamed: readonly Sides<{ readonly path: string }>[],
): readonly Sides<VariablesFile>[] {
  const newNames = new Map(
    renamed.flatMap(({ before, after }) =>
      before === null || after === null ? [] : [[before.path, after.path] as const],
    ),
  );
  const after = new Map(named.after.map((file) => [file.path, file]));
  const pairs = named.before.map((file): Sides<VariablesFile> => {
    const name = newNames.get(file.path) ?? file.path;
    const pair = { before: file, after: after.get(name) ?? null };
    after.delete(name);
    return pair;
  });
  const all = [...pairs, ...[...after.values()].map((file) => ({ before: null, after: file }))];
  return all.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameOf({ before, after }: Sides<VariablesFile>): string {
  return (after ?? before)?.path ?? '';
}

function pathsOf(pairs: readonly Sides<VariablesFile>[]): readonly string[] {
  const files = pairs.flatMap(({ before, after }) => [before, after]);
  return [...new Set(files.flatMap((file) => file?.path ?? []))].toSorted();
}
