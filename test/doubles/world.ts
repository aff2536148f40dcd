// One running product among its doubles: GitHub, AWS and the token issuer on loopback, a seeded organisation, the real server. For scenarios, the demo and benchmarks.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey, openJwe } from '../../action/jwe.js';
import { createLog, type Logger } from '../../src/adapters/log.ts';
import type { ServerSettings } from '../../src/config/settings.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import { startFakeAws, type FakeAws } from './aws/fake-aws.ts';
import type { SessionCredentials } from './aws/account.ts';
import { startFakeGitHub, type FakeGitHub } from './github/index.ts';
import { startIssuer, type Claims, type TestIssuer } from './oidc/issuer.ts';

export const REPO = 'acme/infra';
export const ACCOUNT = '111122223333';
export const DEPLOY_ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/aigov-revocations`;
export const COPILOT_ID = 198982749;
const BROKER = {
  arn: `arn:aws:iam::${ACCOUNT}:user/aigov`,
  accessKeyId: 'AKIAAIGOVBROKER00000',
  secretAccessKey: 'broker-secret',
};
const APP_ID = 4242;

export const POLICY = `version: 1
owners: ["@acme/platform"]
environments:
  prod: { tier: critical, match: { paths: ["envs/prod/**"] } }
actors:
  agents:
    copilot: { identities: [{ github: ${COPILOT_ID} }], owner: "@acme/platform", environments: [prod] }
rules:
  - id: identity-prod
    when: { kinds: [identity], environments: [prod] }
    require: { approvals: [{ count: 2, from: ["@acme/security"] }] }
accounts:
  "${ACCOUNT}": { boundary_arn: "${BOUNDARY}" }
deploy:
  prod:
    environment: prod
    github_environment: production
    workflow: .github/workflows/deploy.yml
    ref: refs/heads/main
    account: "${ACCOUNT}"
    role: ${DEPLOY_ROLE}
    region: eu-west-1
    session: 20m
    window: 4h
