// Who makes a provider, told by its source address: called by rules/provider-source-changed.ts and rules/lock-file-mismatch.ts.
// The form of addresses: https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
import partners from '../data/partner-namespaces.json' with { type: 'json' };

/** `known`: HashiCorp, or a maker the registry lists as a partner; `stranger`: anyone else there; `elsewhere`: another registry. */
export type Maker = 'known' | 'stranger' | 'elsewhere';

const KNOWN: ReadonlySet<string> = new Set(partners);
const PUBLIC_REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

export type ProviderSource = {
  readonly host: string;
  readonly namespace: string;
  readonly name: string;
};

/** `hashicorp/aws`, `registry.terraform.io/hashicorp/aws`, or a bare name, which means HashiCorp's. Null for any other text. */
export function parseProviderSource(text: string): ProviderSource | null {
  const parts = text.trim().toLowerCase().split('/');
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9][\w.:-]*$/.test(part))) return null;
  const name = parts.at(-1) ?? '';
  return { host: parts.at(-3) ?? 'registry.terraform.io', namespace: parts.at(-2) ?? 'hashicorp', name };
}

export function makerOf({ host, namespace, name }: ProviderSource): Maker {
  if (host === 'terraform.io' && namespace === 'builtin') return 'known';
  if (!PUBLIC_REGISTRIES.includes(host)) return 'elsewhere';
  return KNOWN.has(namespace) && name !== '' ? 'known' : 'stranger';
}

/** As people write it: without the host of the public registry. */
export function showProvider({ host, namespace, name }: ProviderSource): string {
  return PUBLIC_REGISTRIES.includes(host) ? `${namespace}/${name}` : `${host}/${namespace}/${name}`;
}
