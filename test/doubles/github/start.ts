// Starts the fake GitHub on loopback. Called by tests, the demo and benchmarks.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as apps from './actions/apps.ts';
import * as checks from './actions/checks.ts';
import { commitTo } from './actions/commits.ts';
import { mergePull } from './actions/merge.ts';
import * as pulls from './actions/pulls.ts';
import * as seed from './actions/seed.ts';
import * as runs from './actions/workflow-runs.ts';
import { loadContract } from './contract.ts';
import type { FakeGitHub } from './face.ts';
import { createFaults, type Fault } from './faults.ts';
import { account, app, pullOf, repositoryNamed } from './find.ts';
import { type Call, createHandler } from './server.ts';
import type { State } from './state.ts';
import { createWebhookSender, type WebhookSender } from './webhooks.ts';

export type FakeGitHubOptions = {
  /** Dates what happens; default the machine's clock. App JWTs and token expiry always follow the machine. */
  readonly clock?: () => Date;
  /** Hold everything said and heard against GitHub's schemas; default true. Benchmarks may switch it off. */
  readonly checkContract?: boolean;
};

/** Listens on a free port of 127.0.0.1; `close()` it. Knows `github`, `web-flow` and the app of GitHub Actions. */
export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const contract = options.checkContract === false ? null : loadContract();
  const faults = createFaults();
  const sender = createWebhookSender(contract, faults);
  const state = createState(url, options.clock ?? (() => new Date()), sender);
  const [calls, violations]: [Call[], string[]] = [[], []];
  const switches = { latencyMs: 0 };
  const latencyMs = (): number => switches.latencyMs;
  const handle = createHandler({ state, contract, faults, calls, violations, latencyMs });
  server.on('request', (req, res) => void handle(req, res).catch(() => req.socket.destroy()));
  return Object.assign(switches, {
    url,
    calls,
    violations,
    deliveries: state.deliveries,
    close: () => close(server, sender),
    settled: () => sender.settled(),
    writes: () => calls.filter(isWrite),
    fault: (fault: Fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    ...seedFace(state),
    ...actionFace(state),
    ...questionFace(state),
  });
}

type SeedFace = Pick<
  FakeGitHub,
  | 'addUser'
  | 'addOrganization'
  | 'addTeam'
  | 'addRepository'
  | 'addCollaborator'
  | 'addRuleset'
  | 'registerApp'
  | 'addForeignApp'
  | 'installApp'
  | 'setWebhookUrl'
  | 'manifestCode'
  | 'tokenFor'
>;

function seedFace(state: State): SeedFace {
  return {
    addUser: (user) => seed.addUser(state, user),
    addOrganization: (login, id) => seed.addOrganization(state, login, id),
    addTeam: (team) => seed.addTeam(state, team),
    addRepository: (repository) => seed.addRepository(state, repository),
    addCollaborator: (of) => seed.addCollaborator(state, of),
    addRuleset: (ruleset) => seed.addRuleset(state, ruleset),
    registerApp: (given) => apps.registerApp(state, given),
    addForeignApp: (id, slug) => apps.addForeignApp(state, id, slug),
    installApp: (given) => apps.installApp(state, given),
    tokenFor: (login) => apps.tokenFor(state, login),
    setWebhookUrl: (id, webhookUrl) => {
      app(state, id).webhookUrl = webhookUrl;
    },
    manifestCode: (id) => {
      const code = `code-${state.nextId()}`;
      state.manifestCodes.set(code, app(state, id));
      return code;
    },
  };
}

type ActionFace = Pick<
  FakeGitHub,
  | 'commitTo'
  | 'openPull'
  | 'editPull'
  | 'closePull'
  | 'reopenPull'
  | 'markReady'
  | 'addLabel'
  | 'review'
  | 'dismissReview'
  | 'mergePull'
  | 'createCheckRun'
  | 'rerequestCheckRun'
  | 'startWorkflowRun'
  | 'completeWorkflowRun'
>;

function actionFace(state: State): ActionFace {
  return {
    commitTo: (commit) => commitTo(state, commit),
    openPull: (pull) => pulls.openPull(state, pull),
    editPull: (edit) => pulls.editPull(state, edit),
    closePull: (pull) => pulls.closePull(state, pull),
    reopenPull: (pull) => pulls.reopenPull(state, pull),
    markReady: (pull) => pulls.markReady(state, pull),
    addLabel: (label) => pulls.addLabel(state, label),
    review: (review) => pulls.review(state, review),
    dismissReview: (of) => pulls.dismissReview(state, of),
    mergePull: (merge) =>
      mergePull(state, {
        ...pulls.locate(state, merge),
        method: merge.method ?? 'merge',
        by: account(state, merge.by),
      }),
    createCheckRun: (run) => checks.createCheckRunAs(state, run),
    rerequestCheckRun: ({ repo, run, by }) => {
      const repository = repositoryNamed(state, repo);
      const found = repository.checkRuns.get(run);
      if (found === undefined) throw new Error(`no check run ${run}`);
      checks.rerequestCheckRun(state, repository, found, account(state, by));
    },
    startWorkflowRun: (run) => runs.startWorkflowRun(state, run),
    completeWorkflowRun: (of) => runs.completeWorkflowRun(state, of),
  };
}

type QuestionFace = Pick<FakeGitHub, 'repository' | 'pull' | 'tip' | 'checkRuns' | 'redeliver'>;

function questionFace(state: State): QuestionFace {
  return {
    repository: (fullName) => repositoryNamed(state, fullName),
    pull: (repo, number) => pullOf(repositoryNamed(state, repo), number),
    tip: (repo, branch) => {
      const repository = repositoryNamed(state, repo);
      const sha = repository.branches.get(branch ?? repository.defaultBranch);
      if (sha === undefined) throw new Error(`${repo} has no branch ${branch}`);
      return sha;
    },
    checkRuns: (repo, sha) =>
      [...repositoryNamed(state, repo).checkRuns.values()].filter(({ headSha }) => headSha === sha),
    redeliver: (delivery) => state.redeliver(delivery),
  };
}

function createState(url: string, clock: () => Date, sender: WebhookSender): State {
  let lastId = 1000;
  const state: State = {
    url,
    clock,
    nextId: () => (lastId += 1),
    accounts: new Map(),
    teams: new Set(),
    repositories: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    manifestCodes: new Map(),
    deliveries: [],
    emit: (emission) => sender.emit(state, emission),
    redeliver: (delivery) => sender.redeliver(state, delivery),
  };
  seed.addOrganization(state, 'github', 9919);
  // Commits that GitHub makes itself carry this account.
  seed.addUser(state, { login: 'web-flow', id: 19_864_447, name: 'GitHub', email: 'noreply@github.com' });
  apps.addForeignApp(state, apps.ACTIONS_APP_ID, 'github-actions');
  return state;
}

function isWrite({ method, route }: Call): boolean {
  return method !== 'GET' && route !== 'POST /graphql' && !route.endsWith('/access_tokens');
}

async function close(server: Server, sender: WebhookSender): Promise<void> {
  await sender.settled();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
