// What changes in the variables files themselves; called by `read-project`.
import type { ParsedChange } from '../../model/change.ts';
import type { Body } from './body.ts';
import type { Placed } from './collect.ts';
import { compare } from './compare.ts';
import type { Comparing } from './compare.ts';
import { valueDeclaration } from './declarations.ts';
import { SIDES } from './repository.ts';
import type { Repository, Sides, SourceFile } from './repository.ts';
import { UNKNOWN_SCOPE, isSensitive } from './scope.ts';

/** One change per value. Under another name a file is another file: it is chosen by its name. */
export function changesOfVariables(
  files: readonly Sides<SourceFile>[],
  repository: Repository,
  comparing: Comparing,
): readonly ParsedChange[] {
  return files.flatMap(({ before, after }) => {
    if (before === null || after === null || before.path === after.path)
      return changesOfFile({ before, after }, repository, comparing);
    return [
      ...changesOfFile({ before, after: null }, repository, comparing),
      ...changesOfFile({ before: null, after }, repository, comparing),
    ];
  });
}

function changesOfFile(
  { before, after }: Sides<SourceFile>,
  repository: Repository,
  comparing: Comparing,
): readonly ParsedChange[] {
  const path = (after ?? before)?.path ?? '';
  const secrets = secretNames(repository, path);
  const opaque = repository.homesOf(path).length === 0;
  const placed = (file: SourceFile | null): readonly Placed[] =>
    file === null ? [] : placedIn(repository.body(file), { secrets, opaque });
  return compare({ before: placed(before), after: placed(after) }, comparing);
}

/** `opaque`: no module of this repository takes them, so that nobody here can tell what they bring about. */
function placedIn(
  body: Body | null,
  { secrets, opaque }: { readonly secrets: ReadonlySet<string>; readonly opaque: boolean },
): readonly Placed[] {
  const at = {
    path: '',
    scope: UNKNOWN_SCOPE,
    variations: [],
    calls: [],
    root: null,
    exists: true,
    usedIn: [],
  };
  return (body?.arguments ?? []).map((argument) => {
    const secret = secrets.has(argument.name);
    const own = valueDeclaration(argument, { block: 'var', type: 'variable', secret });
    const declaration = { ...own, opaque };
    return { ...at, declaration, address: declaration.address };
  });
}

/** Variables that a module which may take them declares sensitive, on either side. */
function secretNames(repository: Repository, path: string): ReadonlySet<string> {
  const modules = repository
    .homesOf(path)
    .flatMap((home) => SIDES.map((side) => repository.module(side, home)));
  const declared = modules.flatMap((module) => [...(module?.definitions.variables ?? [])]);
  return new Set(declared.flatMap(([name, block]) => (block === null || isSensitive(block) ? [name] : [])));
}
