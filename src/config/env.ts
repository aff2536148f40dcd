// The environment, read once at the start by main.ts. One schema; docs/environment.md is its table.
import { closest } from '../model/closest.ts';
import { Fault } from '../model/failure.ts';
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });
const urlList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().replace(/\/$/, '')))
  .pipe(z.array(url).min(1));

/** Every variable of the product, with its meaning. Probot's own keep Probot's names. */
const VARIABLES = {
  APP_ID: z.coerce.number().int().positive().describe('Numeric id of the GitHub App'),
  PRIVATE_KEY: z.string().min(1).describe('Private key of the App, PEM or base64 of it'),
  PRIVATE_KEY_PATH: z.string().min(1).describe('File with the private key, instead of PRIVATE_KEY'),
  WEBHOOK_SECRET: z
    .string()
    .min(32, 'needs at least 32 characters; `openssl rand -hex 32` makes one')
    .refine((secret) => secret !== 'development', 'must not be the word "development"')
    .describe('Secret that GitHub signs webhooks with, at least 32 characters'),
  WEBHOOK_PATH: z
    .string()
    .startsWith('/')
    .default('/api/github/webhooks')
    .describe('Path that webhooks arrive at'),
  HOST: z.string().default('localhost').describe('Address to listen on; 0.0.0.0 in a container'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port to listen on'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least level that is logged'),
  GITHUB_API_URL: url
    .default('https://api.github.com')
    .describe('REST API of GitHub, or of a GitHub Enterprise Server (…/api/v3)'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .describe('PostgreSQL 14 or newer; absent: embedded SQLite in AIGOV_DATA_DIR'),
  AIGOV_DATA_DIR: z.string().min(1).default('./data').describe('Folder of the embedded database'),
  AIGOV_PUBLIC_URL: url
    .transform((text) => text.replace(/\/$/, ''))
    .describe('Address that workflows and people reach this server at; part of the token audience'),
  AIGOV_ORG_POLICY: z
    .string()
    .regex(/^(?:[\w.<>-]+\/[\w.-]+\/\/\S+|none)$/, 'must be owner/repository//path, or none')
    .default('<owner>/.github//aigov.yml')
    .describe(
      'Organisation floor: owner/repository//path; <owner> stands for the owner of each repository; `none` for no floor',
    ),
  AIGOV_ROLE: z
    .enum(['all', 'gate', 'broker'])
    .default('all')
    .describe('Which side this process serves: webhooks and checks, credentials, or both'),
  AIGOV_OIDC_ISSUERS: urlList
    .default(['https://token.actions.githubusercontent.com'])
    .describe('Comma-separated issuers of workflow tokens'),
  AWS_ENDPOINT_URL_STS: url.describe('STS endpoint instead of the regional one'),
  AWS_ENDPOINT_URL_IAM: url.describe('IAM endpoint instead of the global one'),
} as const;

const SCHEMA = z.object(VARIABLES).partial({
  APP_ID: true,
  PRIVATE_KEY: true,
  PRIVATE_KEY_PATH: true,
  WEBHOOK_SECRET: true,
  DATABASE_URL: true,
  AIGOV_PUBLIC_URL: true,
  AWS_ENDPOINT_URL_STS: true,
  AWS_ENDPOINT_URL_IAM: true,
});

export type Environment = Readonly<z.infer<typeof SCHEMA>>;

export type EnvironmentReading = { readonly environment: Environment; readonly warnings: readonly string[] };

/** Name and meaning of every variable, for the documentation test. */
export const ENVIRONMENT_VARIABLES: readonly { readonly name: string; readonly meaning: string }[] =
  Object.entries(VARIABLES).map(([name, schema]) => ({ name, meaning: schema.description ?? '' }));

/**
 * Read the environment. Throws Fault CONFIG_INVALID naming every wrong variable; an unknown `AIGOV_*` name is only a
 * warning, because Kubernetes injects names such as AIGOV_SERVICE_HOST.
 */
export function readEnvironment(source: { readonly [name: string]: string | undefined }): EnvironmentReading {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = SCHEMA.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Fault(
      'CONFIG_INVALID',
      `The environment is not usable. ${lines.join('; ')}. See docs/environment.md.`,
    );
  }
  return { environment: parsed.data, warnings: unknownNames(Object.keys(present)).map(warningFor) };
}

function unknownNames(names: readonly string[]): readonly string[] {
  return names.filter(
    (name) => name.startsWith('AIGOV_') && !(name in VARIABLES) && name !== 'AIGOV_NODE_GUARD',
  );
}

function warningFor(name: string): string {
  const near = closest(name, Object.keys(VARIABLES));
  return near === null
    ? `${name} is not a variable of aigov and has no effect`
    : `${name} is not a variable of aigov and has no effect; did you mean ${near}?`;
}
