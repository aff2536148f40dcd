// Policy files at the tips of default branches, as readings. Called by repository-host.ts, and by read-pull.ts for policy and floor.
import type { FilePlace, PolicyReading, Repository } from '../../facts/needs.ts';
import { entry } from './answers.ts';
import type { EntryNode } from './answers.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import type { GraphqlProblem } from './graphql.ts';
import { policiesQuery } from './queries.ts';

export type Branch = {
  readonly target: { readonly oid: string; readonly file?: EntryNode } | null;
} | null;

export type PolicyNode = {
  readonly databaseId: number | null;
  readonly nameWithOwner: string;
  readonly defaultBranchRef: Branch;
};

/** In the order of the request. Throws a Fault when GitHub gives nothing at all. */
export async function readPolicies(
  client: GitHubClient,
  { places }: { readonly repository: Repository; readonly places: readonly FilePlace[] },
): Promise<readonly PolicyReading[]> {
  const { data, problems } = await runQuery<{ readonly [alias: string]: PolicyNode | null }>(client, {
    name: 'Policies',
    text: policiesQuery(places.length),
    variables: Object.fromEntries(
      places.flatMap(({ owner, name, path }, i) => [
        [`o${i}`, owner],
        [`n${i}`, name],
        [`p${i}`, path],
      ]),
    ),
  });
  return places.map((place, i) => placeReading(place, data[`l${i}`] ?? null, problemsAt(problems, `l${i}`)));
}

/** GitHub follows a repository that was renamed or moved: one that went to another owner is no longer its owner's word. */
export function placeReading(
  { owner }: FilePlace,
  node: PolicyNode | null,
  problems: readonly GraphqlProblem[],
): PolicyReading {
  if (node === null)
    return problems.every(({ type }) => type === 'NOT_FOUND')
      ? { kind: 'not-found' }
      : branchReading(null, { problems, repositoryId: null });
  const [now = ''] = node.nameWithOwner.split('/');
  if (now.toLowerCase() !== owner.toLowerCase())
    return { kind: 'failed', why: `the repository moved to ${node.nameWithOwner}`, passing: false };
  return branchReading(node.defaultBranchRef, { problems, repositoryId: node.databaseId });
}

/** What GitHub names where it may answer in a moment; everything else is an answer. It names nothing where time ran out. */
const PASSING = new Set(['', 'TIMEOUT', 'INTERNAL', 'INTERNAL_ERROR', 'SERVICE_UNAVAILABLE']);

export function branchReading(
  branch: Branch,
  {
    problems,
    repositoryId,
  }: { readonly problems: readonly GraphqlProblem[]; readonly repositoryId: number | null },
): PolicyReading {
  const [problem] = problems;
  if (problem !== undefined) {
    const passing = problems.every(({ type }) => PASSING.has(type));
    return { kind: 'failed', why: `GitHub: ${problem.type || 'no reason given'}`, passing };
  }
  const target = branch?.target ?? null;
  if (target === null) return { kind: 'empty' };
  const found = entry(target.file ?? null);
  return found === null
    ? { kind: 'no-file', commit: target.oid }
    : { kind: 'entry', repositoryId, commit: target.oid, entry: found };
}

export function problemsAt(
  problems: readonly GraphqlProblem[],
  ...start: readonly string[]
): readonly GraphqlProblem[] {
  return problems.filter(({ path }) => start.every((part, index) => path[index] === part));
}
