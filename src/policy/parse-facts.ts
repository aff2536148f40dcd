// The facts document to complete, plain facts; called by the CLI for `--facts`.
import type { DeclaredFact } from '../model/declaration.ts';
import type {
  Account,
  BreakGlassFact,
  CommitFact,
  DeploymentFact,
  Facts,
  WorkflowRunFact,
} from '../model/facts.ts';
import { declaredIn } from '../syntax/index.ts';
import { factsSchema } from './facts-schema.ts';
import type { FactsDocument } from './facts-schema.ts';
import { pathText } from './locate.ts';

type FactsProblem = { readonly path: string; readonly message: string };
export type ParsedFacts =
  | { readonly kind: 'ok'; readonly facts: Facts }
  | { readonly kind: 'invalid'; readonly problems: readonly FactsProblem[] };

/** What is absent becomes null, empty or the value that never helps a pass. `"HEAD"` stays: `evaluate` knows the head. */
export function parseFacts(json: unknown): ParsedFacts {
  const checked = factsSchema.safeParse(json);
  if (checked.success) return { kind: 'ok', facts: complete(checked.data) };
  const problems = checked.error.issues.map(({ path, message }) => ({
    path: pathText(path.map((step) => (typeof step === 'number' ? step : String(step)))),
    message,
  }));
  return { kind: 'invalid', problems };
}

function complete(given: FactsDocument): Facts {
  const declared = declaredOf(given);
  return {
    schema: 'aigov.facts/1',
    now: given.now ?? null,
    repository: given.repository
      ? { id: given.repository.id ?? null, full_name: given.repository.full_name ?? null }
      : null,
    pull_request: pullOf(given.pull_request),
    commits: given.commits?.map(commitOf) ?? null,
    pushers: given.pushers?.map((pusher) => accountOf(pusher)) ?? null,
    delegator: given.delegator ?? null,
    requesters: given.requesters ?? [],
    reviews: (given.reviews ?? []).map(({ user, state, commit_id, submitted_at }, index) => ({
      // Each on its own: the word of one stranger must not stand in for that of another.
      user: accountOf(user ?? {}, `(unknown ${index + 1})`),
      state: state ?? 'CHANGES_REQUESTED',
      commit_id: commit_id ?? '',
      submitted_at: submitted_at ?? null,
    })),
    permissions: knownOf(given.permissions),
    teams: knownOf(given.teams),
    code_owners:
      given.code_owners?.map(({ pattern, owners }) => ({ pattern: pattern ?? '', owners: owners ?? [] })) ??
      null,
    ...(given.change_digests ? { change_digests: knownOf(given.change_digests) } : {}),
    ...(given.agents_seen ? { agents_seen: given.agents_seen } : {}),
    ...(given.heads_seen ? { heads_seen: knownOf(given.heads_seen) } : {}),
    ...(given.workflow_runs ? { workflow_runs: given.workflow_runs.map(workflowRunOf) } : {}),
    ...(given.deployments ? { deployments: given.deployments.map(deploymentOf) } : {}),
    ...(given.break_glass ? { break_glass: given.break_glass.map(breakGlassOf) } : {}),
    checks: (given.checks ?? []).map((check) => ({
      name: check.name ?? '',
      app_id: check.app_id ?? null,
      head_sha: check.head_sha ?? '',
      status: check.status ?? 'unknown',
      conclusion: check.conclusion ?? null,
      started_at: check.started_at ?? null,
    })),
    provenance: provenanceOf(given.provenance),
    ...(declared === null ? {} : { declared }),
    agent_evidence: given.agent_evidence ?? [],
    incomplete: given.incomplete ?? [],
  };
}

function workflowRunOf(run: NonNullable<FactsDocument['workflow_runs']>[number]): WorkflowRunFact {
  return {
    workflow: run.workflow ?? '',
    run_id: run.run_id ?? null,
    head_sha: run.head_sha ?? '',
    event: run.event ?? '',
    pull_request: run.pull_request ?? null,
    status: run.status ?? 'unknown',
    conclusion: run.conclusion ?? null,
    started_at: run.started_at ?? null,
    artifacts: (run.artifacts ?? []).map(({ name, digest }) => ({
      name: name ?? '',
      digest: digest ?? null,
    })),
  };
}

