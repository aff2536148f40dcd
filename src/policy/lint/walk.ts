// Where a document holds conditions, globs and approvers: the places that lints look at.
import type { Path } from '../locate.ts';
import type { PolicyDocument, RuleDocument } from '../schema/policy-schema.ts';
import type { When } from '../schema/when.ts';

export type Placed<Value> = { readonly path: Path; readonly value: Value };

export function rulesOf(document: PolicyDocument): readonly Placed<RuleDocument>[] {
  return placed(document.rules, ['rules']);
}

/** Every `when` of the rules with the objects inside it, outermost first. */
export function conditionsOf(document: PolicyDocument): readonly Placed<When>[] {
  return rulesOf(document).flatMap(({ path, value }) =>
    value.when === undefined ? [] : within({ path: [...path, 'when'], value: value.when }),
  );
}

function within(outer: Placed<When>): readonly Placed<When>[] {
  const { path, value } = outer;
  const lists = [...placed(value.any, [...path, 'any']), ...placed(value.all, [...path, 'all'])];
  const single = (['not', 'only'] as const).flatMap((key) => {
    const inner = value[key];
    return inner === undefined ? [] : [{ path: [...path, key], value: inner }];
  });
  return [outer, ...[...lists, ...single].flatMap(within)];
}

/** The words of one key of every condition. */
export function wordsOf(
  document: PolicyDocument,
  key: 'findings' | 'formats' | 'resource_types' | 'agents' | 'data' | 'paths' | 'not_paths',
): readonly Placed<string>[] {
  return conditionsOf(document).flatMap(({ path, value }) => placed(value[key], [...path, key]));
}

/** Each item of a list, or member of a map, with its place. */
export function placed<Value>(values: readonly Value[] | undefined, path: Path): readonly Placed<Value>[] {
  return (values ?? []).map((value, index) => ({ path: [...path, index], value }));
}

export function members<Value>(
  values: { readonly [name: string]: Value } | undefined,
  path: Path,
): readonly (Placed<Value> & { readonly name: string })[] {
  return Object.entries(values ?? {}).map(([name, value]) => ({ path: [...path, name], name, value }));
}
