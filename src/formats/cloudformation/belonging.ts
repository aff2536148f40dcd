// Which templates a file of parameters is given to; called by `readStacks`.
import { basename } from 'node:path/posix';
import type { ParameterSet } from './parameter-file.ts';
import { SIDES, declaredNames, setNames, setOf } from './stack.ts';
import type { StackParameters, StackTemplate } from './stack.ts';

/** One set of a file with the templates that take it, or may. */
export type Belonging = {
  readonly parameters: StackParameters;
  readonly set: string;
  readonly templates: readonly StackTemplate[];
};

/**
 * The template that the file names; else those with its name (`vpc-prod.json` of `vpc.yaml`) that declare all it sets; else
 * all that do: a stack refuses a parameter that its template does not have; else those with its name that declare half of it. A template that comes with the change takes no
 * file from those that were there.
 */
export function belongingsOf(
  templates: readonly StackTemplate[],
  files: readonly StackParameters[],
): readonly Belonging[] {
  const known = templates.map((template) => ({ template, declared: declaredNames(template) }));
  return files.flatMap((parameters) =>
    setNames(parameters).map((set) => {
      const sets = SIDES.flatMap((side) => setOf(parameters, side, set) ?? []);
      const named = sets.flatMap((one) => one.templates ?? []);
      // What one side sets tells as well: a name more, which no template has, must not take a file from its own.
      const taking = known.filter(({ declared }) => sets.some((one) => shareOf(one, declared) === 1));
      const byPath = known.filter(({ template }) =>
        SIDES.some((side) => named.includes(template.path[side] ?? '')),
      );
      const byName = taking.filter(({ template }) => isNamedLike(parameters.path, template));
      const isOld = byName.some(({ template }) => template.document.before !== null);
      const own = isOld || parameters.file.before === null ? byName : [];
      const nearly = known.filter(
        ({ template, declared }) =>
          isNamedLike(parameters.path, template) && sets.some((one) => shareOf(one, declared) >= 0.5),
      );
      const found = [byPath, own, taking, nearly].find((some) => some.length > 0) ?? [];
      return { parameters, set, templates: found.map(({ template }) => template) };
    }),
  );
}

/** How much of what is set a template declares, 0 to 1. */
function shareOf({ values }: ParameterSet, declared: ReadonlySet<string>): number {
  const names = [...values.keys()];
  return names.length === 0 ? 0 : names.filter((name) => declared.has(name)).length / names.length;
}

/** Whether all words of the template's name stand in the path of the file. */
function isNamedLike(path: string, template: StackTemplate): boolean {
  const words = new Set(wordsOf(path));
  return SIDES.some((side) => {
    const own = wordsOf(basename(template.path[side] ?? '').replace(/\.(?:template\.)?\w{1,16}$/, ''));
    return own.length > 0 && own.every((word) => words.has(word));
  });
}

function wordsOf(path: string): readonly string[] {
  return path
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
}
