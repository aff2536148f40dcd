// Who newly holds what is written elsewhere: lists of holders, groups, profiles and assignments. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textsOf } from '../values.ts';

type State = ParsedChange['after'];
type Listing = {
  readonly types: RegExp;
  readonly list: string;
  /** Without a full stop. `own`: what another attribute of the resource says. */
  readonly tell: (
    name: string,
    at: { readonly address: string; readonly own: (attribute: string) => string },
  ) => string;
  /** A new resource grants as well; the others are judged by what they allow. */
  readonly whenNew?: true;
  /** Attribute that names whose rights are newly had; left out where they are the resource's own, or its listed names are they. */
  readonly rightsOf?: string;
  /** Every such thing has somebody's rights: where they are not in sight, that says little. */
  readonly usual?: true;
};

/** A hit, and the expressions that name whose rights somebody newly has. */
export type NewHolder = { readonly hit: Hit; readonly rightsOf: readonly string[]; readonly usual: boolean };

const POLICY = /^(?:AWS::IAM::(?:Managed)?Policy|aws_iam_policy_attachment)$/;
const held =
  (what: string): Listing['tell'] =>
  (name, { address }) =>
    `The rights of ${address} are now also held by the ${what} ${name}`;

/** What runs code, and the attribute that says with whose rights. */
const RUNNING: readonly (readonly [RegExp, string])[] = [
  [/^(?:aws_lambda_function|AWS::(?:Lambda|Serverless)::Function)$/, 'role'],
  [/^(?:aws_ecs_task_definition|AWS::ECS::TaskDefinition)$/, 'task_role_arn'],
  [/^(?:aws_ecs_task_definition|AWS::ECS::TaskDefinition)$/, 'execution_role_arn'],
  [
    /^(?:aws_instance|aws_launch_configuration|AWS::EC2::Instance|AWS::AutoScaling::LaunchConfiguration)$/,
    'iam_instance_profile',
  ],
  [/^(?:aws_codebuild_project|AWS::CodeBuild::Project)$/, 'service_role'],
  [/^(?:aws_glue_job|AWS::Glue::Job)$/, 'role_arn'],
  [/^AWS::Glue::Job$/, 'role'],
  [/^(?:aws_sfn_state_machine|AWS::StepFunctions::StateMachine)$/, 'role_arn'],
  [/^aws_sagemaker_notebook_instance$/, 'role_arn'],
];

const LISTINGS: readonly Listing[] = [
  { types: POLICY, list: 'Roles', tell: held('role') },
  { types: POLICY, list: 'Users', tell: held('user') },
  { types: POLICY, list: 'Groups', tell: held('group') },
  {
    types: /^AWS::IAM::User$/,
    list: 'Groups',
    tell: (name, { address }) => `${address} is now in the group ${name}`,
    rightsOf: 'Groups',
  },
  {
    types: /^aws_iam_group_membership$/,
    list: 'users',
    tell: (name, { own }) => `The user ${name} is now in the group ${own('group')}`,
    whenNew: true,
    rightsOf: 'group',
  },
  {
    types: /^aws_iam_user_group_membership$/,
    list: 'groups',
    tell: (name, { own }) => `The user ${own('user')} is now in the group ${name}`,
    whenNew: true,
    rightsOf: 'groups',
  },
  {
    types: /^AWS::IAM::UserToGroupAddition$/,
    list: 'Users',
    tell: (name, { own }) => `The user ${name} is now in the group ${own('GroupName')}`,
    whenNew: true,
    rightsOf: 'GroupName',
  },
  {
    types: /^AWS::IAM::InstanceProfile$/,
    list: 'Roles',
    tell: (name, { address }) => `Machines with the profile ${address} now have the role ${name}`,
    rightsOf: 'Roles',
  },
  {
    types: /^aws_iam_instance_profile$/,
    list: 'role',
    tell: (name, { address }) => `${address} now carries the role ${name}, with all rights that come with it`,
    rightsOf: 'role',
  },
  {
    types: /^(?:AWS::EKS::PodIdentityAssociation|aws_eks_pod_identity_association)$/,
    list: 'role_arn',
    tell: (name, { own }) =>
      `Pods with the service account ${own('namespace')}/${own('service_account')} now have the role ${name}`,
    whenNew: true,
    rightsOf: 'role_arn',
  },
  {
    types: /^aws_iam_user_group_membership$/,
    list: 'user',
    tell: (name, { address }) =>
      `${address} now is about the user ${name}, with all rights that come with it`,
  },
  {
    types: /^(?:AWS::SSO::Assignment|aws_ssoadmin_account_assignment)$/,
    list: 'PrincipalId',
    tell: (name, { own }) =>
      `${name} now has the permission set ${own('PermissionSetArn')} in ${own('TargetId')}`,
    whenNew: true,
    rightsOf: 'PermissionSetArn',
  },
  ...RUNNING.map(([types, list]): Listing => ({
    types,
    list,
    tell: (name, { address }) => `What ${address} runs now has the rights of ${name}`,
    whenNew: true,
    rightsOf: list,
    usual: true,
  })),
];

/** What a new policy allows is judged by itself; one that was there gives its rights to whoever is new in a list. */
export function newHolders(change: ParsedChange): readonly NewHolder[] {
  const { before, after, type, address } = change;
  if (after === null) return [];
  const own = (attribute: string): string => namesOf(after, attribute)[0] ?? 'what it names';
  return LISTINGS.filter(
    ({ types, whenNew }) => types.test(type ?? '') && (before !== null || whenNew === true),
  ).flatMap(({ list, tell, rightsOf, usual }) => {
    const line = childOf(treeOf(after), list)?.line ?? null;
    const had = new Set(namesOf(before, list));
    return namesOf(after, list)
      .filter((name) => !had.has(name))
      .map((name): NewHolder => ({
        hit: { message: `${tell(name, { address, own })}.`, line },
        rightsOf: rightsOf === undefined ? [] : rightsOf === list ? [name] : namesOf(after, rightsOf),
        usual: usual === true,
      }));
  });
}

function namesOf(state: State, list: string): readonly string[] {
  const { known, unknown } = textsOf(childOf(treeOf(state), list));
  return [...known, ...unknown];
}
