// Registering and installing apps, and the tokens they and people hold. Called through start.ts and by the app routes.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { account, app as appWithId, repositoryNamed } from '../find.ts';
import type { App, Installation, State, Token } from '../state.ts';
import { installationJson } from '../present/apps.ts';
import { addAccount } from './seed.ts';

export type NewApp = {
  readonly id: number;
  readonly slug?: string;
  /** Login of the owner; default `github`. */
  readonly owner?: string;
  /** PEM of an RSA key; absent: one is generated. */
  readonly privateKeyPem?: string;
  readonly webhookSecret?: string;
  readonly webhookUrl?: string;
  readonly permissions?: App['permissions'];
  readonly events?: readonly string[];
};

export type NewInstallation = {
  readonly app: number;
  /** Login of the account it is installed on. */
  readonly account: string;
  readonly id?: number;
  /** Full names; absent: all repositories of the account. */
  readonly repositories?: readonly string[];
};

/** GitHub Actions itself, the owner of every workflow's check runs. */
export const ACTIONS_APP_ID = 15368;

/** What our app asks for in `app.yml`. */
const PERMISSIONS: App['permissions'] = {
  actions: 'read',
  checks: 'write',
  contents: 'read',
  deployments: 'write',
  environments: 'read',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};
const TOKEN_LIFETIME_MS = 3_600_000;

export function registerApp(state: State, given: NewApp): App {
  const privateKeyPem = given.privateKeyPem ?? generatePrivateKey(given.id);
  return addApp(state, {
    ...given,
    privateKeyPem,
    publicKeyPem: createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString(),
  });
}

/** An app that holds no key here: it only appears as the owner of check runs. */
export function addForeignApp(state: State, id: number, slug: string): App {
  return addApp(state, { id, slug, privateKeyPem: null, publicKeyPem: null });
}

export function installApp(state: State, given: NewInstallation): Installation {
  const owner = account(state, given.account);
  const repositories = given.repositories?.map((name) => repositoryNamed(state, name));
  const installation: Installation = {
    id: given.id ?? state.nextId(),
    app: appWithId(state, given.app),
    account: owner,
    repositories: repositories === undefined ? null : new Set(repositories.map(({ id }) => id)),
    createdAt: state.clock(),
  };
  state.installations.set(installation.id, installation);
  const covered = repositories ?? [...state.repositories.values()].filter((one) => one.owner === owner);
  state.emit({
    event: 'installation',
    action: 'created',
    repository: null,
    sender: owner,
    installation,
    body: {
      installation: installationJson(state, installation),
      repositories: covered.map((repository) => ({
        id: repository.id,
        node_id: `R_${repository.id}`,
        name: repository.name,
        full_name: repository.fullName,
        private: repository.private,
      })),
    },
  });
  return installation;
}

export type TokenRequest = {
  readonly permissions: Readonly<Record<string, string>>;
  readonly repositoryIds: readonly number[] | null;
};

export function issueInstallationToken(
  state: State,
  installation: Installation,
  request: TokenRequest,
): { readonly value: string; readonly token: Token & { readonly kind: 'installation' } } {
  const expiresAt = new Date(Date.now() + TOKEN_LIFETIME_MS);
  const token = { kind: 'installation', installation, ...request, expiresAt } as const;
  const value = `ghs_${installation.app.id}_${state.nextId()}`;
  state.tokens.set(value, token);
  return { value, token };
}

/** A user's own token; it may do what the user may. */
export function tokenFor(state: State, login: string): string {
  const value = `ghu_${login}_${state.nextId()}`;
  state.tokens.set(value, { kind: 'user', account: account(state, login) });
  return value;
}

function addApp(
  state: State,
  given: Omit<NewApp, 'privateKeyPem'> & Pick<App, 'privateKeyPem' | 'publicKeyPem'>,
): App {
  const slug = given.slug ?? `app-${given.id}`;
  const added: App = {
    id: given.id,
    slug,
    owner: account(state, given.owner ?? 'github'),
    bot: addAccount(state, { login: `${slug}[bot]`, type: 'Bot' }),
    publicKeyPem: given.publicKeyPem,
    privateKeyPem: given.privateKeyPem,
    webhookSecret: given.webhookSecret ?? '',
    webhookUrl: given.webhookUrl ?? null,
    permissions: given.permissions ?? PERMISSIONS,
    events: given.events ?? null,
    createdAt: state.clock(),
  };
  state.apps.set(added.id, added);
  return added;
}

/** Making an RSA key is the slowest thing here, so an app keeps its key for the life of the process. */
const generated = new Map<number, string>();

function generatePrivateKey(appId: number): string {
  const known = generated.get(appId);
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  generated.set(appId, pem);
  return pem;
}
