// Names under which long-lived keys of clouds are kept and handed to jobs; read by workflow-static-cloud-key.

type CloudKey = { readonly cloud: string; readonly names: RegExp };

/** Names of variables, inputs and secrets, each as its provider or action documents it. Case and `-` are folded. */
const KEYS: readonly CloudKey[] = [
  { cloud: 'AWS', names: /(?:^|_)aws_(?:access_key_id|secret_access_key|access_key|secret_key)(?:_|$)/ },
  {
    cloud: 'Google Cloud',
    names:
      /^(?:google_credentials|google_application_credentials(?:_json)?|credentials_json|gcp_(?:credentials|sa_key|service_account_key)|gcloud_service_key|service_account_key)(?:_|$)|_(?:gcp_sa_key|google_credentials)$/,
  },
  {
    cloud: 'Azure',
    names:
      /(?:^|_)(?:azure_credentials|arm_client_secret|azure_client_secret|azure_storage_key|azure_ad_client_secret|aad_client_secret)(?:_|$)|^client_secret$|^creds$/,
  },
  {
    cloud: 'Alibaba Cloud',
    names: /(?:^|_)(?:alicloud|aliyun|alibaba_cloud)_(?:access_key|secret_key|access_key_secret)/,
  },
  { cloud: 'DigitalOcean', names: /(?:^|_)digitalocean_(?:access_)?token(?:_|$)/ },
  { cloud: 'Hetzner Cloud', names: /^hcloud_token$/ },
];

/** The cloud whose key goes by this name, null for none. */
export function cloudOfKey(name: string): string | null {
  const folded = name.toLowerCase().replaceAll('-', '_');
  return KEYS.find(({ names }) => names.test(folded))?.cloud ?? null;
}

/** Names that tell only in an input of the action that enters the cloud. */
export function isAmbiguous(name: string): boolean {
  return /^(?:client[-_]secret|creds)$/i.test(name);
}
