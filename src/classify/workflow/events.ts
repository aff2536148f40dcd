// Events that start workflows, by who can bring them about; read by the rules about triggers and injections.

/**
 * Events that people without rights cause while the run has the rights of the repository: its token, its secrets, its
 * cache. https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target
 */
const BY_OUTSIDERS: ReadonlyMap<string, string> = new Map([
  ['pull_request_target', 'a pull request from anywhere'],
  ['workflow_run', 'the end of another workflow (even one that a fork started)'],
  ['issue_comment', 'a comment of anyone'],
  ['issues', 'an issue of anyone'],
  ['discussion', 'a discussion of anyone'],
  ['discussion_comment', 'a comment of anyone'],
  ['fork', 'a fork by anyone'],
  ['watch', 'a star of anyone'],
  ['gollum', 'an edit of the wiki'],
]);

/** Who or what starts the run, null for an event that takes rights in the repository. */
export function outsiders(event: string): string | null {
  return BY_OUTSIDERS.get(event) ?? null;
}

/** These carry code or artifacts of strangers along, so there is nothing harmless to do with them but by great care. */
export function bringsCode(event: string): boolean {
  return event === 'pull_request_target' || event === 'workflow_run';
}
