// iam-trust-widened: who may newly assume a role, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { iamTrustWidened } from '../../../src/classify/rules/iam-trust-widened.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { contextOf, diffOf, resource } from '../example-change.ts';

type Statement = Readonly<Record<string, JsonValue>>;

function hits(change: ParsedChange): readonly string[] {
  const diff = diffOf({ changes: [change] });
  return iamTrustWidened
    .check(change, contextOf(['identity'], { diff }))
    .map(({ severity, confidence, message }) => `${severity} ${confidence ?? 'high'}: ${message}`);
}

const side = (given: Statement): { readonly assume_role_policy: string } => ({
  assume_role_policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...given }],
  }),
});

function trust(after: Statement, before?: Statement): ParsedChange {
  return resource('aws_iam_role', side(after), ...(before === undefined ? [] : [side(before)]));
}

const ROLE = { AWS: 'arn:aws:iam::111122223333:role/a' };
const ROOT = { AWS: 'arn:aws:iam::444455556666:root' };
const ID = { StringEquals: { 'sts:ExternalId': 'x' } };
const EVERYBODY = 'high high: Everybody, in any AWS account, may assume this role.';

describe('a new role', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    ['for a service', trust({ Principal: { Service: 'ec2.amazonaws.com' } }), []],
    ['for a role', trust({ Principal: ROLE }), []],
    ['IAM-04: for everybody', trust({ Principal: '*' }), [EVERYBODY]],
    ['IAM-04: for everybody of AWS', trust({ Principal: { AWS: '*' } }), [EVERYBODY]],
    ['for everybody, denied', trust({ Effect: 'Deny', Principal: '*' }), []],
    [
      'for everybody of an organisation',
      trust({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      ['low high: Everybody whom the condition lets through may assume this role.'],
    ],
    [
      'for everybody with TLS',
      trust({ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      [EVERYBODY],
    ],
    ['for all but one', trust({ NotPrincipal: ROLE }), [EVERYBODY]],
    [
      'for another account',
      trust({ Principal: ROOT }),
      [
        'medium high: Whoever account 444455556666 lets may assume this role: no external id or other condition narrows it.',
      ],
    ],
    ['for another account with an external id', trust({ Principal: ROOT, Condition: ID }), []],
    [
      'that is computed',
      resource('aws_iam_role', { assume_role_policy: { expression: 'var.trust' } }),
      ['low low: It cannot be told who may assume this role: var.trust is computed.'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('a changed role', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    ['of no meaning', trust({ Principal: ROLE, Sid: 'a' }, { Principal: ROLE, Sid: 'b' }), []],
    ['one principal fewer', trust({ Principal: ROLE }, { Principal: { AWS: [ROLE.AWS, ROOT.AWS] } }), []],
    [
      'one principal more',
      trust({ Principal: { AWS: [ROLE.AWS, 'arn:aws:iam::111122223333:role/b'] } }, { Principal: ROLE }),
      ['high high: sts:AssumeRole by role/b of account 111122223333 is now allowed.'],
    ],
    [
      'one service more',
      trust(
        { Principal: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } },
        { Principal: { Service: 'ec2.amazonaws.com' } },
      ),
      ['medium high: sts:AssumeRole by lambda.amazonaws.com is now allowed.'],
    ],
    [
      'IAM-04: an external id less',
      trust({ Principal: ROOT }, { Principal: ROOT, Condition: ID }),
      [
        'medium high: Whoever account 444455556666 lets may assume this role: no external id or other condition narrows it.',
      ],
    ],
    [
      'IAM-04: no MFA any more',
      trust(
        { Principal: ROLE },
        { Principal: ROLE, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      ),
      ['high high: sts:AssumeRole by role/a of account 111122223333 is now allowed without MFA.'],
    ],
    ['everybody as before', trust({ Principal: '*', Sid: 'a' }, { Principal: { AWS: '*' } }), []],
    [
      'no longer to be read',
      resource(
        'aws_iam_role',
        { assume_role_policy: { expression: 'var.trust' } },
        side({ Principal: ROLE }),
      ),
      ['low low: It cannot be told who may assume this role: '],
    ],
    [
      'only its name',
      resource(
        'aws_iam_role',
        { ...side({ Principal: ROOT }), name: 'b' },
        { ...side({ Principal: ROOT }), name: 'a' },
      ),
      [],
    ],
  ])('%s', (_name, change, expected) => {
    const found = hits(change);
    expect(
      found.map((hit, index) => (hit.startsWith(expected[index] ?? 'none') ? expected[index] : hit)),
    ).toEqual(expected);
  });
});

const GITHUB = 'token.actions.githubusercontent.com';
const oidc = (conditions: Statement): ParsedChange =>
  trust({
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
    Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' }, ...conditions },
  });
const like = (sub: JsonValue): ParsedChange => oidc({ StringLike: { [`${GITHUB}:sub`]: sub } });

const ANYBODY =
  'high high: Workflows of any repository on GitHub may assume this role: no condition names one.';
const BEGINS =
  'high high: Workflows of every owner on GitHub whose name begins with "acme" may assume this role, whoever that is.';
const OWNER = 'high high: Workflows of every repository of the organisation may assume this role.';
const ANYWHERE =
  'medium high: Every workflow of the repository may assume this role, on any branch and in pull requests.';
const COMPUTED = 'low low: Which workflows may assume this role is computed.';

describe('IAM-04: tokens of GitHub', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    ['without a subject', oidc({}), [ANYBODY]],
    ['of one branch', like('repo:acme/infra:ref:refs/heads/main'), []],
    ['of one environment', like('repo:acme/infra:environment:prod'), []],
    ['of one repository', like('repo:acme/infra:*'), [ANYWHERE]],
    ['of one repository by its id', like('repo:acme@1/infra@2:ref:refs/heads/*'), []],
    ['of an organisation', like('repo:acme/*'), [OWNER]],
    ['of every owner that begins so', like('repo:acme*'), [BEGINS]],
    ['of everybody', like('*'), [ANYBODY]],
    ['of several, one too wide', like(['repo:acme/infra:ref:refs/heads/main', 'repo:acme/*']), [OWNER]],
    ['with a star that is only text', oidc({ StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/*' } }), []],
    [
      'with a set that may be empty',
      oidc({ 'ForAllValues:StringLike': { [`${GITHUB}:sub`]: 'repo:acme/infra:ref:refs/heads/main' } }),
      [
        `high high: ForAllValues:StringLike on ${GITHUB}:sub also lets tokens in that lack the claim.`,
        ANYBODY,
      ],
    ],
    [
      'with a claim that may be absent',
      oidc({ StringLikeIfExists: { [`${GITHUB}:sub`]: 'repo:acme/infra:ref:refs/heads/main' } }),
      [`high high: StringLikeIfExists on ${GITHUB}:sub also lets tokens in that lack the claim.`, ANYBODY],
    ],
    [
      'by repository and branch',
      oidc({
        StringEquals: { [`${GITHUB}:repository`]: 'acme/infra', [`${GITHUB}:ref`]: 'refs/heads/main' },
      }),
      [],
    ],
    ['by repository alone', oidc({ StringEquals: { [`${GITHUB}:repository_id`]: '1' } }), [ANYWHERE]],
    ['by owner', oidc({ StringEquals: { [`${GITHUB}:repository_owner`]: 'acme' } }), [OWNER]],
    [
      'by workflow',
      oidc({ StringLike: { [`${GITHUB}:job_workflow_ref`]: 'acme/infra/.github/workflows/deploy.yml@*' } }),
      [],
    ],
    [
      'of a repository that is computed',
      like({ expression: '"repo:${var.repository}:ref:refs/heads/main"' }),
      [],
    ],
    [
      'of any branch of a repository that is computed',
      like({ expression: '"repo:${var.owner}/${var.repository}:*"' }),
      [ANYWHERE],
    ],
    ['that are computed', like({ expression: 'var.subjects' }), [COMPUTED]],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('tokens of others', () => {
  const provider = (principal: string, condition: Statement | null): ParsedChange =>
    trust({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: principal },
      ...(condition === null ? {} : { Condition: condition }),
    });
  const ANY = 'high high: Any identity of this provider may assume the role: no condition names the subject.';
  const EKS = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A';
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'of a cluster, without a subject',
      provider(EKS, { StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A:aud': 'sts.amazonaws.com' } }),
      [ANY],
    ],
    [
      'of a cluster, for one account',
      provider(EKS, {
        StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': 'system:serviceaccount:a:b' },
      }),
      [],
    ],
    [
      'of a cluster, for any account',
      provider(EKS, { StringLike: { 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': '*' } }),
      [ANY],
    ],
    [
      'of Cognito, for one pool',
      provider('cognito-identity.amazonaws.com', {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool' },
      }),
      [],
    ],
    ['of Cognito, for all', provider('cognito-identity.amazonaws.com', null), [ANY]],
    [
      'of Cognito, for its guests',
      provider('cognito-identity.amazonaws.com', {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
      }),
      ['high high: Anybody on the internet may assume this role as a guest of the Cognito identity pool.'],
    ],
    [
      'of Cognito, for its members',
      provider('cognito-identity.amazonaws.com', {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      }),
      [],
    ],
    [
      'of Cognito, for the members of any pool',
      provider('cognito-identity.amazonaws.com', {
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      }),
      [ANY],
    ],
    [
      'under a condition that is computed',
      trust({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: EKS },
        Condition: { expression: 'var.condition' },
      }),
      ['low low: Which identities of this provider may assume the role is computed.'],
    ],
    [
      'of SAML',
      trust({
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/p' },
      }),
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});

describe('identity providers', () => {
  test.each<[string, ParsedChange, readonly string[]]>([
    [
      'a new one',
      resource('aws_iam_openid_connect_provider', { url: 'https://a', client_id_list: ['b'] }),
      [
        'medium high: Tokens of a new identity provider are accepted: aws_iam_openid_connect_provider.example.',
      ],
    ],
    [
      'of CloudFormation',
      resource('AWS::IAM::OIDCProvider', { Url: 'https://a' }),
      ['medium high: Tokens of a new identity provider are accepted: AWS::IAM::OIDCProvider.example.'],
    ],
    [
      'another audience',
      resource(
        'aws_iam_openid_connect_provider',
        { url: 'https://a', client_id_list: ['c'] },
        { url: 'https://a', client_id_list: ['b'] },
      ),
      [
        'medium high: aws_iam_openid_connect_provider.example now accepts other tokens than before (client_id_list).',
      ],
    ],
    [
      'another tag',
      resource(
        'aws_iam_openid_connect_provider',
        { url: 'https://a', 'tags.a': '2' },
        { url: 'https://a', 'tags.a': '1' },
      ),
      [],
    ],
    [
      'of Google without a condition',
      resource('google_iam_workload_identity_pool_provider', { 'oidc[0].issuer_uri': 'https://a' }),
      [
        'high high: google_iam_workload_identity_pool_provider.example accepts every token of its issuer: it has no attribute condition.',
      ],
    ],
    [
      'of Google with a condition',
      resource('google_iam_workload_identity_pool_provider', {
        'oidc[0].issuer_uri': 'https://a',
        attribute_condition: 'a == b',
      }),
      [
        'medium high: Tokens of a new identity provider are accepted: google_iam_workload_identity_pool_provider.example.',
      ],
    ],
  ])('%s', (_name, change, expected) => {
    expect(hits(change)).toEqual(expected);
  });
});
