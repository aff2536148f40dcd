// Creating and updating check runs, as any app. Called through start.ts and by the check-run routes.
import { repositoryNamed, app as appWithId } from '../find.ts';
import { checkRunJson } from '../present/checks.ts';
import { Refusal } from '../refusal.ts';
import type {
  Account,
  Annotation,
  App,
  CheckRun,
  CheckStatus,
  Conclusion,
  Repository,
  State,
} from '../state.ts';

/** The body of `POST` and `PATCH …/check-runs`, as far as the double keeps it. */
export type CheckRunInput = {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: CheckStatus;
  readonly conclusion?: Conclusion;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
};

export type NewCheckRun = {
  readonly repo: string;
  /** App id of the creator: 15368 is GitHub Actions. */
  readonly app: number;
  readonly sha: string;
  readonly name: string;
  readonly conclusion?: Conclusion;
  readonly status?: CheckStatus;
  readonly title?: string;
  readonly summary?: string;
};

export function createCheckRunAs(state: State, given: NewCheckRun): CheckRun {
  const input: CheckRunInput = {
    name: given.name,
    head_sha: given.sha,
    ...(given.status === undefined ? {} : { status: given.status }),
    ...(given.conclusion === undefined ? {} : { conclusion: given.conclusion }),
    output: { title: given.title ?? given.name, summary: given.summary ?? '' },
  };
  return createCheckRun(state, repositoryNamed(state, given.repo), appWithId(state, given.app), input);
}

export function createCheckRun(
  state: State,
  repository: Repository,
  app: App,
  input: CheckRunInput,
): CheckRun {
  const headSha = input.head_sha ?? '';
  if (repository.store.get(headSha)?.kind !== 'commit')
    throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  const run: CheckRun = {
    id: state.nextId(),
    app,
    suiteId: suiteOf(state, repository, app, headSha),
    headSha,
    startedAt: input.started_at === undefined ? state.clock() : new Date(input.started_at),
    name: input.name ?? '',
    status: 'queued',
    conclusion: null,
    completedAt: null,
    detailsUrl: null,
    externalId: '',
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  repository.checkRuns.set(run.id, run);
  apply(state, run, input);
  announce(state, repository, run, 'created', app.bot);
  if (run.status === 'completed') announce(state, repository, run, 'completed', app.bot);
  return run;
}

/** Only the app that made the run. New annotations are added to the old ones. */
export function updateCheckRun(
  state: State,
  given: {
    readonly repository: Repository;
    readonly app: App;
    readonly run: CheckRun;
    readonly input: CheckRunInput;
  },
): void {
  const { repository, app, run, input } = given;
  if (run.app !== app)
    throw new Refusal(
      403,
      'Invalid app_id `' + app.id + '` - check run can only be modified by the GitHub App that created it.',
    );
  const before = run.status;
  apply(state, run, input);
  if (run.status === 'completed' && before !== 'completed')
    announce(state, repository, run, 'completed', app.bot);
}

/** Somebody presses "Re-run". */
export function rerequestCheckRun(state: State, repository: Repository, run: CheckRun, by: Account): void {
  announce(state, repository, run, 'rerequested', by);
}

/** One suite per app and commit. */
export function suiteOf(state: State, repository: Repository, app: App, sha: string): number {
  const key = `${app.id} ${sha}`;
  const id = repository.suites.get(key) ?? state.nextId();
  repository.suites.set(key, id);
  return id;
}

function apply(state: State, run: CheckRun, input: CheckRunInput): void {
  run.name = input.name ?? run.name;
  run.conclusion = input.conclusion ?? run.conclusion;
  run.status = input.conclusion === undefined ? (input.status ?? run.status) : 'completed';
  if (run.status !== 'completed') run.conclusion = null;
  const finished = input.completed_at === undefined ? state.clock() : new Date(input.completed_at);
  run.completedAt = run.status === 'completed' ? finished : null;
  run.detailsUrl = input.details_url ?? run.detailsUrl;
  run.externalId = input.external_id ?? run.externalId;
  if (input.output === undefined) return;
  const { title, summary, text, annotations } = input.output;
  run.output = {
    title: title ?? run.output.title,
    summary: summary ?? run.output.summary,
    text: text ?? run.output.text,
  };
  run.annotations.push(...(annotations ?? []));
}

function announce(
  state: State,
  repository: Repository,
  run: CheckRun,
  action: string,
  sender: Account,
): void {
  const body = { check_run: checkRunJson(state, repository, run) };
  state.emit({ event: 'check_run', action, repository, sender, body });
}
