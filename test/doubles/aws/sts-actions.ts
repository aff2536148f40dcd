// AssumeRole and GetCallerIdentity of the fake STS, with the limits of the real one. Used by fake-aws.ts.
import { accessOf, sealSession, type Account, type Caller, type FakeRole } from './account.ts';
import { AwsError, type Parameters, tag } from './query.ts';

const NAME = /^[\w+=,.@-]{2,64}$/;
const CHAINED_SECONDS = 3600;

export function assumeRole(account: Account, caller: Caller, parameters: Parameters): string {
  const role = account.roles.find(({ arn }) => arn === parameters.get('RoleArn'));
  const tags = parameters.pairs('Tags');
  const sourceIdentity = parameters.get('SourceIdentity');
  const needed = [
    'sts:AssumeRole',
    ...(tags.length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === null ? [] : ['sts:SetSourceIdentity']),
  ];
  checkShape(parameters, tags.length);
  const seconds = checkDuration(parameters, caller, role);
  if (role === undefined || !trusts(role, caller, needed, parameters.get('ExternalId')))
    throw new AwsError(403, 'AccessDenied', `${caller.arn} is not authorized to perform: sts:AssumeRole`);
  if (needed.some((action) => accessOf(account, caller, action, role.arn).kind === 'denied'))
    throw new AwsError(403, 'AccessDenied', `${caller.arn} has no policy that allows it`);
  const issuedAt = account.clock();
  const expiresAt = issuedAt + seconds * 1000;
  const sessionName = parameters.get('RoleSessionName') ?? '';
  const credentials = sealSession(account, {
    roleArn: role.arn,
    sessionName,
    sourceIdentity: sourceIdentity ?? caller.session?.sourceIdentity ?? null,
    tags: Object.fromEntries(tags),
    policy: parameters.get('Policy'),
    policyArns: parameters.list('PolicyArns', 'arn'),
    issuedAt,
    expiresAt,
  });
  return [
    '<Credentials>',
    tag('AccessKeyId', credentials.accessKeyId),
    tag('SecretAccessKey', credentials.secretAccessKey),
    tag('SessionToken', credentials.sessionToken),
    tag('Expiration', new Date(expiresAt).toISOString()),
    '</Credentials><AssumedRoleUser>',
    tag('AssumedRoleId', `AROAFAKE:${sessionName}`),
    tag('Arn', `${role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${sessionName}`),
    '</AssumedRoleUser>',
    tag('PackedPolicySize', '7'),
  ].join('');
}

export function getCallerIdentity(account: Account, caller: Caller): string {
  return tag('Arn', caller.arn) + tag('UserId', 'AIDAFAKE') + tag('Account', account.id);
}

function checkShape(parameters: Parameters, tags: number): void {
  const policy = parameters.get('Policy') ?? '';
  const arns = parameters.list('PolicyArns', 'arn');
  const source = parameters.get('SourceIdentity');
  if (!NAME.test(parameters.get('RoleSessionName') ?? '')) throw invalid('roleSessionName');
  if (source !== null && (!NAME.test(source) || source.startsWith('aws:'))) throw invalid('sourceIdentity');
  if (policy.length + arns.join('').length > 2048) throw invalid('policy');
  if (!/^[ -\u00ff\t\n\r]*$/.test(policy)) throw invalid('policy');
  if (arns.length > 10) throw invalid('policyArns');
  if (tags > 50) throw invalid('tags');
  if (policy !== '' && !isPolicy(policy))
    throw new AwsError(400, 'MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
}

function isPolicy(text: string): boolean {
  try {
    return typeof (JSON.parse(text) as { readonly Statement?: unknown }).Statement === 'object';
  } catch {
    return false;
  }
}

function checkDuration(parameters: Parameters, caller: Caller, role: FakeRole | undefined): number {
  const seconds = Number(parameters.get('DurationSeconds') ?? '3600');
  const most = caller.session === null ? (role?.maxSessionSeconds ?? 43_200) : CHAINED_SECONDS;
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > most) throw invalid('durationSeconds');
  return seconds;
}

function trusts(
  role: FakeRole,
  caller: Caller,
  needed: readonly string[],
  externalId: string | null,
): boolean {
  const { trust } = role;
  return (
    trust.principals.includes(caller.arn) &&
    needed.every((action) => trust.actions.includes(action)) &&
    (trust.externalId === null || trust.externalId === externalId)
  );
}

function invalid(parameter: string): AwsError {
  return new AwsError(
    400,
    'ValidationError',
    `1 validation error detected: Value at '${parameter}' failed to satisfy constraint`,
  );
}
