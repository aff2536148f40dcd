// Builds the kinds tables of src/classify/data from a folder of fact tables: node scripts/build-kinds.ts <folder>.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from '../src/model/words.ts';
import type { Kind } from '../src/model/words.ts';

type Row = readonly string[];
type NameRule = { readonly name: RegExp; readonly set?: readonly Kind[]; readonly add?: readonly Kind[] };

const DATA = join(import.meta.dirname, '..', 'src', 'classify', 'data');
const PROVIDERS = ['aws', 'azurerm', 'google'] as const;

/**
 * Ordered. `set` replaces what the documentation heading said, `add` joins it. A heading mixes subjects (security
 * groups stand under VPC), so the name of a type is the better witness.
 */
const NAME_RULES: readonly NameRule[] = [
  {
    name: /^google_compute_(region_)?(global_)?(address|backend|forwarding|health|https?_|network|interconnect|public_|route|router|service_attachment|shared_vpc|subnetwork|target|url_map|vpn|ha_vpn|external_vpn|wire|cross_site)/,
    set: ['network'],
  },
  { name: /^azurerm_(frontdoor|traffic_manager|app_service_virtual_network|route)/, set: ['network'] },
  {
    name: /(^|_)(security_group|security_group_rule|network_acl|firewall|waf|wafv2|wafregional|web_application_firewall|ddos|shield|cloud_armor|network_security_perimeter|security_perimeter|security_policy|admin_rule|ip_access|ip_restriction|network_rules?|virtual_network_rule|public_access_block)(_|s?$)/,
    set: ['firewall'],
  },
  {
    name: /^google_(project|folder|organization)_organization_policy|^google_organization_policy/,
    add: ['governance'],
  },
  {
    name: /(_iam_(binding|member|policy|audit_config|custom_role)|_role_assignment|_role_definition)$/,
    add: ['identity'],
  },
  {
    name: /^aws_.*(bucket|key|queue|topic|vault|repository|registry|secret|system|domain|bus|stream|function|resource|access_point|permissions?|container|table|cluster|schema|rest_api|gateway|group|service|network|destination|event_source|namespace|catalog|project|trust_store|profiling_group)_policy$/,
    add: ['identity'],
  },
  {
    name: /(_permissions?|_access_key|_access_policy|_access_policy_association|_access_entry|_allowed_principal|_resource_policy|_principal_association|_instance_profile|_role_association|_role_alias|_role_policy|_authorizer|_service_linked_role|_user_assigned_identity|_active_directory_administrator|_aad_administrator|_sql_role_assignment|_managed_identity|_user|_user_association|_access_grants?|_authentication_profile|_trust_provider|_policy_attachment|_delegated_admin(istrator)?)$/,
    add: ['identity'],
  },
  {
    name: /(secret|password|credential|access_key|api_key|_token|service_account_key|authorization_rule|signed_url_key|hmac_key|_variable_encrypted)(_|s?$)/,
    add: ['secrets'],
  },
  {
    name: /(^|_)(kms|customer_managed_key|encryption|encryption_config|certificate|certificates|ssl_certificate|ssl_cert|ssl_policy|tls_policy|transparent_data_encryption|cmek_config|crypto_key|trust_store|cmek)(_|$)/,
    add: ['encryption'],
  },
  { name: /(^|_)(dns|hosted_zone|route53|domain_name|custom_domain)(_|$)/, add: ['dns'] },
  {
    name: /(_disks?|_volume|_snapshots?|_bucket|_database|_file_share|_machine_image|_backup|_protected_vm)$/,
    add: ['data_store'],
  },
  {
    name: /_(flow_logs?|diagnostic_setting|logging|log_config|auditing_policy|log_delivery|query_log|access_logs?|monitor|metric_alarm|log_subscription)(_|$)/,
    add: ['observability'],
  },
  {
    name: /(^|_)(code_repository|source_control|source_repo|container_registry|webhook_trigger|build_trigger)(_|$)/,
    add: ['pipeline'],
  },
];

/** Ordered, first match wins; read against `group/Kind`, where the core group is called `core`. */
const KUBERNETES_RULES: readonly { readonly name: RegExp; readonly kinds: readonly Kind[] }[] = [
  {
    name: /^(rbac\.|authorization\.k8s|authentication\.k8s|security\.istio\.io\/(Authorization|Request|Peer))/,
    kinds: ['identity'],
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

function byName(type: string, heading: readonly Kind[]): readonly Kind[] {
  let kinds: readonly Kind[] = heading;
  for (const rule of NAME_RULES) {
    if (!rule.name.test(type)) continue;
    kinds = rule.set ?? [...kinds, ...(rule.add ?? [])];
  }
  return kinds;
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

function kubernetesKinds(folder: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [kind = '', apiVersion = ''] of rowsOf(folder, 'kubernetes-kinds.tsv')) {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : 'core';
    const name = `${group}/${kind}`;
    table.set(name, words(KUBERNETES_RULES.find((rule) => rule.name.test(name))?.kinds ?? []));
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
write('terraform-kinds.json', terraformKinds(folder));
write('kubernetes-kinds.json', kubernetesKinds(folder));
