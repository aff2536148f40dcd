// Builds what is known of CloudFormation types: node scripts/build-cloudformation-data.ts [unpacked @aws-cdk/aws-service-spec].
// Without the folder the kinds are built anew for the types that are known already; with it also the replacement data.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { KINDS } from '../src/model/words.ts';

type PropertyType = {
  readonly type: string;
  readonly element?: PropertyType;
  readonly types?: readonly PropertyType[];
  readonly reference?: { readonly $ref: string };
};
type Properties = Readonly<
  Record<string, { readonly type: PropertyType; readonly causesReplacement?: 'yes' | 'no' | 'maybe' }>
>;
type Resource = { readonly cloudFormationType: string; readonly properties: Properties };
type Definition = { readonly $id: string; readonly properties: Properties };
type Specification = {
  readonly schema: {
    readonly resource: { readonly entities: readonly Resource[] };
    readonly typeDefinition: { readonly entities: readonly Definition[] };
  };
};
type Words = Readonly<Record<string, string>>;

const SOURCE = join(import.meta.dirname, '..', 'src');
const KINDS_DATA = join(SOURCE, 'classify', 'data');
const REPLACEMENT = join(KINDS_DATA, 'cloudformation-replacement.json');

/** "May be replaced" in the specification, where the replacement would lose data or nobody could tell beforehand. */
const MAY_REPLACE: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBCluster': ['Engine'],
  'AWS::RDS::DBInstance': [
    'DBClusterSnapshotIdentifier',
    'DBSnapshotIdentifier',
    'Engine',
    'RestoreTime',
    'SourceDBClusterIdentifier',
    'SourceDBInstanceAutomatedBackupsArn',
    'SourceDBInstanceIdentifier',
    'SourceDbiResourceId',
  ],
  'AWS::Elasticsearch::Domain': ['EncryptionAtRestOptions', 'NodeToNodeEncryptionOptions'],
  'AWS::WorkSpaces::Workspace': [
    'BundleId',
    'RootVolumeEncryptionEnabled',
    'UserVolumeEncryptionEnabled',
    'VolumeEncryptionKey',
  ],
};

/** SAM types stand in the specification without update behaviour: that of the resource each of them becomes. */
const SERVERLESS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Serverless::Function': ['FunctionName', 'PackageType'],
  'AWS::Serverless::LayerVersion': [
    'CompatibleRuntimes',
    'ContentUri',
    'Description',
    'LayerName',
    'LicenseInfo',
  ],
  'AWS::Serverless::SimpleTable': ['PrimaryKey', 'TableName'],
  'AWS::Serverless::StateMachine': ['Name', 'Type'],
};

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Kinds of every type: by itself, else those of the Terraform type that is the same thing, else of its service. */
function kindsOf(types: readonly string[]): Words {
  const file = <T>(name: string): T => readJson<T>(join(KINDS_DATA, name));
  const terraform = file<Words>('terraform-kinds.json');
  const equivalent = file<Words>('equivalent-types.json');
  const services = invert(file('cloudformation-services.json'));
  const overrides = invert(file('cloudformation-overrides.json'));
  const kindOf = (type: string): string | undefined =>
    overrides.get(type) ?? terraform[equivalent[type] ?? ''] ?? services.get(type.split('::')[1] ?? '');
  const all = [...new Set([...types, ...overrides.keys()])].toSorted();
  const known = all.flatMap((type): readonly (readonly [string, string])[] => {
    const kinds = kindOf(type);
    return kinds === undefined ? [] : [[type, kinds]];
  });
  const unknown = all.filter((type) => kindOf(type) === undefined);
  process.stdout.write(`${known.length} types with kinds, ${unknown.length} without: ${unknown.join(' ')}\n`);
  return Object.fromEntries(known);
}

function invert(grouped: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const [text, names] of Object.entries(grouped)) {
    const strange = text.split(' ').filter((word) => !KINDS.some((kind) => kind === word));
    if (strange.length > 0) throw new Error(`unknown kind ${strange.join(' ')}`);
    for (const name of names) {
      if (result.has(name)) throw new Error(`${name} is listed twice`);
      result.set(name, text);
    }
  }
  return result;
}

/** Properties whose change makes a new resource, as paths without list indexes: `KeySchema`, `TableInput.Name`. */
function replacements({ schema }: Specification): Words {
  const definitions = new Map(schema.typeDefinition.entities.map((one) => [one.$id, one.properties]));
  const below = (
    type: PropertyType | undefined,
    path: string,
    seen: readonly string[],
  ): readonly string[] => {
    if (type === undefined) return [];
    if (type.types !== undefined) return type.types.flatMap((one) => below(one, path, seen));
    if (type.type === 'array') return below(type.element, path, seen);
    const id = type.reference?.$ref ?? '';
    const properties = seen.includes(id) ? undefined : definitions.get(id);
    return properties === undefined ? [] : inside(properties, `${path}.`, [...seen, id]);
  };
  const inside = (properties: Properties, base: string, seen: readonly string[]): readonly string[] =>
    Object.entries(properties).flatMap(([name, { type, causesReplacement }]) =>
      causesReplacement === 'yes' ? [`${base}${name}`] : below(type, `${base}${name}`, seen),
    );
  const found = schema.resource.entities
    .filter(({ cloudFormationType }) => !cloudFormationType.startsWith('AWS::Serverless::'))
    .map(({ cloudFormationType: type, properties }): readonly [string, readonly string[]] => [
      type,
      [...new Set([...inside(properties, '', []), ...(MAY_REPLACE[type] ?? [])])].toSorted(),
    ]);
  return Object.fromEntries(
    [...found, ...Object.entries(SERVERLESS)]
      .filter(([, paths]) => paths.length > 0)
      .map(([type, paths]): readonly [string, string] => [type, paths.join(' ')])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function write(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`);
}

const [folder] = process.argv.slice(2);
const kindsFile = join(KINDS_DATA, 'cloudformation-kinds.json');
if (folder === undefined) write(kindsFile, kindsOf(Object.keys(readJson<Words>(kindsFile))));
else {
  const specification = JSON.parse(
    gunzipSync(readFileSync(join(folder, 'db.json.gz'))).toString('utf8'),
  ) as Specification;
  write(kindsFile, kindsOf(specification.schema.resource.entities.map((one) => one.cloudFormationType)));
  write(REPLACEMENT, replacements(specification));
}
