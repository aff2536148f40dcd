// The fake GitHub with one App, one repository and our adapter over real HTTP: the stage of the adapter's story tests.
import { createPublisher, createRepositoryHost, createClients } from '../../../src/adapters/github/index.ts';
import type { GitHubClients } from '../../../src/adapters/github/index.ts';
import { createFactCaches, gatherPull } from '../../../src/facts/index.ts';
import type { FactCaches, GatherRequest, Repository } from '../../../src/facts/index.ts';
import type { Gathered } from '../../../src/model/gathered.ts';
import type { Publisher } from '../../../src/report/publisher.ts';
import { startFakeGitHub } from '../../doubles/github/index.ts';
import type { FakeGitHub } from '../../doubles/github/index.ts';
import { createMemory } from '../../facts/host.ts';
import type { Memory } from '../../facts/host.ts';

export const APP_ID = 77;
export const COPILOT = 198_982_749;

export type Stage = {
  readonly github: FakeGitHub;
  readonly clients: GitHubClients;
  readonly publisher: Publisher;
  readonly repository: Repository;
  readonly memory: Memory;
  readonly caches: FactCaches;
  readonly warnings: string[];
  gather(number: number, request?: Partial<GatherRequest>): Promise<Gathered>;
  /** Operation or route of each call since the last look, tokens left out. */
  calls(): readonly string[];
  close(): Promise<void>;
};

/** `acme/infra` with a policy and two Terraform files; people alice, bob, carol, and the agent Copilot. */
export async function createStage(files: { readonly [path: string]: string } = {}): Promise<Stage> {
  const github = await startFakeGitHub();
  github.addOrganization('acme', 1);
  for (const login of ['alice', 'bob', 'carol', 'eve']) github.addUser({ login });
  github.addUser({ login: 'Copilot', id: COPILOT, type: 'Bot' });
  const { id } = github.addRepository({
    fullName: 'acme/infra',
    files: {
      '.aigov.yml': 'version: 1\n',
      'envs/prod/iam.tf': 'a = 1\n',
      'docs/readme.md': 'hi\n',
      ...files,
    },
  });
  for (const login of ['alice', 'bob', 'carol'])
    github.addCollaborator({ repo: 'acme/infra', login, permission: 'write' });
  github.addTeam({ org: 'acme', slug: 'security', members: ['bob', 'carol'] });
  const app = github.registerApp({ id: APP_ID });
  const installation = github.installApp({ app: APP_ID, account: 'acme' });
  const repository = { installationId: installation.id, id, owner: 'acme', name: 'infra' };
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const quiet = (): void => {};
  const clients = createClients({
    baseUrl: github.url,
    appId: APP_ID,
    privateKey: app.privateKeyPem ?? '',
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    throttle: false,
    retryBaseMs: 1,
  });
  const host = createRepositoryHost({ clients, appId: APP_ID });
  const memory = createMemory();
  const caches = createFactCaches();
  return {
    github,
    clients,
    repository,
    memory,
    caches,
    warnings,
    publisher: createPublisher({ clients, appId: APP_ID, warn }),
    gather: (number, request = {}) =>
      gatherPull({
        host,
        memory,
        caches,
        pull: { repository, number },
        orgPolicy: '<owner>/.github//aigov.yml',
        now: () => '2026-11-21T12:00:00Z',
        wants: (path) => path.endsWith('.tf'),
        scans: () => false,
        wantsAround: () => null,
        isAgentIdent: () => false,
        missingLayers: () => [],
        namedFiles: () => [],
        needs: () => ({ teams: [], users: [] }),
        ...request,
      }),
    calls() {
      const made = github.calls.splice(0).filter(({ route }) => !route.endsWith('/access_tokens'));
      return made.map(({ operation, route }) => operation ?? route);
    },
    close: () => github.close(),
  };
}

/** An agent's pull request that changes `envs/prod/iam.tf`, asked for by alice; returns its head. */
export function openAgentPull(github: FakeGitHub): string {
  const sha = github.commitTo({
    repo: 'acme/infra',
    branch: 'copilot/iam',
    author: 'Copilot',
    committer: 'web-flow',
    pusher: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    message: 'Change the role',
    files: { 'envs/prod/iam.tf': 'a = 2\n' },
  });
  github.openPull({
    repo: 'acme/infra',
    head: 'copilot/iam',
    author: 'Copilot',
    title: 'Change the role',
    body: 'Please look',
  });
  return sha;
}
