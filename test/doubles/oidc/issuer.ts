// An OIDC issuer on loopback that really signs RS256: discovery document, key set, key rotation. Used by tests and the demo.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export type Claims = { readonly [name: string]: unknown };

export type TestIssuer = {
  readonly url: string;
  /** A token as GitHub makes it for a deploy job; `claims` replace or, being undefined, remove. */
  readonly token: (options: {
    readonly audience: unknown;
    readonly claims?: Claims;
    readonly now?: number;
  }) => Promise<string>;
  /** Make a new signing key; `keepOld` leaves the former one in the key set. */
  readonly rotate: (options?: { readonly keepOld?: boolean }) => Promise<void>;
  /** Public keys now, by id. */
  readonly publicKey: (kid: string) => JsonWebKey | null;
  /** Requests since the start, by path. */
  readonly requests: readonly string[];
  /** Answer in place of the real one, by path; a fault switch. */
  readonly answers: Map<
    string,
    { readonly status: number; readonly headers?: { readonly [name: string]: string }; readonly body: string }
  >;
  readonly close: () => Promise<void>;
};

type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK };

/** Claims of a job on acme/infra, in environment production, on main. */
export const DEPLOY_CLAIMS: Claims = {
  sub: 'repo:acme/infra:environment:production',
  repository: 'acme/infra',
  repository_id: '501',
  repository_owner: 'acme',
  repository_owner_id: '77',
  environment: 'production',
  ref: 'refs/heads/main',
  ref_type: 'branch',
  sha: 'c'.repeat(40),
  event_name: 'push',
  workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_ref: 'acme/infra/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_sha: 'c'.repeat(40),
  runner_environment: 'github-hosted',
  run_id: '9001',
  run_attempt: '1',
  run_number: '12',
  actor: 'bob',
  actor_id: '2',
};

/** Start the issuer on a free port. Its address is the `iss` of its tokens. */
export async function startIssuer(): Promise<TestIssuer> {
  const keys: SigningKey[] = [await makeKey()];
  const requests: string[] = [];
  const answers: TestIssuer['answers'] = new Map();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const planned = answers.get(path);
    const body = planned?.body ?? documentAt(path, url, keys);
    response.writeHead(planned?.status ?? (body === null ? 404 : 200), {
      'content-type': 'application/json',
      ...planned?.headers,
    });
    response.end(body ?? '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    answers,
    token: async ({ audience, claims = {}, now = Date.now() }) => {
      const key = keys.at(-1);
      if (key === undefined) throw new Error('the issuer has no key');
      const iat = Math.floor(now / 1000);
      const times = { iat, nbf: iat, exp: iat + 300 };
      const all = { iss: url, aud: audience, jti: randomUUID(), ...times, ...DEPLOY_CLAIMS, ...claims };
      return await new SignJWT(JSON.parse(JSON.stringify(all)) as Claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
        .sign(key.privateKey);
    },
    rotate: async (options) => {
      if (options?.keepOld !== true) keys.length = 0;
      keys.push(await makeKey());
    },
    publicKey: (kid) => keys.find((key) => key.kid === kid)?.publicJwk ?? null,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function documentAt(path: string, url: string, keys: readonly SigningKey[]): string | null {
  if (path === '/.well-known/openid-configuration')
    return JSON.stringify({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  if (path === '/.well-known/jwks') return JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });
  return null;
}

async function makeKey(): Promise<SigningKey> {
  const kid = randomUUID();
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return { kid, privateKey, publicJwk };
}
