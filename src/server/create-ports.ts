// Adapters -> the ports of the pipeline. Called by server.ts.
import { randomBytes } from 'node:crypto';
import { createIam } from '../adapters/aws/iam.ts';
import { sessionIds } from '../adapters/aws/session-ids.ts';
import { createSts } from '../adapters/aws/sts.ts';
import { createPublisher, createRepositoryHost } from '../adapters/github/index.ts';
import { createKeySource } from '../adapters/oidc/key-source.ts';
import { createFactCaches } from '../facts/index.ts';
import type { Ports } from '../ports.ts';
import type { Foundation } from './parts.ts';

export function createPorts(foundation: Foundation): Ports {
  const { settings, log, now, store, clients, pins, readers, awsCredentials } = foundation;
  const { appId, issuers, stsEndpoint, iamEndpoint, orgPolicy, publicUrl } = settings;
  const aws = { stsEndpoint, iamEndpoint, credentials: awsCredentials };
  return {
    host: createRepositoryHost({ clients, appId }),
    memory: store.memory,
    caches: createFactCaches(),
    readers,
    evaluations: store.evaluations,
    ledger: store.ledger,
    publisher: createPublisher({ clients, appId, warn: (message) => log.warn(message) }),
    pinNotice: (repository, branch) => pins.notice(repository, branch),
    grants: store.grants,
    grantId: () => `g-${randomBytes(10).toString('hex')}`,
    sessions: store.sessions,
    sts: createSts(aws),
    iam: createIam(aws),
    keys: createKeySource({ issuers, clock: now }),
    ids: sessionIds,
    issuers,
    now,
    orgPolicy,
    publicUrl,
  };
}
