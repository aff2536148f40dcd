// One GraphQL query, with its partial errors as values. Used by read-pull.ts and read-bundle.ts.
import type { GitHubClient } from './clients.ts';
import { faultOf } from './failures.ts';
import { Fault } from '../../model/failure.ts';

export type GraphqlProblem = {
  /** `NOT_FOUND`, `FORBIDDEN` …; empty where GitHub names none. */
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

export type GraphqlAnswer<Data> = { readonly data: Data; readonly problems: readonly GraphqlProblem[] };

/** Throws a Fault when there is no data at all. */
export async function runQuery<Data>(
  client: GitHubClient,
  query: {
    readonly name: string;
    readonly text: string;
    readonly variables: { readonly [name: string]: unknown };
  },
): Promise<GraphqlAnswer<Data>> {
  const route = `POST /graphql (${query.name})`;
  try {
    return { data: await client.graphql<Data>(query.text, { ...query.variables }), problems: [] };
  } catch (error) {
    const partial = partialOf<Data>(error);
    if (partial === null) throw faultOf(route, error);
    const [first] = partial.problems;
    if (partial.data !== null) return { data: partial.data, problems: partial.problems };
    throw new Fault('GITHUB_UNAVAILABLE', `GitHub gave no data to ${route}: ${first?.type ?? 'no reason'}.`);
  }
}

function partialOf<Data>(
  error: unknown,
): { readonly data: Data | null; readonly problems: readonly GraphqlProblem[] } | null {
  const { name, data, errors } = error as { name?: unknown; data?: unknown; errors?: unknown };
  if (name !== 'GraphqlResponseError' || !Array.isArray(errors)) return null;
  return {
    data: typeof data === 'object' ? (data as Data | null) : null,
    problems: errors.map((problem: { type?: string; path?: (string | number)[]; message?: string }) => ({
      type: problem.type ?? '',
      path: problem.path ?? [],
      message: problem.message ?? '',
    })),
  };
}
