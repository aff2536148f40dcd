// Builds src/classify/data/force-new.json, the arguments whose change replaces a resource, from checkouts of the providers:
// node scripts/build-force-new.ts <terraform-provider-google> <terraform-provider-azurerm>. The AWS part is kept by hand.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const DATA = join(import.meta.dirname, '..', 'src', 'classify', 'data');
const [google, azurerm] = process.argv.slice(2);
if (google === undefined || azurerm === undefined)
  throw new Error('usage: build-force-new.ts <terraform-provider-google> <terraform-provider-azurerm>');

/** What gives an argument a value where nobody wrote one, or lets two different ones pass. */
const SETTLED = /^(?:Required|Computed|Default\w*|DiffSuppress\w*):/;

/** Argument names by type. */
const table = new Map<string, readonly string[]>([
  ...googleTypes(join(google, 'google', 'services')),
  ...azurermTypes(join(azurerm, 'website', 'docs', 'r')),
  ...Object.entries(readJson('force-new-aws.json')),
]);
const lines = [...table]
  .filter(([, names]) => names.length > 0)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([type, names]) =>
      `  ${JSON.stringify(type)}: ${JSON.stringify([...new Set(names)].toSorted().join(' '))}`,
  );
writeFileSync(join(DATA, 'force-new.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} types`);

function readJson(name: string): { readonly [type: string]: readonly string[] } {
  return JSON.parse(readFileSync(join(DATA, name), 'utf8')) as { readonly [type: string]: readonly string[] };
}

/** The provider's own schema: arguments of the outermost level that are marked `ForceNew: true`; see README for the marks. */
function googleTypes(folder: string): readonly (readonly [string, readonly string[]])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/resource_[a-z0-9_]+\.go$/.test(path) && !/_(?:test|sweeper|migrate)\.go$/.test(path))
    .map((path) => [
      `google_${basename(path, '.go').replace(/^resource_/, '')}`,
      markedArguments(readFileSync(join(folder, path), 'utf8')),
    ]);
}

function markedArguments(source: string): readonly string[] {
  const found: string[] = [];
  let depth: number | null = null;
  let argument: string | null = null;
  let lines: string[] = [];
  const begun = Math.max(0, source.search(/^func Resource\w+\(\) \*schema\.Resource/m));
  for (const line of source.slice(begun).split('\n')) {
    const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
    if (depth === null) {
      if (line.endsWith('Schema: map[string]*schema.Schema{')) depth = tabs;
      continue;
    }
    if (tabs === depth && /^\t*\},?$/.test(line)) break;
    if (tabs === depth + 1) {
      const next = /^\t*"(\w+)":/.exec(line)?.[1];
      if (next !== undefined) [argument, lines] = [next, []];
      else if (argument !== null && lines.some((one) => /^ForceNew:\s+true,/.test(one)))
        found.push(`${argument}${lines.some((one) => SETTLED.test(one)) ? '' : '!'}`);
    }
    if (tabs === depth + 2) lines.push(line.trim());
  }
  return found;
}

/** The provider's documentation: arguments before the first nested block that say so without a condition. */
function azurermTypes(folder: string): readonly (readonly [string, readonly string[]])[] {
  return readdirSync(folder).map((file) => {
    const page = readFileSync(join(folder, file), 'utf8');
    const section = /## Arguments? Reference\n([\s\S]*?)(?=\n---|\n## |$)/.exec(page)?.[1] ?? '';
    const names = [...section.matchAll(/^\* `(\w+)` - (.*)$/gm)]
      .filter(([, , text = '']) =>
        /[Cc]hanging this (?:field )?forces (?:a|an) new [^.]*?created(?:\.|$)/.test(text),
      )
      .map(([, name = '', text = '']) =>
        text.startsWith('(Optional)') && !/defaults? to/i.test(text) ? `${name}+` : name,
      );
    return [`azurerm_${file.replace(/\.html\.markdown$/, '')}`, names];
  });
}
