// What the session tests start from: one target, one account, one run, changes of Terraform resources.
import type { Attribute, Change } from '../../src/model/change.ts';
import type { AccountSettings, Grant, Session, Target } from '../../src/model/deploy.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { TokenClaims } from '../../src/sessions/token-claims.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');
export const MERGE = 'c'.repeat(40);
export const DEPLOY_ROLE = 'arn:aws:iam::111122223333:role/deploy';
export const REVOKER_ROLE = 'arn:aws:iam::111122223333:role/aigov-revoker';
export const BOUNDARY = 'arn:aws:iam::111122223333:policy/aigov-revocations';
export const REPOSITORY = { id: 501, ownerId: 77, fullName: 'acme/infra' };

export const TARGET: Target = {
  name: 'prod',
  environment: 'prod',
  githubEnvironment: 'production',
  workflow: '.github/workflows/deploy.yml',
  ref: 'refs/heads/main',
  account: '111122223333',
  role: DEPLOY_ROLE,
  region: 'eu-west-1',
  sessionSeconds: 1200,
  windowSeconds: 14_400,
  narrowing: 'preferred',
  policyArns: [],
  executor: null,
};

export const ACCOUNT: AccountSettings = {
  account: '111122223333',
  revokerRole: REVOKER_ROLE,
  boundaryArn: BOUNDARY,
  externalId: null,
};

export const GRANT: Grant = {
  id: 'g-00000000000000000001',
  repositoryId: 501,
  repository: 'acme/infra',
  target: 'prod',
  pull: 7,
  head: 'a'.repeat(40),
  mergeSha: MERGE,
  changeDigest: 'sha256:1',
  decisionDigest: 'sha256:2',
  openedAt: NOW,
  expiresAt: NOW + 14_400_000,
};

export const CLAIMS: TokenClaims = {
  issuer: 'https://token.example',
  jti: 'token-1',
  issuedAt: NOW / 1000,
  expiresAt: NOW / 1000 + 300,
  repository: 'acme/infra',
  repositoryId: 501,
  ownerId: 77,
  environment: 'production',
  ref: 'refs/heads/main',
  sha: MERGE,
  jobWorkflowRef: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
  eventName: 'push',
  runnerEnvironment: 'github-hosted',
  runId: 9001,
  runAttempt: 1,
  actorId: 11,
  said: {},
};

export function session(change: Partial<Session> = {}): Session {
  return {
    id: 's-00000000000001',
    grantId: GRANT.id,
    repositoryId: 501,
    repository: 'acme/infra',
    target: 'prod',
    account: '111122223333',
    boundaryArn: BOUNDARY,
    runId: 9001,
    runAttempt: 1,
    environment: 'production',
    state: 'live',
    accessKeyId: 'ASIA1',
    policySha256: '0'.repeat(64),
    narrowingLevel: 0,
    notAfter: NOW + 1_200_000,
    expiresAt: NOW + 1_200_000,
    issuedAt: NOW,
    revokeRequestedAt: null,
    revokedAt: null,
    ...change,
  };
}

/** A Terraform change; `values` stand on the sides that the action has. */
export function change(
  type: string | null,
  action: Change['action'],
  values: { readonly [path: string]: JsonValue } = {},
  more: Partial<Change> = {},
): Change {
  const attributes = Object.entries(values).map(([path, value]): Attribute => ({
    path,
    line: 1,
    before: action === 'create' ? null : value,
    after: action === 'delete' ? null : value,
    sensitive: false,
  }));
  return {
    format: 'terraform',
    file: 'envs/prod/main.tf',
    previousFile: null,
    startLine: 1,
    endLine: 5,
    address: `${type}.this`,
    type,
    action,
    kinds: ['other'],
    tier: 'critical',
    environment: 'prod',
    attributes,
    findings: [],
    opaque: false,
    ...more,
  };
}
