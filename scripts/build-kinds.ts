// Builds the kinds tables of src/classify/data from a folder of fact tables: node scripts/build-kinds.ts <folder>.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from '../src/model/words.ts';
import type { Kind } from '../src/model/words.ts';
import { byName } from './kinds-by-name.ts';

type Row = readonly string[];

const DATA = join(import.meta.dirname, '..', 'src', 'classify', 'data');
const PROVIDERS = ['aws', 'azurerm', 'google'] as const;

/** Ordered, first match wins; read against `group/Kind`, where the core group is called `core`. */
const KUBERNETES_RULES: readonly { readonly name: RegExp; readonly kinds: readonly Kind[] }[] = [
  {
    name: /^(rbac\.|authorization\.k8s|authentication\.k8s|security\.istio\.io\/(Authorization|Request|Peer))/,
    kinds: ['identity'],
  },
  // How a scaler proves itself to what it asks.
  { name: /TriggerAuthentication$/, kinds: ['identity', 'secrets'] },
  {
    name: /^cloud\.google\.com\/ComputeClass$|^autoscaling\./,
    kinds: ['compute'],
  },
  {
    name: /^core\/ServiceAccount$|^(iam|iap|cloudidentity|identityplatform|resourcemanager|oslogin)\.cnrm/,
    kinds: ['identity'],
  },
  {
    name: /^(admissionregistration|apiregistration)\.|PodSecurityPolicy$|^policy\.cert-manager/,
    kinds: ['identity', 'governance'],
  },
  { name: /^(orgpolicy|configcontroller)\.cnrm|^apiextensions\./, kinds: ['governance'] },
  { name: /^accesscontextmanager\.cnrm/, kinds: ['identity', 'firewall'] },
  {
    name: /NetworkPolicy$|Firewall|SecurityPolicy$|^networksecurity\.cnrm|^cloudids\.|^recaptchaenterprise\./,
    kinds: ['firewall'],
  },
  {
    name: /^core\/Secret$|^(external-secrets|generators\.external-secrets)\.|^secretmanager\.cnrm|Secret$/,
    kinds: ['secrets'],
  },
  {
    name: /^(kms|privateca|certificatemanager)\.cnrm|^cert(-)?manager\.|cert-manager\.io\/|^certificates\.k8s|Certificate$|SSLPolicy$/,
    kinds: ['encryption'],
  },
  { name: /^dns\.cnrm|DNS/, kinds: ['dns'] },
  {
    name: /^core\/(Service|Endpoints)$|^discovery\.|^gateway\.networking|^networking\.(k8s|istio|gke|internal\.knative)|^net\.gke|^cloud\.google\.com\/|^traefik|^extensions\/Ingress|^extensions\.istio/,
    kinds: ['network'],
  },
  {
    name: /^(networkservices|networkconnectivity|networkmanagement|servicenetworking|vpcaccess|apigateway|apigee|beyondcorp|edgenetwork|servicedirectory)\.cnrm/,
    kinds: ['network'],
  },
  {
    name: /^compute\.cnrm.*(Address|Backend|Forwarding|Health|Network|Interconnect|Route|Router|Subnet|Target|URLMap|VPN|Attachment|VPC)/i,
    kinds: ['network'],
  },
  { name: /StatefulSet$/, kinds: ['data_store', 'compute'] },
  {
    name: /^core\/PersistentVolume|^storage\.(k8s|cnrm)|^(alloydb|bigquery|bigtable|sql|spanner|redis|memcache|filestore|firestore|datastore|healthcare|datacatalog|datastream|gkebackup|storagetransfer|firebase(storage|database)|datafusion|bigquery\w+)\.cnrm|^compute\.cnrm.*(Disk|Snapshot|Image)/,
    kinds: ['data_store'],
  },
  {
    name: /^argoproj\.io|toolkit\.fluxcd\.io|^(artifactregistry|cloudbuild|containeranalysis|binaryauthorization|sourcerepo|clouddeploy|deploymentmanager|dataform)\.cnrm/,
    kinds: ['pipeline'],
  },
  {
    name: /^(monitoring|logging|telemetry|cloudasset|securitycenter)\.|^events\.k8s|^core\/Event$/,
    kinds: ['observability'],
  },
  {
    name: /^core\/(Pod|ReplicationController|PodTemplate|Node|Binding)$|^(apps|batch|autoscaling|extensions|node\.k8s\.io|karpenter\S*|keda\.sh|serving\.knative\.dev|install\.istio\.io|operator\.knative\.dev)\//,
    kinds: ['compute'],
  },
  {
    name: /^(compute|container\w*|run|cloudfunctions2?|appengine|dataflow|dataproc|gkehub|edgecontainer|notebooks|vertexai|tpu|workstations|osconfig|cloudscheduler|cloudtasks|workflows)\.cnrm/,
    kinds: ['compute'],
  },
];