function deploymentOf({
  environment,
  change_digest,
  at,
  status,
}: NonNullable<FactsDocument['deployments']>[number]): DeploymentFact {
  return {
    environment: environment ?? '',
    change_digest: change_digest ?? '',
    at: at ?? null,
    status: status ?? 'unknown',
  };
}

/** `stranger` stands for a login that is not told; no account on GitHub can have such a name. */
function accountOf(
  { login, id, type }: NonNullable<FactsDocument['pushers']>[number],
  stranger = '(unknown)',
): Account {
  return { login: login ?? stranger, id: id ?? null, type: type ?? null };
}

function breakGlassOf(
  { by, reason, head, at, reviewed }: NonNullable<FactsDocument['break_glass']>[number],
  index: number,
): BreakGlassFact {
  return {
    by: accountOf(by ?? {}, `(unknown ${index + 1})`),
    reason: reason ?? '',
    head: head ?? '',
    at: at ?? '',
    reviewed: reviewed ?? false,
  };
}

function commitOf(commit: NonNullable<FactsDocument['commits']>[number]): CommitFact {
  return {
    sha: commit.sha ?? '',
    author: commit.author ? accountOf(commit.author) : null,
    committer: commit.committer ? accountOf(commit.committer) : null,
    coauthors: (commit.coauthors ?? []).map((each) => accountOf(each)),
    message: commit.message ?? '',
    verified: commit.verified ?? false,
    ...(commit.key ? { key: commit.key } : {}),
    ...(commit.idents ? { idents: commit.idents } : {}),
  };
}

function pullOf(pull: FactsDocument['pull_request']): Facts['pull_request'] {
  if (pull === null || pull === undefined) return null;
  return {
    number: pull.number ?? null,
    title: pull.title ?? '',
    body: pull.body ?? '',
    labels: (pull.labels ?? []).map(({ name, by }) => ({ name: name ?? '', by: by ?? null })),
    draft: pull.draft ?? null,
    fork: pull.fork ?? null,
    base_branch: pull.base_branch ?? null,
    head_branch: pull.head_branch ?? null,
    author: pull.author ? accountOf(pull.author) : null,
  };
}

/** Null is unknown, which is the same as not being listed, under any spelling. */
function knownOf<T>(entries: { readonly [name: string]: T | null } | null | undefined): {
  readonly [name: string]: T;
} {
  const all = Object.entries(entries ?? {});
  const unknown = new Set(all.flatMap(([name, value]) => (value === null ? [name.toLowerCase()] : [])));
  return Object.fromEntries(
    all.flatMap(([name, value]) =>
      value === null || unknown.has(name.toLowerCase()) ? [] : [[name, value] as const],
    ),
  );
}

function provenanceOf(provenance: FactsDocument['provenance']): Facts['provenance'] {
  if (provenance === null || provenance === undefined) return null;
  return {
    prompt_digest: provenance.prompt_digest ?? null,
    tools_digest: provenance.tools_digest ?? null,
    plan_digest: provenance.plan_digest ?? null,
    purpose: provenance.purpose ?? null,
    signed_by: signerOf(provenance.signed_by),
    ...(provenance.tools ? { tools: provenance.tools } : {}),
  };
}

function signerOf(
  signer: NonNullable<FactsDocument['provenance']>['signed_by'],
): NonNullable<Facts['provenance']>['signed_by'] {
  if (typeof signer !== 'object' || signer === null) return signer ?? null;
  return Object.fromEntries(Object.entries(signer).filter(([, value]) => value !== undefined));
}

/** As the server reads it, so that one description means the same in both. */
function declaredOf({ declared, pull_request: pull }: FactsDocument): DeclaredFact | null {
  if (!declared) return declaredIn(pull?.body ?? '');
  return { scope: declared.scope ?? null, tools: declared.tools ?? null, problem: declared.problem ?? null };
}
