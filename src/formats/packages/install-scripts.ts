// Programs that a `package.json` has run when packages are installed. Called by package-marks.ts.
import { maskShapes } from '../sensitive.ts';
import type { PackageMark } from './package-sources.ts';
import type { Setting } from './read-settings.ts';

/** What `npm ci` runs of the package it stands in. https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
const ON_INSTALL =
  /^(?:preinstall|install|postinstall|prepublish|preprepare|prepare|postprepare|dependencies|pnpm:devPreinstall)$/;

/** What everybody runs there: hooks of git, patches, code that is generated, and the build. */
const USUAL =
  /^(?:(?:npx|bunx|yarn|pnpm|bun|npm)\s{1,9}(?:(?:exec|dlx|x|run|-s|--yes|-y|--no|--no-install|--silent|--if-present)\s{1,9}){0,4})?(?:husky(?:\s{1,9}install)?(?:\s{1,9}[\w./-]+)?|lefthook\s{1,9}install|simple-git-hooks|pre-commit\s{1,9}install|is-ci(?:-cli)?|in-ci|ci-info|patch-package|only-allow\s{1,9}\w+|tsc(?:\s{1,9}[\w./ =-]*)?|tsup|tshy|unbuild|rollup\s{1,9}-c|prisma\s{1,9}generate|nuxt(?:i)?\s{1,9}prepare|wxt\s{1,9}prepare|svelte-kit\s{1,9}sync|(?:electron-builder\s{1,9})?install-app-deps|ngcc|fumadocs-mdx|panda\s{1,9}codegen|playwright\s{1,9}install(?:\s{1,9}[\w-]+)*|lerna\s{1,9}(?:bootstrap|run\s{1,9}[\w:-]+)|turbo\s{1,9}(?:run\s{1,9})?[\w:-]+|nx\s{1,9}[\w:-]+|npm-run-all\s{1,9}[\w:* -]+|run-[sp]\s{1,9}[\w:* -]+|true|:|exit\s{1,9}0|echo\s{1,9}[^$\x60]*|cd\s{1,9}[\w./-]+)$/;

/** `npm run build`: by what its own script says. */
const RUNS_ANOTHER =
  /^(?:npm|pnpm|yarn|bun)\s{1,9}(?:run(?:-script)?\s{1,9}|-s\s{1,9}|--silent\s{1,9}){0,3}([\w:.-]+)$/;

/** Fetches what it runs, or hides it. */
const FETCHES =
  /\b(?:curl|wget|Invoke-WebRequest|iwr|certutil|bitsadmin)\b|\bhttps?:\/\/|\bbase64\b|\|\s{0,9}(?:ba|z|da)?sh\b|\/dev\/tcp\/|\bnc\s{1,9}-|\beval\b|\\x[0-9a-f]{2}/i;

/** Not what a pipeline installs. */
const ASIDE =
  /(?:^|\/)(?:vendor|fixtures?|__fixtures__|testdata|tests?|__tests__|examples?|templates?|samples?|demos?)\//i;

export function newInstallScripts(
  path: string,
  before: readonly Setting[],
  after: readonly Setting[],
): readonly PackageMark[] {
  const [old, now] = [scriptsIn(before), scriptsIn(after)];
  return [...now].flatMap(([name, { value, line }]): readonly PackageMark[] => {
    if (!ON_INSTALL.test(name)) return [];
    const fetches = FETCHES.test(wholeOf(name, now)) && !FETCHES.test(wholeOf(name, old));
    const isNew = old.get(name)?.value !== value;
    if (!fetches && (!isNew || segmentsOf(value).every(isUsual))) return [];
    const what = `Installing packages (\`npm ci\`) ${fetches ? 'fetches or decodes a program and may run it' : 'runs a program'}: \`${name}\` is \`${short(value)}\`.`;
    const severity = ASIDE.test(path) ? 'low' : fetches ? 'high' : 'medium';
    return [{ message: what, line, severity, confidence: 'high' }];
  });
}

type Script = { readonly value: string; readonly line: number };
type Scripts = ReadonlyMap<string, Script>;

function scriptsIn(settings: readonly Setting[]): Scripts {
  return new Map(
    settings
      .filter(({ path }) => path.length === 2 && path[0] === 'scripts')
      .map(({ path, value, line }) => [path[1] ?? '', { value, line }]),
  );
}

function segmentsOf(command: string): readonly string[] {
  return command
    .split(/&&|\|\||;/)
    .map((segment) => segment.trim().replaceAll(/^\(|\)$/g, ''))
    .filter((segment) => segment !== '');
}

function isUsual(segment: string): boolean {
  return USUAL.test(segment) || RUNS_ANOTHER.test(segment);
}

/** With the scripts that it runs by name, each once. */
function wholeOf(name: string, scripts: Scripts): string {
  const seen = new Set([name]);
  const texts: string[] = [];
  for (const one of seen) {
    const { value } = scripts.get(one) ?? { value: '' };
    texts.push(value);
    for (const segment of segmentsOf(value)) {
      const next = RUNS_ANOTHER.exec(segment)?.[1];
      if (next !== undefined) seen.add(next);
    }
  }
  return texts.join('\n');
}

const MOST_SHOWN = 100;

function short(command: string): string {
  const plain = maskShapes(command).replaceAll(/[\s`]+/g, ' ');
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN - 1).toWellFormed()}…` : plain;
}
