// Packages that a script installed at one version and now installs at whatever the registry has; read by workflow-unpinned-action.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, short, stepsIn } from './parts.ts';

export type LoosePackage = {
  readonly name: string;
  /** The version that it was fixed to. */
  readonly version: string;
  /** Of the script, 1-based. */
  readonly line: number;
};

/** A package that is no longer installed has no version to be fixed to. */
export function loosenedPackages(before: Node, after: Node): readonly LoosePackage[] {
  const [old, now] = [packagesIn(before), packagesIn(after)];
  const loose = old.filter(({ version }) => version === null).map(({ name }) => name);
  const fixed = new Map(old.flatMap(({ name, version }) => (version === null ? [] : [[name, version]])));
  for (const name of loose) fixed.delete(name);
  const found = now.flatMap(({ name, version, line }): readonly LoosePackage[] => {
    const was = version === null ? fixed.get(name) : undefined;
    return was === undefined ? [] : [{ name: short(name), version: short(was), line }];
  });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

type Package = { readonly name: string; readonly version: string | null; readonly line: number };

const INSTALLS =
  /(?:^|[\s;&|(/])(?:(?:pip3?|pipx|uv|npm|pnpm|yarn|bun|go|gem|cargo|brew) (?:[a-z]+ )?(?:install|add|i|get|exec|dlx|run)|npx|uvx|bunx) /;
/** `name`, `name==1.2`, `name[extra]==1.2`, `@scope/name@1.2`, `host/path@v1.2`. */
const PACKAGE =
  /^(@?[a-z0-9][a-z0-9._/-]{0,200})(?:\[[a-z0-9,_-]{0,100}\])?(?:(?:===?|@v?)(\d[a-z0-9.+!_-]{0,60})|@[a-z][a-z-]{0,40}|[<>~!]=?[^=].{0,60})?$/i;
const LONGEST_LINE = 2_000;

function packagesIn(tree: Node): readonly Package[] {
  return stepsIn(tree).flatMap(({ node }) => {
    const line = (childOf(node, 'run') ?? node).line;
    return memberText(node, 'run')
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((text) => text.length <= LONGEST_LINE && INSTALLS.test(text))
      .flatMap((text) => text.split(/[\s'"]+/).flatMap((word) => packageOf(word, line)));
  });
}

function packageOf(word: string, line: number): readonly Package[] {
  const found = PACKAGE.exec(word);
  if (found === null) return [];
  const [, name = '', version = null] = found;
  return [{ name: name.toLowerCase(), version, line }];
}
