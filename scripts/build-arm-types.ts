// Builds src/classify/data/arm-types.json, the Terraform type that describes the same thing as each resource type of Azure Resource
// Manager, from the documentation of the provider: node scripts/build-arm-types.ts <terraform-provider-azurerm>.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import terraformKinds from '../src/classify/data/terraform-kinds.json' with { type: 'json' };
import reviewed from '../src/classify/data/arm-type-overrides.json' with { type: 'json' };

const DATA = join(import.meta.dirname, '..', 'src', 'classify', 'data');
const [azurerm] = process.argv.slice(2);
if (azurerm === undefined) throw new Error('usage: build-arm-types.ts <terraform-provider-azurerm>');

const folder = join(azurerm, 'website', 'docs', 'r');
const found = readdirSync(folder).flatMap((file): readonly (readonly [string, string])[] => {
  const id = /^terraform import\s+\S+\s+["']?(\/[^\s"'|]+)/m.exec(
    readFileSync(join(folder, file), 'utf8'),
  )?.[1];
  const arm = id === undefined ? null : armTypeIn(id);
  const type = `azurerm_${file.replace(/\.html\.markdown$/, '')}`;
  return arm === null || !Object.hasOwn(terraformKinds, type) ? [] : [[arm, type]];
});
const byArm = Map.groupBy(found, ([arm]) => arm.toLowerCase());
const table = new Map<string, string>(
  // Of several the one with the shortest name is the thing itself, and the others speak of a part of it.
  [...byArm].map(([arm, pairs]) => [
    arm,
    pairs.map(([, type]) => type).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? '',
  ]),
);
for (const [arm, type] of Object.entries(reviewed)) table.set(arm.toLowerCase(), type);
const lines = [...table]
  .filter(([, type]) => type !== '')
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([arm, type]) => `  ${JSON.stringify(arm)}: ${JSON.stringify(type)}`);
writeFileSync(join(DATA, 'arm-types.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} types`);

/** `…/providers/Microsoft.Sql/servers/a/databases/b` is `Microsoft.Sql/servers/databases`: names and types take turns. */
function armTypeIn(id: string): string | null {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  if (at === -1) return null;
  const [namespace = '', ...rest] = id.slice(at + '/providers/'.length).split('/');
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
}