function rowsOf(folder: string, file: string): readonly Row[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}

/** `{ "identity network": ["A", "B"] }` turned round: A and B to their kinds. A name given twice is an error. */
function invert(grouped: Readonly<Record<string, readonly string[]>>): Map<string, readonly Kind[]> {
  const result = new Map<string, readonly Kind[]>();
  for (const [text, names] of Object.entries(grouped)) {
    const kinds = text.split(' ').map(asKind);
    for (const name of names) {
      if (result.has(name)) throw new Error(`${name} is listed twice`);
      result.set(name, kinds);
    }
  }
  return result;
}

function asKind(word: string): Kind {
  const kind = KINDS.find((candidate) => candidate === word);
  if (kind === undefined) throw new Error(`unknown kind ${word}`);
  return kind;
}

/** Words of the table: in the order of the vocabulary, `other` only where nothing else is said. */
function words(kinds: readonly Kind[]): string {
  const said = KINDS.filter((kind) => kind !== 'other' && kinds.includes(kind));
  return said.length === 0 ? 'other' : said.join(' ');
}

function terraformKinds(folder: string): Map<string, string> {
  const headings: Record<string, Record<string, string[]>> = JSON.parse(
    readFileSync(join(DATA, 'subcategories.json'), 'utf8'),
  );
  const table = new Map<string, string>();
  for (const provider of PROVIDERS) {
    const kindsOfHeading = invert(headings[provider] ?? {});
    for (const [type = '', heading = ''] of rowsOf(folder, `terraform-${provider}-subcategory.tsv`)) {
      table.set(type, words(byName(type, kindsOfHeading.get(heading) ?? [])));
    }
  }
  for (const [type, kinds] of overrides('overrides.json')) table.set(type, words(kinds));
  return table;
}

function overrides(file: string): Map<string, readonly Kind[]> {
  const text = readFileSync(join(DATA, file), 'utf8');
  const grouped: Record<string, string[]> = JSON.parse(text);
  return invert(grouped);
}

/** Config Connector gives Google's resources as objects, under the names of the Terraform provider. */
const CONFIG_CONNECTOR = /\.cnrm\.cloud\.google\.com$/;

/** `StorageBucketAccessControl` is `google_storage_bucket_access_control`; where the names differ, the rules speak. */
function googleTwins(terraform: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...terraform]
      .filter(([type]) => type.startsWith('google_'))
      .map(([type, kinds]) => [type.slice('google_'.length).replaceAll('_', ''), kinds]),
  );
}

function kubernetesKinds(folder: string, terraform: ReadonlyMap<string, string>): Map<string, string> {
  const twins = googleTwins(terraform);
  const table = new Map<string, string>();
  for (const [kind = '', apiVersion = ''] of rowsOf(folder, 'kubernetes-kinds.tsv')) {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : 'core';
    const name = `${group}/${kind}`;
    const twin = CONFIG_CONNECTOR.test(group) ? twins.get(kind.toLowerCase()) : undefined;
    table.set(name, twin ?? words(KUBERNETES_RULES.find((rule) => rule.name.test(name))?.kinds ?? []));
  }
  for (const [name, kinds] of overrides('kubernetes-overrides.json')) table.set(name, words(kinds));
  return table;
}

function write(file: string, table: ReadonlyMap<string, string>): void {
  const sorted = [...table].toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(DATA, file), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  const left = sorted.filter(([, kinds]) => kinds === 'other').length;
  process.stdout.write(`${file}: ${sorted.length} names, ${left} of them other\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/build-kinds.ts <folder with the fact tables>');
const terraform = terraformKinds(folder);
write('terraform-kinds.json', terraform);
write('kubernetes-kinds.json', kubernetesKinds(folder, terraform));
