// The policy-version actions of the fake IAM, with the limits of the real one. Used by fake-aws.ts.
import { accessOf, type Account, type Caller, type ManagedPolicy } from './account.ts';
import { AwsError, type Parameters, tag } from './query.ts';

const MAX_CHARACTERS = 6144;
const MAX_VERSIONS = 5;

export function listPolicyVersions(account: Account, caller: Caller, parameters: Parameters): string {
  const policy = allowedPolicy(account, caller, 'iam:ListPolicyVersions', parameters);
  const members = policy.versions.map((version) => `<member>${versionFields(policy, version.id)}</member>`);
  return `<Versions>${members.join('')}</Versions>${tag('IsTruncated', 'false')}`;
}

export function createPolicyVersion(account: Account, caller: Caller, parameters: Parameters): string {
  const policy = allowedPolicy(account, caller, 'iam:CreatePolicyVersion', parameters);
  const document = parameters.get('PolicyDocument') ?? '';
  if (document.length > MAX_CHARACTERS)
    throw new AwsError(409, 'LimitExceeded', `Cannot exceed quota for PolicySize: ${MAX_CHARACTERS}`);
  if (policy.versions.length >= MAX_VERSIONS)
    throw new AwsError(409, 'LimitExceeded', 'A managed policy can have up to 5 versions.');
  policy.made += 1;
  const id = `v${policy.made}`;
  policy.versions = [...policy.versions, { id, document, createdAt: account.clock() }];
  if (parameters.get('SetAsDefault') === 'true') policy.defaultId = id;
  return `<PolicyVersion>${versionFields(policy, id)}</PolicyVersion>`;
}

export function deletePolicyVersion(account: Account, caller: Caller, parameters: Parameters): string {
  const policy = allowedPolicy(account, caller, 'iam:DeletePolicyVersion', parameters);
  const id = parameters.get('VersionId') ?? '';
  if (id === policy.defaultId)
    throw new AwsError(409, 'DeleteConflict', 'Cannot delete the default version of a policy.');
  if (!policy.versions.some((version) => version.id === id))
    throw new AwsError(404, 'NoSuchEntity', `Policy version ${id} does not exist.`);
  policy.versions = policy.versions.filter((version) => version.id !== id);
  return '';
}

function allowedPolicy(
  account: Account,
  caller: Caller,
  action: string,
  parameters: Parameters,
): ManagedPolicy {
  const arn = parameters.get('PolicyArn') ?? '';
  if (accessOf(account, caller, action, arn).kind === 'denied')
    throw new AwsError(
      403,
      'AccessDenied',
      `${caller.arn} is not authorized to perform: ${action} on resource: ${arn}`,
    );
  const policy = account.managed.get(arn);
  if (policy === undefined) throw new AwsError(404, 'NoSuchEntity', `Policy ${arn} does not exist.`);
  return policy;
}

function versionFields(policy: ManagedPolicy, id: string): string {
  const createdAt = policy.versions.find((version) => version.id === id)?.createdAt ?? 0;
  return (
    tag('VersionId', id) +
    tag('IsDefaultVersion', String(id === policy.defaultId)) +
    tag('CreateDate', new Date(createdAt).toISOString())
  );
}
