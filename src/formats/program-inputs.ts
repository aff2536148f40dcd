// Source files of a program that makes infrastructure, told by the project file above them. Called by `inputs` and `around`.
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

export function isProgramSource(path: string): boolean {
  return SOURCE.test(path) && !TESTS.test(path);
}

export function isProgramProject(path: string): boolean {
  return PROJECTS.some(({ file }) => file.test(path));
}

export type ProgramUse = { readonly format: string; readonly usedIn: readonly string[] };

/** The projects whose program a file is part of, null for none. */
export function programUse(path: string, projects: readonly string[]): ProgramUse | null {
  const usedIn = isProgramSource(path) ? projects.filter((project) => isPartOf(path, dirname(project))) : [];
  const found = PROJECTS.find(({ file }) => usedIn.some((project) => file.test(project)));
  return found === undefined ? null : { format: found.format, usedIn: usedIn.toSorted() };
}

function isPartOf(path: string, folder: string): boolean {
  return folder === '.' ? OF_ROOT.test(path) : path.startsWith(`${folder}/`);
}
