// Identity providers that an account newly trusts: called by rules/iam-trust-widened.ts.
import type { ParsedChange } from '../../../model/change.ts';
import type { Hit } from '../../finding.ts';
import { childOf, fingerprint, treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';

/** Terraform types, and the attributes that say whose tokens are believed. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_openid_connect_provider: ['url', 'client_id_list', 'thumbprint_list'],
  aws_iam_saml_provider: ['saml_metadata_document'],
  aws_rolesanywhere_trust_anchor: ['source'],
  azuread_application_federated_identity_credential: ['issuer', 'subject', 'audiences'],
  azuread_application_flexible_federated_identity_credential: [
    'issuer',
    'claims_matching_expression',
    'audience',
  ],
  azurerm_federated_identity_credential: ['issuer', 'subject', 'audience'],
  cloudflare_zero_trust_access_identity_provider: ['type', 'config'],
  google_iam_workforce_pool_provider: ['oidc', 'saml', 'attribute_condition', 'attribute_mapping'],
  google_iam_workload_identity_pool_provider: [
    'oidc',
    'aws',
    'saml',
    'x509',
    'attribute_condition',
    'attribute_mapping',
  ],
  okta_idp_oidc: ['issuer_url', 'jwks_url', 'account_link_action', 'provisioning_action'],
  okta_idp_saml: ['issuer', 'sso_url', 'kid', 'account_link_action', 'provisioning_action'],
  vault_github_auth_backend: ['organization', 'organization_id', 'base_url'],
  vault_jwt_auth_backend: ['oidc_discovery_url', 'jwks_url', 'jwt_validation_pubkeys', 'bound_issuer'],
  vault_kubernetes_auth_backend_config: ['kubernetes_host', 'kubernetes_ca_cert', 'pem_keys', 'issuer'],
};

/** A new provider, or another issuer, audience or key for one that is there. */
export function providerHits({ before, after, address }: ParsedChange, type: string): readonly Hit[] {
  const attributes = Object.hasOwn(PROVIDERS, type) ? PROVIDERS[type] : undefined;
  if (attributes === undefined || after === null) return [];
  const tree = treeOf(after);
  const changed = attributes.filter((name) => printOf(tree, name) !== printOf(treeOf(before), name));
  const [first] = changed;
  if (first === undefined) return [];
  const line = childOf(tree, first)?.line ?? null;
  const open =
    type.startsWith('google_') &&
    printOf(tree, CONDITION) === '' &&
    (before === null || changed.includes(CONDITION));
  if (open)
    return [
      {
        message: `${address} accepts every token of its issuer: it has no attribute condition.`,
        line,
        severity: 'high',
      },
    ];
  const message =
    before === null
      ? `Tokens of a new identity provider are accepted: ${address}.`
      : `${address} now accepts other tokens than before (${changed.join(', ')}).`;
  return [{ message, line, severity: 'medium' }];
}

/** Without one, everybody with a token of the issuer is somebody: all of GitHub, for example. */
const CONDITION = 'attribute_condition';

function printOf(tree: Node, name: string): string {
  const node = childOf(tree, name);
  return node === undefined ? '' : fingerprint(node);
}
