// Values that strangers write into an expression: titles, bodies, branch names. Read by workflow-untrusted-trigger.

/**
 * Members of the event and of the github context whose text is free, with `*` for any index.
 * https://docs.github.com/en/actions/reference/security/secure-use#understanding-the-risk-of-script-injections
 */
const FREE_TEXTS: readonly string[] = [
  'github.head_ref',
  'github.event.issue.title',
  'github.event.issue.body',
  'github.event.pull_request.title',
  'github.event.pull_request.body',
  'github.event.pull_request.head.ref',
  'github.event.pull_request.head.label',
  'github.event.pull_request.head.repo.default_branch',
  'github.event.pull_request.head.repo.description',
  'github.event.pull_request.head.repo.homepage',
  'github.event.comment.body',
  'github.event.comment.path',
  'github.event.comment.diff_hunk',
  'github.event.review.body',
  'github.event.review_comment.body',
  'github.event.discussion.title',
  'github.event.discussion.body',
  'github.event.pages.*.page_name',
  'github.event.pages.*.title',
  'github.event.commits.*.message',
  'github.event.commits.*.author.email',
  'github.event.commits.*.author.name',
  'github.event.commits.*.committer.email',
  'github.event.commits.*.committer.name',
  'github.event.changes.title.from',
  'github.event.changes.body.from',
  'github.event.changes.head.ref.from',
  'github.event.check_run.check_suite.head_branch',
  'github.event.check_suite.head_branch',
  'github.event.check_suite.head_commit.message',
  'github.event.head_commit.message',
  'github.event.head_commit.author.email',
  'github.event.head_commit.author.name',
  'github.event.head_commit.committer.email',
  'github.event.head_commit.committer.name',
  'github.event.merge_group.head_commit.message',
  'github.event.merge_group.head_commit.author.email',
  'github.event.merge_group.head_commit.author.name',
  'github.event.merge_group.head_commit.committer.email',
  'github.event.merge_group.head_commit.committer.name',
  'github.event.forkee.description',
  'github.event.answer.body',
  'github.event.workflow_run.head_branch',
  'github.event.workflow_run.head_commit.message',
  'github.event.workflow_run.head_commit.author.email',
  'github.event.workflow_run.head_commit.author.name',
  'github.event.workflow_run.head_commit.committer.email',
  'github.event.workflow_run.head_commit.committer.name',
  'github.event.workflow_run.display_title',
  'github.event.workflow_run.pull_requests.*.head.ref',
  'github.event.workflow_run.head_repository.description',
];

/** What whoever sends a `repository_dispatch` passes on of a pull request, an issue or a comment, by the names that these have. */
const PASSED_ON =
  /^github\.event\.client_payload\.(?:github\.payload\.)?(?:(?:pull_request|issue|comment|review|discussion)\.(?:title|body|head\.ref)|head_ref|slash_command\.args\.[\w.*-]{1,200})$/;

const FREE: ReadonlySet<string> = new Set(FREE_TEXTS);
/** The whole of something that holds free texts. */
const WHOLE: ReadonlySet<string> = new Set(
  FREE_TEXTS.flatMap((path) => prefixesOf(path)).filter((path) => path !== 'github'),
);

/** These write out the whole of what they are given. */
const WRITERS = ['tojson(', 'join('];

/** The first free text that an expression puts into its result, as it is written there in short; null for none. */
export function untrustedIn(expression: string): string | null {
  const source = withoutTests(plainForm(expression));
  for (const { 0: path, index } of source.matchAll(/[a-z_][\w.*-]*/g)) {
    const before = source.slice(0, index);
    const whole = WRITERS.some((call) => before.endsWith(call)) && (WHOLE.has(path) || path === 'github');
    if ((isFree(path) || whole) && !isCompared(source, index, path.length)) return path;
  }
  return null;
}

/** `github.event.*.title` is the title of whatever the event is of; any index that is computed may be any name. */
function isFree(path: string): boolean {
  if (FREE.has(path) || PASSED_ON.test(path)) return true;
  if (!path.includes('*')) return false;
  const segments = path.replace(/\.\*$/, '').split('.');
  return FREE_TEXTS.some((text) => {
    const own = text.split('.');
    return (
      own.length === segments.length && own.every((name, at) => name === segments[at] || segments[at] === '*')
    );
  });
}

/** `github.event['issue'].title` and `GitHub.Event.Issue.Title` are the same, and any index is `*`. */
function plainForm(expression: string): string {
  return expression
    .toLowerCase()
    .replaceAll(/\s+/g, '')
    .replaceAll(/\['([\w-]*)'\]/g, '.$1')
    .replaceAll(/\[\d+\]/g, '.*')
    .replaceAll(/'[^']*'/g, "''")
    .replaceAll(/\[[^[\]]{1,200}\]/g, '.*');
}

/** Of these functions the result is true or false, or a digest. */
function withoutTests(source: string): string {
  return source.replaceAll(/\b(?:contains|startswith|endswith|hashfiles)\([^()]*\)/g, "''");
}

/** What is compared, or only decides about something else, does not get into the result. */
function isCompared(source: string, at: number, length: number): boolean {
  const behind = source.slice(at + length, at + length + 2);
  return /^(?:[=!]=|[<>]|&&)/.test(behind) || /[=!<>]/.test(source.charAt(at - 1));
}

function prefixesOf(path: string): readonly string[] {
  const segments = path.split('.');
  return segments.map((_, index) => segments.slice(0, index).join('.')).filter((prefix) => prefix !== '');
}
