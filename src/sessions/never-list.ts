// Actions that no mapping may grant, and the changes that are exactly about one of them. Called by needed-actions.ts and shrink-actions.ts.
import type { ActionFact } from './catalogue.ts';

/** Data plane and escape routes (lower case; a star stands for any characters). */
const NEVER = compile([
  's3:getobject*',
  's3:putobject*',
  's3:deleteobject*',
  's3:restoreobject',
  's3:replicate*',
  's3:bypassgovernanceretention',
  'secretsmanager:getsecretvalue',
  'secretsmanager:batchgetsecretvalue',
  'ssm:getparameter*',
  'dynamodb:*item',
  'dynamodb:query',
  'dynamodb:scan',
  'dynamodb:partiql*',
  'kms:decrypt',
  'kms:reencrypt*',
  'lambda:invoke*',
  'sts:*',
  'iam:passrole',
  'iam:createservicelinkedrole',
  'iam:createaccesskey',
  'iam:*loginprofile',
  'iam:addusertogroup',
  'iam:attach*policy',
  'iam:put*policy',
  'iam:createpolicyversion',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:*permissionsboundary',
]);

type Regrant = {
  readonly type: RegExp;
  /** Root attribute that must be among the changed ones; absent: the type itself is about the action. */
  readonly attribute?: RegExp;
  readonly actions: (name: string) => boolean;
};

/** Permissions boundaries and `sts:*` have no line here: the self-protection of every session denies them anyway. */
const REGRANTS: readonly Regrant[] = [
  {
    type: /^aws_s3_(?:bucket_)?object/,
    actions: compile(['s3:getobject*', 's3:putobject*', 's3:deleteobject*']),
  },
  { type: /^aws_ssm_parameter$/, actions: compile(['ssm:getparameter*']) },
  { type: /^aws_secretsmanager_secret_version$/, actions: compile(['secretsmanager:getsecretvalue']) },
  { type: /^aws_dynamodb_table_item$/, actions: compile(['dynamodb:*item']) },
  { type: /^aws_lambda_invocation$/, actions: compile(['lambda:invokefunction']) },
  { type: /^aws_iam_service_linked_role$/, actions: compile(['iam:createservicelinkedrole']) },
  { type: /^aws_iam_access_key$/, actions: compile(['iam:createaccesskey']) },
  { type: /^aws_iam_user_login_profile$/, actions: compile(['iam:*loginprofile']) },
  { type: /^aws_iam_(?:group|user_group)_membership$/, actions: compile(['iam:addusertogroup']) },
  { type: /^aws_iam_(?:role|user|group)_policy_attachment$/, actions: compile(['iam:attach*policy']) },
  { type: /^aws_iam_policy_attachment$/, actions: compile(['iam:attach*policy']) },
  { type: /^aws_iam_(?:role|user|group)_policy$/, actions: compile(['iam:put*policy']) },
  { type: /^aws_iam_policy$/, actions: compile(['iam:createpolicyversion', 'iam:setdefaultpolicyversion']) },
  {
    type: /^aws_iam_role$/,
    attribute: /^assume_role_policy$/,
    actions: compile(['iam:updateassumerolepolicy']),
  },
  { type: /^aws_iam_role$/, attribute: /^inline_policy$/, actions: compile(['iam:putrolepolicy']) },
  { type: /^aws_iam_role$/, attribute: /^managed_policy_arns$/, actions: compile(['iam:attachrolepolicy']) },
];

/** Actions of other services that let somebody else in. */
const GIVES_ACCESS = /:(?:Put|Set|Add|Attach|Create|Modify)\w*(?:Policy|Permission|Acl|Grant)/;

/** Types and attributes that are about permissions of a service other than IAM. */
const ABOUT_PERMISSIONS = /policy|permission|acl|share|access|grant|kms/;

/** True for an action of the NEVER list, whatever is changed. */
export function isNever(name: string): boolean {
  return NEVER(name.toLowerCase());
}

/** True when the change of `type`, touching these root attributes, may be granted the action from the mapping. */
export function isGrantable(action: ActionFact, type: string, attributes: readonly string[]): boolean {
  if (isNever(action.name)) return isRegranted(action.name.toLowerCase(), type, attributes);
  if (action.level !== 'P' || action.name.startsWith('iam:') || !GIVES_ACCESS.test(action.name)) return true;
  return ABOUT_PERMISSIONS.test(type) || attributes.some((name) => ABOUT_PERMISSIONS.test(name));
}

function isRegranted(name: string, type: string, attributes: readonly string[]): boolean {
  return REGRANTS.some(
    (regrant) =>
      regrant.type.test(type) &&
      (regrant.attribute === undefined || attributes.some((root) => regrant.attribute?.test(root))) &&
      regrant.actions(name),
  );
}

function compile(patterns: readonly string[]): (name: string) => boolean {
  const test = new RegExp(`^(?:${patterns.join('|').replaceAll('*', '.*')})$`);
  return (name) => test.test(name);
}
