// The few words that generated policies, changes and people share.
import { GITHUB_ISSUER } from '../../../src/model/oidc-claims.ts';
import type { OidcClaims } from '../../../src/model/oidc-claims.ts';
import type { Account } from '../../../src/model/facts.ts';
import type { AgentIdentity } from './document.ts';

export const HEAD = 'a'.repeat(40);
export const EARLIER = 'd'.repeat(40);

export const PEOPLE: readonly Account[] = [
  { login: 'alice', id: 1, type: 'User' },
  { login: 'bob', id: 2, type: 'User' },
  { login: 'carol', id: 3, type: 'User' },
  { login: 'dora', id: 4, type: 'User' },
  { login: 'erin', id: 5, type: 'User' },
];

/** An account that is listed as an agent and a user to GitHub, an agent that everybody knows, and one of the house. */
export const AGENTS = [
  { name: 'copilot', id: 198_982_749, login: 'Copilot', type: 'Bot' },
  { name: 'house', id: 777, login: 'house[bot]', type: 'Bot' },
  { name: 'robo', id: 999, login: 'robo', type: 'User' },
] as const;

/** What else they are known by. */
export const SIGNERS: Readonly<Record<string, readonly AgentIdentity[]>> = {
  copilot: [{ key: 'SHA256:copilot' }],
  house: [{ spiffe: 'spiffe://acme/house' }, { oidc: { repository_id: '7', ref: 'refs/heads/main' } }],
  robo: [{ oidc: { iss: 'https://issuer.example', sub: 'robo' } }, { key: 'SHA256:robo-key' }],
  runner: [
    {
      oidc: {
        repository: 'acme/infra',
        job_workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
      },
    },
  ],
};

/** As tokens, statements and commits tell them, and nearly so. */
export const TOLD: readonly (string | OidcClaims)[] = [
  'SHA256:copilot',
  'SHA256:Copilot',
  'SHA256:robo-key',
  'spiffe://acme/house',
  'spiffe://acme/house/two',
  { iss: GITHUB_ISSUER, sub: 'x', repository_id: '7', ref: 'refs/heads/main' },
  { iss: GITHUB_ISSUER, sub: 'x', repository_id: '7', ref: 'refs/heads/other' },
  { iss: 'https://issuer.example', sub: 'x', repository_id: '7', ref: 'refs/heads/main' },
  { iss: 'https://issuer.example', sub: 'robo' },
  { iss: GITHUB_ISSUER, sub: 'robo' },
];

export const BOTS = [
  { login: 'dependabot[bot]', id: 49_699_333, type: 'Bot' },
  { login: 'mystery[bot]', id: 888, type: 'Bot' },
] as const;

/** It reviews like anybody, and is nobody. */
export const MACHINE_USER = { login: 'erin', id: 5, type: 'User' } as const;

/** As she is called, by a name that she gave up, and by one that somebody else has now. */
export const BY_ID = [
  { login: 'carol', id: 3 },
  { login: 'once-bob', id: 2 },
  { login: 'dora', id: 44 },
];

export const TEAMS = ['@acme/security', '@acme/platform', '@acme/ghost'];

export const FILES = [
  'envs/prod/iam.tf',
  'envs/staging/queue.tf',
  'modules/net/main.tf',
  'Envs/Prod/x.tf',
  'envs/[a]/x.tf',
  'live/db.tf',
  'lab/db.tf',
];
export const FILE_GLOBS = [
  'envs/prod/**',
  'envs/**',
  'ENVS/PROD/**',
  '**/*.tf',
  'modules/**',
  'envs/[a]/x.tf',
  '{modules,envs/staging}/**',
  '.aigov.yml',
];
/** Of files that are not looked at. */
export const IGNORE_GLOBS = [...FILE_GLOBS, 'vendor/**', '.github/**', '**'];
/** Of no format. */
export const PLAIN_FILES = [
  'scripts/deploy.sh',
  'docs/deploy.md',
  'DOCS/readme.txt',
  'envs/prod/run.sh',
  'lab/notes',
  'vendor/x.js',
];
export const INERT_GLOBS = ['docs/**', 'Docs/**', '**/*.md', 'lab/**', 'envs/**', '**'];
export const GOVERNANCE_FILES = ['.aigov.yml', 'CODEOWNERS', 'AGENTS.md'];
export const ENVIRONMENT_NAMES = ['prod', 'staging'];

/** What all targets are run by. */
export const DEPLOY_WORKFLOW = '.github/workflows/deploy.yml';
export const WORKFLOW_FILES = [
  DEPLOY_WORKFLOW,
  '.github/workflows/plan.yml',
  '.github/actions/lint/run.sh',
  'tools/action.yml',
];

export const TYPES = ['aws_iam_role', 'aws_sqs_queue', 'aws_db_instance'];
export const ADDRESSES = [
  'aws_iam_role.ci',
  'aws_sqs_queue.jobs',
  'module.a["x/y"].aws_db_instance.main',
  'module.prod.aws_sqs_queue.preprod',
];
export const FORMATS = ['terraform', 'kubernetes', 'governance'];
export const FINDINGS = ['iam-trust-widened', 'public-ingress', 'data-store-destroyed'];

export const ATTRIBUTE_PATHS = ['ingress[0].cidr_blocks', 'ingress', 'tags.Name', 'tags', 'policy'];
export const ATTRIBUTE_GLOBS = [
  'ingress.*.cidr_blocks',
  'ingress',
  'tags.*',
  'TAGS.name',
  '*',
  'policy.Statement',
  '**.cidr_blocks',
];

export const TOOLS = ['terraform', 'Terraform', 'mcp__github__merge', 'kubectl'];

export const BRANCHES = ['main', 'release/*', 'copilot/x', 'MAIN'];
export const LABELS = ['risky', 'Approved'];

export const CHECKS = [
  { name: 'terraform-plan', app_id: 15368 },
  { name: 'lint', app_id: 15368 },
  { name: 'lint', app_id: 9 },
] as const;
