// The globs of a document that are about files of the repository. Called by the lints about globs.
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { members, placed, wordsOf } from './walk.ts';
import type { Placed } from './walk.ts';

type Use = { readonly glob: string; readonly use: 'tighten' | 'relax' };

/** Every one of the document. */
export function pathGlobsOf(document: PolicyDocument): readonly Placed<Use>[] {
  const { paths } = document;
  return [
    ...relaxing(placed(paths?.ignore, ['paths', 'ignore'])),
    ...relaxing(placed(paths?.inert, ['paths', 'inert'])),
    ...relaxing(wordsOf(document, 'not_paths')),
    ...tightening(wordsOf(document, 'paths')),
    ...tightening(
      members(document.environments, ['environments']).flatMap(({ path, value }) =>
        placed(value.match?.paths, [...path, 'match', 'paths']),
      ),
    ),
    ...tightening(
      placed(document.resource_owners, ['resource_owners']).flatMap(({ path, value }) =>
        placed(value.paths, [...path, 'paths']),
      ),
    ),
  ];
}

function relaxing(globs: readonly Placed<string>[]): readonly Placed<Use>[] {
  return globs.map(({ path, value }) => ({ path, value: { glob: value, use: 'relax' } }));
}

function tightening(globs: readonly Placed<string>[]): readonly Placed<Use>[] {
  return globs.map(({ path, value }) => ({ path, value: { glob: value, use: 'tighten' } }));
}
