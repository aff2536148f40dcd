// Builds src/classify/iam/data from iam-data and the table of escalations. Run by hand: node scripts/build-iam-data.ts <folder with tables>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsOf, iamServices, levelOf, resourceTypesOf } from './iam-data.ts';

const TARGET = join(import.meta.dirname, '..', 'src', 'classify', 'iam', 'data');

/** Sources whose sets are minimal. Those of iam-vulnerable hold read actions that its lab needs: they only lend their id. */
const MINIMAL = ['DataDog/pathfinding.cloud', 'salesforce/cloudsplaining'];

type Path = {
  readonly id: string;
  readonly category: string | null;
  readonly actions: readonly string[];
  readonly minimal: boolean;
};

/** The ARN formats of a service, `|` between them; a resource type with two formats has two. */
function formatsOf(service: string): { readonly line: string; readonly at: ReadonlyMap<string, number[]> } {
  const formats: string[] = [];
  const at = new Map<string, number[]>();
  for (const { key, arn } of resourceTypesOf(service)) {
    const own = arn.split(', ').map((format) => {
      const known = formats.indexOf(format);
      return known === -1 ? formats.push(format) - 1 : known;
    });
    at.set(key, own);
  }
  return { line: formats.join('|'), at };
}

/** `Name/L/0*,1` for every action: its level and the indices of its ARN formats, `*` where the type is required. */
function serviceLine(service: string, at: ReadonlyMap<string, number[]>): string {
  return Object.values(actionsOf(service) ?? {})
    .map((action) => {
      const formats = action.resourceTypes.flatMap(({ name, required }) =>
        (at.get(name) ?? []).map((index) => `${index}${required ? '*' : ''}`),
      );
      return `${action.name}/${levelOf(action)}/${[...new Set(formats)].join(',')}`;
    })
    .toSorted()
    .join(' ');
}

/** AWS's own spelling; the tables hold lower-case names. */
function canonical(name: string): string {
  const [service = '', action = ''] = name.trim().toLowerCase().split(':');
  const known = actionsOf(service)?.[action];
  if (known === undefined) throw new Error(`no such action: ${name}`);
  return `${service}:${known.name}`;
}

function pathsOf(folder: string): readonly Path[] {
  const [, ...lines] = readFileSync(join(folder, 'iam-privesc.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [id = '', , category = '', actions = '', source = ''] = line.split('\t');
    const minimal = MINIMAL.some((name) => source.startsWith(name));
    return {
      id,
      category: source.startsWith(MINIMAL[0] ?? '') ? category : null,
      actions: actions.split(' + ').map(canonical).toSorted(),
      minimal,
    };
  });
}

/** One row for each minimal set, the source with a category first. */
function escalations(paths: readonly Path[]): readonly unknown[] {
  const sets = Map.groupBy(paths, ({ actions }) => actions.join(' '));
  return [...sets.values()]
    .filter((same) => same.some(({ minimal }) => minimal))
    .map((same) => ({
      ids: same
        .toSorted((a, b) => Number(a.category === null) - Number(b.category === null))
        .map(({ id }) => id),
      category: same.find(({ category }) => category !== null)?.category ?? null,
      actions: same[0]?.actions ?? [],
    }))
    .toSorted((a, b) => (a.actions.join() < b.actions.join() ? -1 : 1));
}

function write(name: string, value: unknown): void {
  writeFileSync(
    join(TARGET, name),
    `${JSON.stringify(value).replaceAll('","', '",\n"').replaceAll('},{', '},\n{')}\n`,
  );
}

function main(folder: string): void {
  const services = iamServices().map((service) => ({ service, ...formatsOf(service) }));
  write('actions.json', {
    actions: Object.fromEntries(services.map(({ service, at }) => [service, serviceLine(service, at)])),
    formats: Object.fromEntries(services.map(({ service, line }) => [service, line])),
  });
  const rows = escalations(pathsOf(folder));
  writeFileSync(
    join(TARGET, 'escalations.json'),
    `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`,
  );
  console.error(`${services.length} services, ${rows.length} escalations`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/build-iam-data.ts <folder with tables>');
main(folder);
