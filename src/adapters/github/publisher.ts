// The report stage's port over GitHub: check runs and reviewer requests, and nothing else is ever written. Made once by main.ts.
import type { Annotation, CheckRunReport, Publisher, RepositoryRef } from '../../report/publisher.ts';
import { LIMITS } from '../../config/limits.ts';
import type { GitHubClient, GitHubClients } from './clients.ts';
import { ask, faultOf, statusOf } from './failures.ts';

type Place = { readonly owner: string; readonly repo: string };

/** A run that this process wrote: its id, and the annotations that it shows. */
type Written = {
  readonly id: number;
  readonly externalId: string;
  readonly annotations: ReadonlySet<string>;
};

const MAX_REMEMBERED = 10_000;

export function createPublisher(options: {
  readonly clients: GitHubClients;
  readonly appId: number;
  /** Told when GitHub refuses a reviewer; the decision stands without. */
  readonly warn: (message: string) => void;
}): Publisher {
  const { clients, appId, warn } = options;
  const written = new Map<string, Written>();
  const of = ({ installationId, owner, name }: RepositoryRef) => ({
    client: clients.installation(installationId),
    place: { owner, repo: name },
  });
  return {
    async publishCheckRun(repository, report, existing) {
      const { client, place } = of(repository);
      const key = JSON.stringify([repository.id, report.headSha, report.name]);
      const known = written.get(key);
      // Whether the policy run still shows a decision is read from GitHub; for the chain this memory is enough.
      if (report.name === 'aigov/chain' && known?.externalId === report.externalId) return known.id;
      const id = existing ?? known?.id ?? (await findRun(client, { place, report, appId }));
      const shown =
        id === null
          ? new Set<string>()
          : known?.id === id
            ? known.annotations
            : await shownAnnotations(client, place, id);
      // Updates append annotations, so those that the run shows already are not sent again.
      const fresh = report.annotations.filter((annotation) => !shown.has(annotationKey(annotation)));
      const run = { place, report, fresh };
      const now = id === null ? await createRun(client, run) : await updateRun(client, { ...run, id });
      if (written.size >= MAX_REMEMBERED) written.clear();
      written.set(key, {
        id: now,
        externalId: report.externalId,
        annotations: new Set([...shown, ...fresh.map(annotationKey)]),
      });
      return now;
    },
    async requestReviewers(repository, pull, reviewers) {
      const { client, place } = of(repository);
      await requestReviewers(client, { place, pull, warn, ...reviewers });
    },
  };
}

/**
 * Creating is not idempotent, so a run of ours that is already there is updated. For `aigov/policy` the caller has just
 * read the head's runs and found none; nobody has read those of the commit that `aigov/chain` hangs on.
 */
async function findRun(
  client: GitHubClient,
  request: { readonly place: Place; readonly report: CheckRunReport; readonly appId: number },
): Promise<number | null> {
  const { place, report, appId } = request;
  if (report.name === 'aigov/policy') return null;
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
  const { data } = await ask(route, () =>
    client.request(route, {
      ...place,
      ref: report.headSha,
      check_name: report.name,
      app_id: appId,
      filter: 'latest',
    }),
  );
  const ids = data.check_runs.map(({ id }) => Number(id));
  return ids.length === 0 ? null : Math.max(...ids);
}

type Run = { readonly place: Place; readonly report: CheckRunReport; readonly fresh: readonly Annotation[] };

async function createRun(client: GitHubClient, { place, report, fresh }: Run): Promise<number> {
  const route = 'POST /repos/{owner}/{repo}/check-runs';
  const { data } = await ask(route, () =>
    client.request(route, {
      ...place,
      ...body(report, fresh),
      name: report.name,
      head_sha: report.headSha,
      // A try whose answer was lost may have created the run: the next evaluation finds it instead.
      request: { retries: 0 },
    }),
  );
  return Number(data.id);
}

async function updateRun(
  client: GitHubClient,
  { place, report, fresh, id }: Run & { readonly id: number },
): Promise<number> {
  const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
  await ask(route, () =>
    client.request(route, {
      ...place,
      ...body(report, fresh),
      check_run_id: id,
      // It appends annotations: a second try would show them twice.
      request: { retries: 0 },
    }),
  );
  return id;
}

async function shownAnnotations(
  client: GitHubClient,
  place: Place,
  id: number,
): Promise<ReadonlySet<string>> {
  const route = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations';
  const { data } = await ask(route, () =>
    client.request(route, { ...place, check_run_id: id, per_page: 100 }),
  );
  return new Set(
    data.map((shown) =>
      annotationKey({
        path: shown.path,
        startLine: shown.start_line,
        endLine: shown.end_line,
        level: (shown.annotation_level ?? 'notice') as Annotation['level'],
        title: shown.title ?? '',
        message: shown.message ?? '',
      }),
    ),
  );
}

function annotationKey({ path, startLine, endLine, level, title, message }: Annotation): string {
  return JSON.stringify([path, startLine, endLine, level, title, message]);
}

function body(report: CheckRunReport, annotations: readonly Annotation[]) {
  return {
    status: 'completed' as const,
    conclusion: report.conclusion,
    external_id: report.externalId,
    ...(report.detailsUrl === null ? {} : { details_url: report.detailsUrl }),
    output: {
      title: report.title,
      summary: report.summary,
      text: report.text,
      annotations: annotations.slice(0, LIMITS.annotations).map((annotation) => ({
        path: annotation.path,
        start_line: annotation.startLine,
        end_line: annotation.endLine,
        annotation_level: annotation.level,
        title: annotation.title,
        message: annotation.message,
      })),
    },
  };
}

/** 422 (the author, someone without access) is GitHub's answer to one name; the others must still be asked. */
async function requestReviewers(
  client: GitHubClient,
  request: {
    readonly place: Place;
    readonly pull: number;
    readonly users: readonly string[];
    readonly teams: readonly string[];
    readonly warn: (message: string) => void;
  },
): Promise<void> {
  const { place, pull, users, teams, warn } = request;
  if (users.length + teams.length === 0) return;
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
  try {
    await client.request(route, {
      ...place,
      pull_number: pull,
      reviewers: [...users],
      team_reviewers: teams.map((team) => team.slice(team.lastIndexOf('/') + 1)),
    });
  } catch (error) {
    if (statusOf(error) !== 422) throw faultOf(route, error);
    if (users.length + teams.length === 1) {
      warn(`GitHub does not accept ${users[0] ?? teams[0] ?? ''} as reviewer of pull request ${pull}.`);
      return;
    }
    for (const user of users) await requestReviewers(client, { ...request, users: [user], teams: [] });
    for (const team of teams) await requestReviewers(client, { ...request, users: [], teams: [team] });
  }
}
