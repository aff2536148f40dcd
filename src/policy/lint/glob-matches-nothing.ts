// Globs over files that match no file of the repository: misspelled, or left over.
import { compileGlobs } from '../../model/glob.ts';
import type { PolicyDocument } from '../schema.ts';
import type { Lint } from './lint.ts';
import { members, placed, wordsOf } from './walk.ts';
import type { Placed } from './walk.ts';

export const globMatchesNothing: Lint = {
  code: 'glob-matches-nothing',
  find: ({ document, layer, surroundings: { tree } }) => {
    // A floor is for many repositories.
    if (tree === null || layer !== 'repository') return [];
    return globsOf(document)
      .filter(({ value: { glob, use } }) => !tree.some(compileGlobs([glob], use)))
      .map(({ path, value: { glob } }) => {
        const folded = tree.some(compileGlobs([glob], 'tighten'));
        const hint = folded ? '; files differ from it in upper and lower case, which counts here' : '';
        return { path, message: `"${glob}" matches no file of the repository${hint}` };
      });
  },
};

type Use = { readonly glob: string; readonly use: 'tighten' | 'relax' };

function globsOf(document: PolicyDocument): readonly Placed<Use>[] {
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
