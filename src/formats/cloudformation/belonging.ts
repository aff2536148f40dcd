// Which templates a file of parameters is given to; called by `readStacks`.
import { basename } from 'node:path/posix';
import type { ParameterSet } from './parameter-file.ts';
import { SIDES, declaredNames, setNames, setOf } from './stack.ts';
import type { Side, StackParameters, StackTemplate } from './stack.ts';

/** One set of a file with the templates that take it, or may. */
export type Belonging = {
  readonly parameters: StackParameters;
  readonly set: string;
  readonly templates: readonly StackTemplate[];
};

/**
 * Each side is asked by itself, and the templates of both count: neither a name more in the file, nor a parameter or a
 * template that comes with the change, takes a file from those that had it.
 */
export function belongingsOf(
  templates: readonly StackTemplate[],
  files: readonly StackParameters[],
): readonly Belonging[] {
  const sides = SIDES.map((side) => ({ side, known: templates.flatMap((one) => declaring(one, side)) }));
  return files.flatMap((parameters) =>
    setNames(parameters).map((set) => {
      const takers = new Set(
        sides.flatMap(({ side, known }) => {
          const own = setOf(parameters, side, set);
          return own === null ? [] : takersOf(own, parameters.path, known);
        }),
      );
      return { parameters, set, templates: templates.filter((one) => takers.has(one)) };
    }),
  );
}

type Declaring = {
  readonly template: StackTemplate;
  readonly path: string;
  readonly declared: ReadonlySet<string>;
};

function declaring(template: StackTemplate, side: Side): readonly Declaring[] {
  const path = template.path[side];
  return path === null ? [] : [{ template, path, declared: declaredNames(template, side) }];
}

/**
 * The template that the file names; else those with its name (`vpc-prod.json` of `vpc.yaml`) that declare all it sets; else
 * all that do: a stack refuses a parameter that its template does not have; else those with its name that declare half of it.
 */
function takersOf(set: ParameterSet, path: string, known: readonly Declaring[]): readonly StackTemplate[] {
  const byPath = known.filter((one) => set.templates?.includes(one.path));
  const taking = known.filter(({ declared }) => shareOf(set, declared) === 1);
  const alike = known.filter((one) => isNamedLike(path, one.path));
  const nearly = alike.filter(({ declared }) => shareOf(set, declared) >= 0.5);
  const own = alike.filter((one) => taking.includes(one));
  const found = [byPath, own, taking, nearly].find((some) => some.length > 0) ?? [];
  return found.map(({ template }) => template);
}

/** How much of what is set a template declares, 0 to 1. */
function shareOf({ values }: ParameterSet, declared: ReadonlySet<string>): number {
  const names = [...values.keys()];
  return names.length === 0 ? 0 : names.filter((name) => declared.has(name)).length / names.length;
}

/** Whether all words of the template's name stand in the path of the file. */
function isNamedLike(path: string, template: string): boolean {
  const words = new Set(wordsOf(path));
  const own = wordsOf(basename(template).replace(/\.(?:template\.)?\w{1,16}$/, ''));
  return own.length > 0 && own.every((word) => words.has(word));
}

function wordsOf(path: string): readonly string[] {
  return path
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
}
