// Source files of a program that makes infrastructure, and data of the tools around Terraform, told by the project file near them. Called by `inputs` and `around`.
import { dirname } from 'node:path/posix';

/** What such a project is recognised by, and the format that its files carry. */
const PROJECTS: readonly { readonly format: string; readonly file: RegExp }[] = [
  { format: 'cdk', file: /(?:^|\/)(?:cdk|cdktf)\.json$/i },
  { format: 'pulumi', file: /(?:^|\/)pulumi\.ya?ml$/i },
];

/** Sources, and what says which packages they are built with. */
const SOURCE =
  /\.(?:[cm]?[jt]sx?|py|go|java|kts?|cs|fs|scala|csproj|gradle)$|(?:^|\/)(?:package(?:-lock)?\.json|requirements[^/]{0,64}\.txt|pyproject\.toml|go\.(?:mod|sum)|pom\.xml)$/i;

/** Nobody deploys tests. */
const TESTS = /(?:^|\/)(?:tests?|__tests__|node_modules)\//i;

/** A project at the root of a repository has its program in these, and the application that it deploys elsewhere. */
const OF_ROOT = /^(?:[^/]+$|(?:bin|lib|cdk|infra|infrastructure|iac|stacks|constructs|config|deploy)\/)/i;

/** What tools around Terraform read under paths that they compute: values of an account, a region, a stack. */
const DATA = /\.(?:ya?ml(?:\.tmpl)?|json|toml)$/i;
const TERRAGRUNT = /(?:^|\/)(?:terragrunt[^/]*|root)\.hcl(?:\.json)?$/i;
const ATMOS = /(?:^|\/)atmos\.ya?ml$/i;
/** Where stacks stand by convention (https://atmos.tools/core-concepts/stacks). */
const STACKS = /(?:^|\/)(?:stacks|orgs|components\/(?:terraform|helmfile))\//i;
/** What tools of their own read. */
const OF_TOOLS =
  /(?:^|\/)(?:\.[^/]*|node_modules)(?:\/|$)|(?:^|\/)(?:package(?:-lock)?|composer|renovate|tsconfig[^/]*|mkdocs|pyproject)\.(?:json|toml|ya?ml)$/i;

export function isProgramSource(path: string): boolean {
  return (SOURCE.test(path) && !TESTS.test(path)) || isData(path);
}

function isData(path: string): boolean {
  return DATA.test(path) && !OF_TOOLS.test(path);
}

export function isProgramProject(path: string): boolean {
  return TERRAGRUNT.test(path) || ATMOS.test(path) || PROJECTS.some(({ file }) => file.test(path));
}

export type ProgramUse = { readonly format: string; readonly usedIn: readonly string[] };

/** The projects whose program a file is part of, null for none. */
export function programUse(path: string, projects: readonly string[]): ProgramUse | null {
  const programs = projects.filter((project) => PROJECTS.some(({ file }) => file.test(project)));
  const usedIn =
    SOURCE.test(path) && !TESTS.test(path)
      ? programs.filter((project) => isPartOf(path, dirname(project)))
      : [];
  const found = PROJECTS.find(({ file }) => usedIn.some((project) => file.test(project)));
  if (found !== undefined) return { format: found.format, usedIn: usedIn.toSorted() };
  return isData(path) ? dataUse(path, projects) : null;
}

/** Terragrunt looks for files in the folders above a unit (`find_in_parent_folders`) and beside it; stacks name each other. */
function dataUse(path: string, projects: readonly string[]): ProgramUse | null {
  const folder = dirname(path);
  const isNear = (project: string): boolean => {
    const unit = dirname(project);
    return unit === folder || isBelow(unit, folder) || (unit !== '.' && isBelow(folder, unit));
  };
  const units = projects.filter((project) => TERRAGRUNT.test(project) && isNear(project));
  if (units.length > 0) return { format: 'terragrunt', usedIn: units.toSorted() };
  const atmos = STACKS.test(path) ? projects.filter((project) => ATMOS.test(project)) : [];
  return atmos.length === 0 ? null : { format: 'atmos', usedIn: atmos.toSorted() };
}

function isBelow(folder: string, above: string): boolean {
  return above === '.' ? folder !== '.' : folder.startsWith(`${above}/`);
}

function isPartOf(path: string, folder: string): boolean {
  return folder === '.' ? OF_ROOT.test(path) : path.startsWith(`${folder}/`);
}
