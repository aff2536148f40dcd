// /app, installations, tokens, webhook deliveries, the manifest flow.
import { issueInstallationToken } from '../actions/apps.ts';
import { findRepository, installationFor } from '../find.ts';
import { deliveryItemJson, deliveryJson } from '../present/deliveries.ts';
import { appJson, installationJson } from '../present/apps.ts';
import { repositoryJson } from '../present/accounts.ts';
import { time } from '../present/links.ts';
import { canSee } from '../auth.ts';
import { notFound, Refusal, unprocessable } from '../refusal.ts';
import { type Answer, ok, page, type Route, type RouteContext } from '../router.ts';
import type { App, Delivery, Installation, State } from '../state.ts';

export const appRoutes: readonly Route[] = [
  {
    operation: 'GET /app',
    needs: 'app',
    handle: (context) => ok(appJson(context.state, callingApp(context))),
  },
  {
    operation: 'GET /app/installations',
    needs: 'app',
    handle: (context) =>
      page(
        context,
        installationsOf(context).map((one) => installationJson(context.state, one)),
      ),
  },
  { operation: 'POST /app/installations/{installation_id}/access_tokens', needs: 'app', handle: createToken },
  { operation: 'GET /app/hook/deliveries', needs: 'app', handle: listDeliveries },
  {
    operation: 'GET /app/hook/deliveries/{delivery_id}',
    needs: 'app',
    handle: (context) => ok(deliveryJson(delivery(context))),
  },
  {
    operation: 'POST /app/hook/deliveries/{delivery_id}/attempts',
    needs: 'app',
    handle: (context) => {
      context.state.redeliver(delivery(context));
      return { status: 202, body: {} };
    },
  },
  { operation: 'POST /app-manifests/{code}/conversions', needs: 'nobody', handle: convertManifest },
  { operation: 'GET /repos/{owner}/{repo}/installation', needs: 'app', handle: repositoryInstallation },
  {
    operation: 'GET /installation/repositories',
    needs: { metadata: 'read' },
    handle: installationRepositories,
  },
];

function callingApp({ caller }: RouteContext): App {
  if (caller.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
  return caller.app;
}

function installationsOf(context: RouteContext): readonly Installation[] {
  const app = callingApp(context);
  return [...context.state.installations.values()].filter((one) => one.app === app);
}

function createToken(context: RouteContext): Answer {
  const { state, params } = context;
  const installation = installationsOf(context).find(({ id }) => id === Number(params['installation_id']));
  if (installation === undefined) throw notFound();
  const asked = (context.body ?? {}) as {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly repository_ids?: readonly number[];
    readonly repositories?: readonly string[];
  };
  const permissions = asked.permissions ?? installation.app.permissions;
  const excess = Object.entries(permissions).find(([name, level]) => {
    const held = installation.app.permissions[name];
    return held !== 'write' && held !== level;
  });
  if (excess !== undefined)
    throw unprocessable('The permissions requested are not granted to this installation.');
  const repositoryIds = [
    ...(asked.repository_ids ?? []),
    ...namedIds(state, installation, asked.repositories),
  ];
  const all = asked.repository_ids === undefined && asked.repositories === undefined;
  const { value, token } = issueInstallationToken(state, installation, {
    permissions,
    repositoryIds: all ? null : repositoryIds,
  });
  const body = {
    token: value,
    expires_at: time(token.expiresAt),
    permissions,
    repository_selection: all && installation.repositories === null ? 'all' : 'selected',
  };
  return { status: 201, body };
}

function namedIds(state: State, { account }: Installation, names: readonly string[] = []): readonly number[] {
  return names.map((name) => {
    const found = findRepository(state, `${account.login}/${name}`);
    if (found === undefined)
      throw unprocessable(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    return found.id;
  });
}

function delivery(context: RouteContext): Delivery {
  const app = callingApp(context);
  const id = Number(context.params['delivery_id']);
  const found = context.state.deliveries.find((one) => one.id === id && one.app === app);
  if (found === undefined) throw notFound();
  return found;
}

/** Newest first. `status=failure` keeps everything that is not a 2xx; `cursor` is the id to continue below. */
function listDeliveries(context: RouteContext): Answer {
  const app = callingApp(context);
  const { status, cursor, per_page: size } = context.query;
  const failed = ({ statusCode }: Delivery): boolean => statusCode < 200 || statusCode > 299;
  const found = context.state.deliveries
    .filter((one) => one.app === app)
    .filter((one) => status === undefined || failed(one) === (status === 'failure'))
    .filter(({ id }) => cursor === undefined || id < Number(cursor))
    .toReversed();
  const slice = found.slice(0, Number(size ?? 30));
  const last = slice.at(-1);
  const more = last !== undefined && found.length > slice.length;
  const query = new URLSearchParams({ ...context.query, cursor: String(last?.id) });
  const link = more ? { link: `<${context.url}?${query.toString()}>; rel="next"` } : {};
  return { status: 200, body: slice.map(deliveryItemJson), ...link };
}

/** Each code works once. */
function convertManifest({ state, params }: RouteContext): Answer {
  const app = state.manifestCodes.get(params['code'] ?? '');
  if (app === undefined) throw notFound();
  state.manifestCodes.delete(params['code'] ?? '');
  const secrets = {
    client_id: `Iv1.${app.id}`,
    client_secret: `client-secret-${app.id}`,
    webhook_secret: app.webhookSecret,
    pem: app.privateKeyPem ?? '',
  };
  return { status: 201, body: { ...appJson(state, app), ...secrets } };
}

function repositoryInstallation(context: RouteContext): Answer {
  const { state, repository } = context;
  const installation = installationFor(state, callingApp(context), repository);
  if (installation === undefined) throw notFound();
  return ok(installationJson(state, installation));
}

function installationRepositories(context: RouteContext): Answer {
  const { state, caller } = context;
  if (caller.kind !== 'installation')
    throw new Refusal(403, 'You must authenticate with an installation access token');
  const visible = [...state.repositories.values()].filter(
    (one) => one.owner === caller.installation.account && canSee(caller, one),
  );
  return page(
    context,
    visible.map((one) => repositoryJson(state, one)),
    (repositories) => ({
      total_count: visible.length,
      repositories,
    }),
  );
}
