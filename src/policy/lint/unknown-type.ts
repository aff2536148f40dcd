// Resource types in rules that no table knows, of a provider that the tables do know.
import { closest } from '../../model/closest.ts';
import { compileGlobs } from '../../model/glob.ts';
import type { Lint, Vocabulary } from './lint.ts';
import { wordsOf } from './walk.ts';

export const unknownType: Lint = {
  code: 'unknown-type',
  find: ({ document, words: { types } }) =>
    wordsOf(document, 'resource_types')
      .filter(({ value }) => isOfKnownProvider(value, types) && !isKnown(value, types))
      .map(({ path, value }) => {
        const near = closest(value, sameProvider(value, types));
        const hint = near === null ? '' : `; did you mean "${near}"?`;
        return { path, message: `no known resource type matches "${value}"${hint}` };
      }),
};

type Types = Vocabulary['types'];

/** `aws_`, `AWS::`: custom resources and rare providers are in no table, and may be named. */
function providerOf(type: string): string | null {
  return /^(?:[a-z0-9]+_|[A-Za-z0-9]+::)/.exec(type)?.[0] ?? null;
}

function sameProvider(type: string, types: Types): readonly string[] {
  const provider = providerOf(type);
  return provider === null ? [] : [...types.keys()].filter((known) => known.startsWith(provider));
}

function isOfKnownProvider(type: string, types: Types): boolean {
  return sameProvider(type, types).length > 0;
}

function isKnown(pattern: string, types: Types): boolean {
  return [...types.keys()].some(compileGlobs([pattern], 'tighten'));
}
