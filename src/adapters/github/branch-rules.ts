// Is the required check `aigov/policy` pinned to this App? Called at the start, by the sweep and by doctor.
import type { Repository } from '../../facts/needs.ts';
import type { GitHubClients } from './clients.ts';
import { askOrNull } from './failures.ts';

export type PinState =
  /** Required, and only this App's check counts. */
  | { readonly kind: 'pinned' }
  /** Required, but any workflow could post a check of that name. */
  | { readonly kind: 'not-pinned'; readonly integrationId: number | null }
  /** No ruleset requires it. Classic branch protection is not shown to an App without administration rights. */
  | { readonly kind: 'not-required' };

type RequiredCheck = { readonly context?: string; readonly integration_id?: number };

const CHECK_NAME = 'aigov/policy';

/** Effective rules of one branch, from rulesets of repository and organisation. */
export async function branchRules(request: {
  readonly clients: GitHubClients;
  readonly appId: number;
  readonly repository: Repository;
  readonly branch: string;
}): Promise<PinState> {
  const { clients, appId, repository, branch } = request;
  const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
  const answer = await askOrNull(route, () =>
    clients.installation(repository.installationId).request(route, {
      owner: repository.owner,
      repo: repository.name,
      branch,
      per_page: 100,
    }),
  );
  const rules = (answer?.data ?? []) as readonly {
    readonly type: string;
    readonly parameters?: { readonly required_status_checks?: readonly RequiredCheck[] };
  }[];
  const required = rules
    .filter(({ type }) => type === 'required_status_checks')
    .flatMap(({ parameters }) => parameters?.required_status_checks ?? [])
    .filter(({ context }) => context === CHECK_NAME);
  const [first] = required;
  if (first === undefined) return { kind: 'not-required' };
  if (required.some(({ integration_id: id }) => id === appId)) return { kind: 'pinned' };
  return { kind: 'not-pinned', integrationId: first.integration_id ?? null };
}
