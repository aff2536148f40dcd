// Finding rule: a login or key that lasts until somebody takes it away. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { machineLoginHits } from '../iam/machine-logins.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { groupKindOf, objectName } from '../kubernetes/places.ts';
import { flagOf } from '../kubernetes/flags.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { isData } from '../terraform-blocks.ts';
import { textOf } from '../values.ts';

export const iamUserOrKeyCreated: ChangeRule = {
  on: 'change',
  id: 'iam-user-or-key-created',
  title: 'A long-lived login or key',
  severity: 'high',
  confidence: 'high',
  why: 'A user with a password or an access key stays valid until somebody remembers it, works from anywhere, and its secret ends up in state files, pipelines and laptops. Most leaks of cloud credentials are of this kind.',
  remedy:
    'Use a role that is assumed for the time of the work: identity centre for people, OIDC or an instance role for machines.',
  check: (change) =>
    isData(change)
      ? []
      : [
          ...created(change),
          ...switchedOn(change),
          ...machineLoginHits(change),
          ...tokens(change),
          ...authorities(change),
        ],
};

type Row = { readonly what: string; readonly severity: Severity };

const KEY: Row = { what: 'a long-lived key', severity: 'high' };
const PASSWORD: Row = { what: 'a password', severity: 'high' };
const USER: Row = { what: 'a user that lasts', severity: 'medium' };

/** By Terraform type: https://registry.terraform.io/providers/{hashicorp/{aws,google,azuread,azurerm,vault},integrations/github,cloudflare/cloudflare,DataDog/datadog}/latest/docs. */
const ROWS: Readonly<Record<string, Row>> = {
  aws_iam_access_key: KEY,
  aws_iam_service_specific_credential: KEY,
  aws_iam_signing_certificate: KEY,
  aws_iam_user: USER,
  aws_iam_user_login_profile: PASSWORD,
  aws_iam_user_ssh_key: KEY,
  aws_lightsail_bucket_access_key: KEY,
  aws_transfer_ssh_key: KEY,
  azuread_application_certificate: KEY,
  azuread_application_password: PASSWORD,
  azuread_service_principal_certificate: KEY,
  azuread_service_principal_password: PASSWORD,
  azuread_user: USER,
  azurerm_storage_account_local_user: USER,
  cloudflare_api_token: KEY,
  datadog_application_key: KEY,
  github_repository_deploy_key: KEY,
  google_apikeys_key: KEY,
  google_service_account_key: KEY,
  google_storage_hmac_key: KEY,
  vault_token: KEY,
};

/** By group and kind of the operators that make them: https://marketplace.upbound.io/providers/upbound/provider-aws-iam, https://aws-controllers-k8s.github.io/community/reference/ */
const OBJECTS: Readonly<Record<string, Row>> = {
  'iam.aws.m.upbound.io/AccessKey': KEY,
  'iam.aws.m.upbound.io/User': USER,
  'iam.aws.m.upbound.io/UserLoginProfile': PASSWORD,
  'iam.aws.m.upbound.io/UserSSHKey': KEY,
  'iam.aws.upbound.io/AccessKey': KEY,
  'iam.aws.upbound.io/User': USER,
  'iam.aws.upbound.io/UserLoginProfile': PASSWORD,
  'iam.aws.upbound.io/UserSSHKey': KEY,
  'iam.cnrm.cloud.google.com/IAMServiceAccountKey': KEY,
  'iam.services.k8s.aws/User': USER,
};

function rowOf(change: ParsedChange): Row | undefined {
  const [object, type] = [groupKindOf(change) ?? '', equivalentType(change) ?? ''];
  if (Object.hasOwn(OBJECTS, object)) return OBJECTS[object];
  return Object.hasOwn(ROWS, type) ? ROWS[type] : undefined;
}

function created(change: ParsedChange): readonly Hit[] {
  const row = rowOf(change);
  if (row === undefined || change.before !== null || change.after === null) return [];
  return [{ message: `${objectName(change)} is ${row.what}.`, line: null, severity: row.severity }];
}

/** A key that was off works again; a user of CloudFormation gets a password by an attribute. */
function switchedOn(change: ParsedChange): readonly Hit[] {
  const [before, after] = [treeOf(change.before), treeOf(change.after)];
  const type = equivalentType(change);
  const status = childOf(after, 'status');
  if (
    type === 'aws_iam_access_key' &&
    textOf(childOf(before, 'status')) === 'Inactive' &&
    textOf(status) !== 'Inactive'
  )
    return [
      { message: `The key ${change.address} works again.`, line: status?.line ?? null, severity: 'high' },
    ];
  const profile = childOf(after, 'login_profile');
  if (type !== 'aws_iam_user' || profile === undefined || childOf(before, 'login_profile') !== undefined)
    return [];
  return [
    { message: `${change.address} can now log in with a password.`, line: profile.line, severity: 'high' },
  ];
}

/** A Secret that the cluster fills with a token that never ends: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets */
function tokens(change: ParsedChange): readonly Hit[] {
  const isToken = (state: ParsedChange['before']): boolean =>
    textOf(childOf(treeOf(state), 'type')) === 'kubernetes.io/service-account-token';
  if (!/^(?:Secret|kubernetes_secret(?:_v1)?)$/.test(change.type ?? '')) return [];
  if (!isToken(change.after) || isToken(change.before)) return [];
  const message = `${objectName(change)} is a token of a service account that never ends.`;
  return [{ message, line: childOf(treeOf(change.after), 'type')?.line ?? null, severity: 'high' }];
}

/** https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
function authorities(change: ParsedChange): readonly Hit[] {
  const flag = (state: ParsedChange['before']): Node | undefined => {
    const spec = childOf(treeOf(state), 'spec');
    return spec === undefined ? undefined : childOf(spec, 'isCA');
  };
  if (groupKindOf(change) !== 'cert-manager.io/Certificate') return [];
  const now = flagOf(flag(change.after));
  if (flagOf(flag(change.before)) === 'on' || (now !== 'on' && now !== 'unknown')) return [];
  return [
    {
      message: `${objectName(change)} is a certificate authority (isCA): its key signs certificates for any name.`,
      line: flag(change.after)?.line ?? null,
      severity: now === 'on' ? 'medium' : 'low',
      remedy:
        'Let an authority outside of the cluster sign, or keep the Secret where nobody but the issuer reads it.',
    },
  ];
}
