// Environment -> what the server needs, or "not set up yet". Called by main.ts.
import { createPrivateKey } from 'node:crypto';
import { Fault } from '../model/failure.ts';
import type { Environment } from './env.ts';

export type ServerSettings = {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhookPath: string;
  readonly host: string;
  readonly port: number;
  readonly githubApiUrl: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly publicUrl: string | null;
  readonly orgPolicy: string;
  readonly role: 'all' | 'gate' | 'broker';
  readonly issuers: readonly string[];
  readonly stsEndpoint: string | null;
  readonly iamEndpoint: string | null;
};

/**
 * Null when no App credentials are there at all: the set-up page is shown instead. Half a set is CONFIG_INVALID, and so
 * is a missing webhook secret, for which Probot would silently take the word "development".
 */
export function serverSettings(
  environment: Environment,
  readText: (path: string) => string,
): ServerSettings | null {
  const {
    APP_ID: appId,
    PRIVATE_KEY: key,
    PRIVATE_KEY_PATH: keyPath,
    WEBHOOK_SECRET: webhookSecret,
  } = environment;
  if (appId === undefined && key === undefined && keyPath === undefined) return null;
  if (appId === undefined) throw missing('APP_ID', 'the number on the page of the GitHub App');
  if (webhookSecret === undefined)
    throw missing('WEBHOOK_SECRET', 'the secret entered for the webhook of the GitHub App');
  if (key === undefined && keyPath === undefined)
    throw missing('PRIVATE_KEY or PRIVATE_KEY_PATH', 'a private key generated for the GitHub App');
  return {
    appId,
    privateKey:
      key === undefined ? pem(readText(keyPath ?? ''), 'PRIVATE_KEY_PATH') : pem(key, 'PRIVATE_KEY'),
    webhookSecret,
    webhookPath: environment.WEBHOOK_PATH,
    host: environment.HOST,
    port: environment.PORT,
    githubApiUrl: environment.GITHUB_API_URL,
    databaseUrl: environment.DATABASE_URL ?? null,
    dataDir: environment.AIGOV_DATA_DIR,
    publicUrl: environment.AIGOV_PUBLIC_URL ?? null,
    orgPolicy: environment.AIGOV_ORG_POLICY,
    role: environment.AIGOV_ROLE,
    issuers: environment.AIGOV_OIDC_ISSUERS,
    stsEndpoint: environment.AWS_ENDPOINT_URL_STS ?? null,
    iamEndpoint: environment.AWS_ENDPOINT_URL_IAM ?? null,
  };
}

function missing(name: string, what: string): Fault {
  return new Fault('CONFIG_INVALID', `${name} is not set: ${what}. See docs/environment.md.`);
}

/** PEM as it is, with literal \n, or base64 of it, as Probot takes it. */
function pem(text: string, name: string): string {
  const plain = text.includes('-----BEGIN')
    ? text.replaceAll('\\n', '\n')
    : Buffer.from(text, 'base64').toString('utf8');
  try {
    createPrivateKey(plain);
    return plain;
  } catch {
    throw new Fault('CONFIG_INVALID', `${name} holds no private key in PEM (or base64 of it).`);
  }
}
