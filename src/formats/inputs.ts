// Plain files that a Terraform configuration, a kustomization, a chart or a program of infrastructure reads: data for people, configuration for them. Called by the step that reads a diff.
import { changeOfFile } from '../model/change-of-file.ts';
import type { Diff, FileFact, ParsedChange } from '../model/change.ts';
import type { FileSide } from '../model/files.ts';
import { isForPeople } from './around.ts';
import { mayHoldValues } from './helm/values-paths.ts';
import { isProgramProject, programUse } from './program-inputs.ts';
import { covers, usersOf } from './references.ts';
import { isOnlyDecoded } from './terraform/decoded-only.ts';
import { isTerraformPath } from './terraform/projects.ts';

const KUSTOMIZATION = /(?:^|\/)kustomization(?:\.ya?ml)?$/i;

const CHART = /((?:^|.*\/))chart\.ya?ml$/i;
/** What stands in a chart for its makers. */
const BESIDE_CHART =
  /^(?:ci|tests?|unittests?|docs|examples?)\/|(?:^|\/)(?:\.[^/]*|license[^/]*|notice|owners|makefile)$|\.(?:gotmpl|snap)$/i;

type References = ReadonlyMap<string, readonly string[]>;
type Readers = {
  readonly references: References;
  readonly charts: readonly string[];
  /** Project files of programs that make infrastructure. */
  readonly projects: readonly string[];
  /** Of a file at hand; null where it has several, or none. */
  readonly textOf: (path: string) => string | null;
};
type Input = { readonly file: FileFact; readonly format: string; readonly usedIn: readonly string[] };

/**
 * `firewall.json` that `jsondecode(file("firewall.json"))` reads, or `policy.csv` in a generated ConfigMap, is no format
 * of its own, and still decides what is built. What it means is not evaluated, so it is a change that people must read.
 * `sides`: of all files at hand; a chart is where its file is.
 */
export function withInputs(diff: Diff, references: References, sides: readonly FileSide[] = []): Diff {
  const paths = sides.map(({ path }) => path);
  const charts = paths.filter((path) => CHART.test(path)).map((path) => path.replace(CHART, '$1'));
  const projects = paths.filter(isProgramProject);
  const textOf = (path: string): string | null => onlyText(sides.filter((side) => side.path === path));
  const inputs = diff.files.flatMap((file) => inputOf(file, { references, charts, projects, textOf }) ?? []);
  if (inputs.length === 0) return diff;
  const formats = new Map(inputs.map(({ file, format }) => [file, format]));
  return {
    ...diff,
    files: diff.files.map((file) => ({ ...file, format: formats.get(file) ?? file.format })),
    changes: [...diff.changes, ...inputs.map(changeOf)],
  };
}

/** Of a user that changes too both texts would have to be asked: it is rare, and people look at it anyway. */
function onlyText([side, another]: readonly FileSide[]): string | null {
  return side?.content.kind === 'text' && another === undefined ? side.content.text : null;
}

function inputOf(file: FileFact, { references, charts, projects, textOf }: Readers): Input | null {
  if (file.format !== null) return null;
  const names = file.previousPath === null ? [file.path] : [file.path, file.previousPath];
  const users = names
    .filter((name) => isInput(name, references))
    .flatMap((name) => usersOf(name, references));
  const usedIn = [...new Set(users)].toSorted();
  const modules = usedIn.filter(isTerraformPath);
  if (modules.length > 0)
    return saysNothingNew(file, { references, textOf })
      ? null
      : { file, format: 'terraform-input', usedIn: modules };
  const named = names.some((name) => isNamed(name, references));
  if (named) return { file, format: 'kustomize-input', usedIn };
  const packed = names.some((name) => charts.some((chart) => isPacked(name, chart)));
  const values = names.some((name) => isValues(name, references));
  if (packed || values) return { file, format: 'helm-input', usedIn };
  const [program] = names.flatMap((name) => programUse(name, projects) ?? []);
  return program === undefined ? null : { file, ...program };
}

/** Comments of data mean nothing to whoever decodes it, and to nobody else is it named. */
function saysNothingNew(
  { path, sameData }: FileFact,
  { references, textOf }: Pick<Readers, 'references' | 'textOf'>,
): boolean {
  if (sameData !== true) return false;
  return [...references]
    .filter(([, targets]) => targets.some((target) => covers(target, path)))
    .every(([user]) => {
      const text = isTerraformPath(user) ? textOf(user) : null;
      return text !== null && isOnlyDecoded(user, text, path);
    });
}

/** Templates read any file of their chart (`.Files`); a chart that is the whole repository, what is meant for that. */
function isPacked(path: string, chart: string): boolean {
  if (!path.startsWith(chart) || isForPeople(path)) return false;
  const inside = path.slice(chart.length);
  return chart === '' ? inside.startsWith('files/') : !BESIDE_CHART.test(inside);
}

/** A kustomization reads what it names; of a folder that it builds from, only what the kustomization in there names. */
function isNamed(path: string, references: References): boolean {
  return references.entries().some(([file, targets]) => KUSTOMIZATION.test(file) && targets.includes(path));
}

/** By whatever name Helm is told of it. A kustomization is asked before. */
function isValues(path: string, references: References): boolean {
  return (
    mayHoldValues(path) &&
    references
      .entries()
      .some(
        ([file, targets]) =>
          mayHoldValues(file) && targets.some((target) => !target.endsWith('/') && covers(target, path)),
      )
  );
}

/** A call of a module names its whole folder, and reads the README in it only where something says so. */
function isInput(path: string, references: References): boolean {
  return (
    !isForPeople(path) ||
    references
      .values()
      .some((targets) => targets.some((target) => !target.endsWith('/') && covers(target, path)))
  );
}

function changeOf({ file, format, usedIn }: Input): ParsedChange {
  const whole = changeOfFile(file, format);
  // What is made of another content may be anything.
  const action = whole.action === 'update' ? 'unknown' : whole.action;
  return { ...whole, action, usedIn, opaque: true };
}
