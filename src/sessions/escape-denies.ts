// What a session with every right of its role is denied all the same: identities and trails that outlive it. Called by narrow.ts; pure.
import type { Statement } from './standing-denies.ts';

/** Each is lifted for a change whose own type is about exactly it. */
const ESCAPES: readonly { readonly actions: readonly string[]; readonly about: RegExp }[] = [
  { actions: ['iam:*AccessKey'], about: /^aws_iam_access_key$/ },
  { actions: ['iam:*LoginProfile'], about: /^aws_iam_user_login_profile$/ },
  { actions: ['iam:CreateUser'], about: /^aws_iam_user$/ },
  { actions: ['iam:*UserPolicy'], about: /^aws_iam_(?:user_policy(?:_attachment)?|policy_attachment)$/ },
  {
    actions: ['iam:CreateServiceSpecificCredential'],
    about: /^aws_iam_service_specific_credential$/,
  },
  // Writes only: a plan reads the providers that are there.
  {
    actions: ['iam:CreateOpenID*', 'iam:UpdateOpenID*', 'iam:AddClientID*'],
    about: /^aws_iam_openid_connect_provider$/,
  },
  { actions: ['iam:CreateSAML*', 'iam:UpdateSAML*'], about: /^aws_iam_saml_provider$/ },
  // Versions of the policies that the deploy role itself has, and the trust of the broker's own role.
  { actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'], about: /^aws_iam_policy$/ },
  { actions: ['iam:UpdateAssumeRolePolicy'], about: /^aws_iam_role$/ },
  {
    actions: [
      'cloudtrail:StopLogging',
      'cloudtrail:DeleteTrail',
      'cloudtrail:UpdateTrail',
      'cloudtrail:PutEventSelectors',
    ],
    about: /^aws_cloudtrail$/,
  },
  { actions: ['organizations:*'], about: /^aws_organizations_/ },
  { actions: ['account:*'], about: /^aws_account_/ },
];

/** The deny for changes of these types; null where all of it is lifted. */
export function escapeDeny(types: readonly (string | null)[]): Statement | null {
  const denied = ESCAPES.filter(({ about }) => !types.some((type) => type !== null && about.test(type)));
  const actions = denied.flatMap((escape) => escape.actions);
  return actions.length === 0 ? null : { Effect: 'Deny', Action: actions, Resource: '*' };
}
