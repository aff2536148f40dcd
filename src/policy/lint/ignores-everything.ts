// `paths.ignore` and `paths.inert` that take away more than anybody means: every file, or every one of a kind that holds infrastructure.
import { compileGlobs } from '../../model/glob.ts';
import type { Lint, LintInput, Warning } from './lint.ts';

/** Of files that the formats read. */
const ENDINGS = ['.tf', '.tofu', '.yml', '.yaml', '.json', '.template'] as const;
/** Names that nobody has, at several depths. */
const STEMS = ['q7x', 'q7x/w8y', 'q7x/w8y/e9z', '.q7x/w8y'] as const;

export const ignoresEverything: Lint = {
  code: 'ignores-everything',
  find: (input) => {
    // Below the highest layer both keys have no effect.
    if (input.document !== input.documents[0]) return [];
    return [...ofIgnore(input), ...ofInert(input)];
  },
};

function ofIgnore({ document, layer, surroundings: { tree } }: LintInput): readonly Warning[] {
  const globs = document.paths?.ignore ?? [];
  if (matchesAll(globs, ''))
    return [
      {
        path: placeOf('ignore', globs, ''),
        message: '"paths.ignore" takes away every file: almost nothing is ever decided',
      },
    ];
  const endings = ENDINGS.filter((ending) => matchesAll(globs, ending));
  if (endings.length > 0)
    return [
      {
        path: placeOf('ignore', globs, endings[0] ?? ''),
        message: `"paths.ignore" takes away every file that ends in ${endings.join(', ')}: infrastructure in them is never decided`,
      },
    ];
  // A floor is for many repositories.
  const files = layer === 'repository' ? (tree ?? []).filter(mayHoldInfrastructure) : [];
  if (files.length === 0 || globs.length === 0 || !files.every(compileGlobs(globs, 'relax'))) return [];
  return [
    {
      path: ['paths', 'ignore'],
      message: `"paths.ignore" takes away all ${files.length} files of the repository that could hold infrastructure`,
    },
  ];
}

function ofInert({ document }: LintInput): readonly Warning[] {
  const globs = document.paths?.inert ?? [];
  if (!matchesAll(globs, '')) return [];
  return [
    {
      path: placeOf('inert', globs, ''),
      message:
        '"paths.inert" names every file: what an agent changes of the code that deploy jobs run never counts',
    },
  ];
}

/** What governs is never ignored. */
function mayHoldInfrastructure(path: string): boolean {
  return ENDINGS.some((ending) => path.endsWith(ending)) && !/^\.(?:github|aigov)[/.]/i.test(path);
}

/** The empty ending stands for every file. */
function matchesAll(globs: readonly string[], ending: string): boolean {
  const endings = ending === '' ? ['', '.x', ...ENDINGS] : [ending];
  const names = endings.flatMap((each) => STEMS.map((stem) => stem + each));
  return globs.length > 0 && names.every(compileGlobs(globs, 'relax'));
}

/** The one glob that does it, or the list. */
function placeOf(key: 'ignore' | 'inert', globs: readonly string[], ending: string): Warning['path'] {
  const index = globs.findIndex((glob) => matchesAll([glob], ending));
  return index < 0 ? ['paths', key] : ['paths', key, index];
}
