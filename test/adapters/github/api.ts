// Clients against recorded answers (nock), for what the fake GitHub does not play: exact bodies, failures, odd answers.
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { createClients } from '../../../src/adapters/github/index.ts';
import type { GitHubClients } from '../../../src/adapters/github/index.ts';
import type { Repository } from '../../../src/facts/index.ts';

export const API = 'https://api.github.test';
export const APP_ID = 77;
export const repository: Repository = { installationId: 5, id: 42, owner: 'acme', name: 'infra' };

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const quiet = (): void => {};

/** No spacing and no pauses unless asked for; the log is thrown away unless given. */
export function testClients(
  options: { readonly throttle?: boolean; readonly warn?: (message: string) => void } = {},
): GitHubClients {
  const { throttle = false, warn = quiet } = options;
  return createClients({
    baseUrl: API,
    appId: APP_ID,
    privateKey,
    log: { debug: quiet, info: quiet, warn, error: quiet },
    throttle,
    retryBaseMs: 1,
  });
}

/** The scope for one test, with an installation token ready. */
export function api(): nock.Scope {
  const scope = nock(API);
  scope.post('/app/installations/5/access_tokens').optionally().reply(201, {
    token: 'ghs_test',
    expires_at: '2099-01-01T00:00:00Z',
    permissions: {},
    repository_selection: 'all',
  });
  return scope;
}