`;

/** A role that trusts one AWS service. */
export function roleFile(service: string): string {
  return `resource "aws_iam_role" "ci" {
  name = "ci"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}" } }]
  })
}
`;
}

export type World = {
  readonly github: FakeGitHub;
  readonly aws: FakeAws;
  readonly issuer: TestIssuer;
  readonly server: RunningServer;
  readonly dataDir: string;
  readonly settings: ServerSettings;
  readonly log: Logger;
  readonly clock: Clock;
  /** Every webhook answered, every piece of due work done. */
  readonly settle: () => Promise<void>;
  /** The deploy job of a run: ephemeral key, token for it, exchange, decryption. */
  readonly exchange: (job: Job) => Promise<{
    readonly status: number;
    readonly body: { readonly [name: string]: unknown };
    readonly credentials: SessionCredentials | null;
  }>;
  readonly release: (
    job: Job & { readonly session: string },
  ) => Promise<{ readonly status: number; readonly body: { readonly [name: string]: unknown } }>;
  readonly close: () => Promise<void>;
};

export type Job = {
  readonly run: { readonly id: number; readonly attempt?: number };
  readonly sha: string;
  readonly target?: string;
  readonly claims?: Claims;
};
export type Clock = { readonly now: () => number; readonly advance: (milliseconds: number) => void };

export type WorldOptions = {
  readonly files?: Readonly<Record<string, string>>;
  readonly policy?: string | null;
  readonly databaseUrl?: string;
  readonly log?: Logger;
  readonly checkContract?: boolean;
  readonly settings?: Partial<ServerSettings>;
};

/** A clock that only the test moves, starting now: app tokens follow the machine's clock, and GitHub checks them. */
export function createClock(): Clock {
  let ahead = 0;
  const begun = Date.now();
  return { now: () => begun + ahead, advance: (milliseconds) => (ahead += milliseconds) };
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createClock();
  const log = options.log ?? createLog({ level: 'silent' });
  const github = await startFakeGitHub({
    clock: () => new Date(clock.now()),
    checkContract: options.checkContract ?? true,
  });
  const issuer = await startIssuer();
  // The trust policy pins the repository, as the quickstart asks; its number is known once the repository is there.
  const trust = { ...TRUST };
  const aws = await startFakeAws(awsAccount(clock, trust));
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-world-'));
  const settings = {
    ...settingsOf({ github, issuer, aws, dataDir, databaseUrl: options.databaseUrl ?? null }),
    ...options.settings,
  };
  seed(github, settings, options);
  trust.externalId = `aigov:repository:${github.repository(REPO).id}`;
  const server = await startServer({
    settings,
    log,
    clock: clock.now,
    work: false,
    throttle: false,
    awsCredentials: BROKER,
  });
  github.setWebhookUrl(APP_ID, `${server.url}${settings.webhookPath}`);
  const audience = settings.publicUrl ?? '';
  const token = (job: Job, aud: string): Promise<string> =>
    issuer.token({ audience: aud, now: clock.now(), claims: { ...claimsOf(github, job), ...job.claims } });
  const post = async (
    path: string,
    bearer: string,
    body: object,
  ): Promise<{ readonly status: number; readonly body: { readonly [name: string]: unknown } }> => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { readonly [name: string]: unknown } };
  };
  return {
    github,
    aws,
    issuer,
    server,
    dataDir,
    settings,
    log,
    clock,
    settle: async () => {
      await github.settled();
      await server.worker.drain();
      await github.settled();
      await server.worker.drain();
    },
    exchange: async (job) => {
      const key = makeKey();
      const bearer = await token(job, `${audience}/v1/sessions#${key.thumbprint}`);
      const answer = await post('/v1/sessions', bearer, { target: job.target ?? 'prod', key: key.jwk });
      const jwe = answer.body['jwe'];
      return {
        ...answer,
        credentials: typeof jwe === 'string' ? credentialsOf(openJwe(jwe, key.privateKey)) : null,
      };
    },
    release: async (job) =>
      await post(
        `/v1/sessions/${job.session}/release`,
        await token(job, `${audience}/v1/sessions/${job.session}/release`),
        {},
      ),
    close: async () => {
      await server.close();
      await Promise.all([github.close(), aws.close(), issuer.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function settingsOf(parts: {
  readonly github: FakeGitHub;
  readonly issuer: TestIssuer;
  readonly aws: FakeAws;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}): ServerSettings {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    appId: APP_ID,
    privateKey,
    webhookSecret: randomBytes(32).toString('hex'),
    webhookPath: '/api/github/webhooks',
    host: '127.0.0.1',
    port: 0,
    githubApiUrl: parts.github.url,
    databaseUrl: parts.databaseUrl,
    dataDir: parts.dataDir,
    publicUrl: 'https://aigov.acme.example',
    orgPolicy: '<owner>/.github//aigov.yml',
    role: 'all',
    issuers: [parts.issuer.url],
    stsEndpoint: parts.aws.url,
    iamEndpoint: parts.aws.url,
  };
}

function seed(github: FakeGitHub, settings: ServerSettings, options: WorldOptions): void {
  const policy = options.policy === undefined ? POLICY : options.policy;
  github.addOrganization('acme');
  for (const login of ['alice', 'bob', 'carol', 'dave', 'mallory']) github.addUser({ login });
  github.addUser({ login: 'Copilot', id: COPILOT_ID, type: 'Bot' });
  github.addRepository({
    fullName: REPO,
    files: {
      ...(policy === null ? {} : { '.aigov.yml': policy }),
      'envs/prod/iam.tf': roleFile('ec2.amazonaws.com'),
      'README.md': '# Infrastructure\n',
      ...options.files,
    },
  });
  for (const login of ['alice', 'bob', 'carol', 'dave'])
    github.addCollaborator({ repo: REPO, login, permission: 'write' });
  github.addCollaborator({ repo: REPO, login: 'Copilot', permission: 'write' });
  github.addTeam({
    org: 'acme',
    slug: 'security',
    members: ['alice', 'bob', 'carol'],
    repositories: { [REPO]: 'write' },
  });
  github.addTeam({ org: 'acme', slug: 'platform', members: ['dave'], repositories: { [REPO]: 'write' } });
  github.registerApp({
    id: APP_ID,
    slug: 'aigov',
    privateKeyPem: settings.privateKey,
    webhookSecret: settings.webhookSecret,
  });
  github.installApp({ app: APP_ID, account: 'acme' });
  github.addRuleset({ repo: REPO, requiredChecks: [{ context: 'aigov/policy', integrationId: APP_ID }] });
}

const TRUST = {
  principals: [BROKER.arn],
  actions: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  externalId: '',
};
type Trust = typeof TRUST;

/** One account: the broker's user, a deploy role that trusts only it, and the boundary that revocations are written to. */
function awsAccount(clock: Clock, trust: Trust): Parameters<typeof startFakeAws>[0] {
  const allow = (action: readonly string[]): object => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
  return {
    account: ACCOUNT,
    clock: clock.now,
    users: [
      {
        ...BROKER,
        policies: [
          allow([
            'sts:AssumeRole',
            'sts:TagSession',
            'sts:SetSourceIdentity',
            'iam:CreatePolicyVersion',
            'iam:ListPolicyVersions',
            'iam:DeletePolicyVersion',
          ]),
        ],
      },
    ],
    roles: [
      {
        arn: DEPLOY_ROLE,
        policies: [allow(['*'])],
        boundaryArn: BOUNDARY,
        maxSessionSeconds: 3_600,
        trust,
      },
    ],
    managed: { [BOUNDARY]: allow(['*']) },
  } as Parameters<typeof startFakeAws>[0];
}

function claimsOf(github: FakeGitHub, { run, sha }: Job): Claims {
  const repository = github.repository(REPO);
  const ref = `${REPO}/.github/workflows/deploy.yml@refs/heads/main`;
  return {
    repository: REPO,
    repository_id: String(repository.id),
    repository_owner_id: String(repository.owner.id),
    environment: 'production',
    ref: 'refs/heads/main',
    sha,
    event_name: 'push',
    workflow_ref: ref,
    job_workflow_ref: ref,
    run_id: String(run.id),
    run_attempt: String(run.attempt ?? 1),
  };
}

function credentialsOf(opened: unknown): SessionCredentials {
  const { accessKeyId, secretAccessKey, sessionToken } = opened as SessionCredentials;
  return { accessKeyId, secretAccessKey, sessionToken };
}
