// What stands in one folder of a commit. Called by repository-host.ts.
import type { FolderEntry, RepositoryHost } from '../../facts/needs.ts';
import { Fault } from '../../model/failure.ts';
import { entry } from './answers.ts';
import type { EntryNode } from './answers.ts';
import type { GitHubClient } from './clients.ts';
import { runQuery } from './graphql.ts';
import { FOLDER_QUERY } from './queries.ts';

type FolderData = {
  readonly repository: {
    readonly object: {
      readonly __typename: string;
      readonly entries?: readonly (NonNullable<EntryNode> & { readonly name: string })[] | null;
    } | null;
  } | null;
};

/** Null also where a link or a file stands instead of the folder: git does not follow it. */
export async function readFolder(
  client: GitHubClient,
  { repository, commit, path }: Parameters<RepositoryHost['readFolder']>[0],
): Promise<readonly FolderEntry[] | null> {
  const { owner, name } = repository;
  const { data, problems } = await runQuery<FolderData>(client, {
    name: 'Folder',
    text: FOLDER_QUERY,
    variables: { owner, name, expression: `${commit}:${path}` },
  });
  if (problems.length > 0 || data.repository === null)
    throw new Fault(
      'GITHUB_UNAVAILABLE',
      `GitHub answered POST /graphql (Folder) only in part: ${problems[0]?.type || 'no reason given'}.`,
    );
  const { object } = data.repository;
  if (object?.__typename !== 'Tree') return null;
  return (object.entries ?? []).flatMap((node) => {
    const reading = entry(node);
    return reading === null ? [] : [{ name: node.name, entry: reading }];
  });
}
