// Apps and installations as REST and webhooks show them.
import type { App, Installation, State } from '../state.ts';
import { accountJson } from './accounts.ts';
import { type Json, nodeId, time } from './links.ts';

const EVENTS = ['check_run', 'installation', 'pull_request', 'pull_request_review', 'push', 'workflow_run'];

export function appJson(state: State, app: App): Json {
  return {
    id: app.id,
    slug: app.slug,
    client_id: `Iv1.${app.id}`,
    node_id: nodeId('A', app.id),
    owner: accountJson(state, app.owner),
    name: app.slug,
    description: null,
    external_url: `https://github.com/apps/${app.slug}`,
    html_url: `https://github.com/apps/${app.slug}`,
    created_at: time(app.createdAt),
    updated_at: time(app.createdAt),
    permissions: app.permissions,
    events: eventsOf(app),
  };
}

export function installationJson(state: State, installation: Installation): Json {
  const { app, account } = installation;
  const own = `${state.url}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    app_id: app.id,
    app_slug: app.slug,
    client_id: `Iv1.${app.id}`,
    account: accountJson(state, account),
    target_id: account.id,
    target_type: account.type,
    repository_selection: installation.repositories === null ? 'all' : 'selected',
    access_tokens_url: `${own}/access_tokens`,
    repositories_url: `${state.url}/installation/repositories`,
    html_url: `https://github.com/settings/installations/${installation.id}`,
    permissions: app.permissions,
    events: eventsOf(app),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: time(installation.createdAt),
    updated_at: time(installation.createdAt),
    suspended_by: null,
    suspended_at: null,
  };
}

function eventsOf(app: App): readonly string[] {
  return app.events ?? EVENTS;
}
