// Hosts under which anybody may claim a name that is free: a data table of rules/dns-takeover-risk.ts. The services are those of
// github.com/EdOverflow/can-i-take-over-xyz (CC BY 4.0; names of services only) and of the clouds' own documentation.
import type { Diff, ParsedChange } from '../../model/change.ts';
import { memory } from '../../model/memory.ts';
import { equivalentType } from '../equivalent-type.ts';
import { placesOf } from '../settings/grade.ts';
import { treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

const SUFFIXES: readonly string[] = [
  'agilecrm.com',
  'azure-api.net',
  'azurecontainer.io',
  'azureedge.net',
  'azurewebsites.net',
  'bitbucket.io',
  'cloudapp.azure.com',
  'cloudapp.net',
  'core.windows.net',
  'elasticbeanstalk.com',
  'fastly.net',
  'firebaseapp.com',
  'ghost.io',
  'github.io',
  'gitlab.io',
  'helpscoutdocs.com',
  'herokuapp.com',
  'herokudns.com',
  'myshopify.com',
  'netlify.app',
  'netlify.com',
  'ngrok.io',
  'pages.dev',
  'pantheonsite.io',
  'readme.io',
  'readthedocs.io',
  'statuspage.io',
  'storage.googleapis.com',
  'surge.sh',
  'trafficmanager.net',
  'unbouncepages.com',
  'vercel.app',
  'web.app',
  'webflow.io',
  'wordpress.com',
  'zendesk.com',
];

/** `<bucket>.s3-website-eu-west-1.amazonaws.com` and the other forms of a bucket's host. */
const BUCKET_HOST = /\.s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?$/;

export function isClaimable(host: string): boolean {
  return BUCKET_HOST.test(host) || SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`));
}

/** Resources that hold a name under such a host, and where it stands. */
const HOLDERS: readonly { readonly types: RegExp; readonly path: string }[] = [
  { types: /^aws_s3_bucket$/, path: 'bucket bucket_name' },
  { types: /^aws_elastic_beanstalk_environment$/, path: 'cname_prefix' },
  { types: /^google_storage_bucket$/, path: 'name' },
  { types: /^heroku_app$/, path: 'name' },
  {
    types:
      /^azurerm_(app_service|(linux|windows)_(web|function)_app|function_app|storage_account|cdn_endpoint|api_management)$/,
    path: 'name',
  },
  { types: /^azurerm_traffic_manager_profile$/, path: 'dns_config.relative_name' },
  { types: /^azurerm_public_ip$/, path: 'domain_name_label' },
  { types: /^azurerm_container_group$/, path: 'dns_name_label' },
];

const freed = memory<Diff, readonly string[]>();

/** The names that the deletions of a pull request set free, lower case. Every record is held against them. */
export function freedNames(diff: Diff): readonly string[] {
  const names = freed.get(diff) ?? diff.changes.flatMap(namesFreedBy);
  freed.set(diff, names);
  return names;
}

function namesFreedBy(change: ParsedChange): readonly string[] {
  if (change.action !== 'delete') return [];
  const type = equivalentType(change) ?? '';
  return HOLDERS.filter(({ types }) => types.test(type))
    .flatMap(({ path }) => placesOf(treeOf(change.before), path))
    .flatMap((node) => textsOf(node).known)
    .map((name) => name.toLowerCase());
}
