// Finding rule: the token of a workflow or a job may do more than before. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit, RuleContext } from '../finding.ts';
import { remembered } from '../../model/memory.ts';
import { childOf } from '../state-tree.ts';
import { appTokens } from '../workflow/app-tokens.ts';
import {
  aroundOf,
  eventsAround,
  isJob,
  isPipelinePart,
  jobsAround,
  newOnes,
  ownTree,
  stepTitle,
  titleOf,
} from '../workflow/parts.ts';
import { grantOf, growthOf, hasPermissions, readGrant } from '../workflow/permissions.ts';
import type { Grant, Growth } from '../workflow/permissions.ts';

export const workflowTokenWidened: ChangeRule = {
  on: 'change',
  id: 'workflow-token-widened',
  title: 'Workflow token may do more',
  severity: 'high',
  confidence: 'high',
  why: 'Every action and script of a job holds its token. With write on contents it pushes code, with `id-token: write` it becomes whatever a cloud lets this repository be. Without a `permissions` block a setting of the repository decides, which may be write on everything.',
  remedy:
    'Give the one job that needs it the one scope it needs, and keep a restrictive `permissions` block at the top.',
  check: (change, context) => {
    if (change.type === 'workflow' && change.address === 'on') return unstated(change);
    return [...appTokenHits(change), ...permissionHits(change, context), ...inherited(change, context)];
  },
};

/** Files of workflows that the pull request makes. */
const newWorkflows = remembered(
  ({ changes }: RuleContext['diff']): ReadonlySet<string> =>
    new Set(
      changes.flatMap(({ file, address, action }) => (address === 'on' && action === 'create' ? [file] : [])),
    ),
);

/** A job that joins a workflow in which every job may enter clouds. Where the workflow is new, its block says so. */
function inherited(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const joins = isJob(change) && change.before === null && change.after !== null;
  if (!joins || hasPermissions(change.after)) return [];
  const grant = grantOf(change.after);
  if (grant.kind === 'default' || (grant.scopes.get('id-token')?.level ?? grant.others) !== 'write')
    return [];
  if (newWorkflows(diff).has(change.file)) return [];
  const message = `${titleOf(change)} is new and may ask for OIDC tokens, which let it into clouds, like all jobs of this workflow.`;
  return [{ message, line: null, severity: 'medium' }];
}

/** Another token than the run's own. */
function appTokenHits(change: ParsedChange): readonly Hit[] {
  if (change.after === null || !isPipelinePart(change)) return [];
  const [before, after] = [change.before, change.after].map((state) => appTokens(ownTree(state)));
  const fresh = newOnes(before ?? [], after ?? [], ({ step, why }) => `${step.name} ${why}`);
  return fresh.flatMap(({ step, why, line }): readonly Hit[] =>
    why === null
      ? []
      : [
          {
            message: `${stepTitle(step, change)} makes a token of a GitHub App ${why}.`,
            line,
            severity: 'medium',
          },
        ],
  );
}

function permissionHits(change: ParsedChange, context: RuleContext): readonly Hit[] {
  const block = change.type === 'workflow' && change.address === 'permissions';
  if (block && change.after === null) return blockGone(change, context);
  const own = isJob(change) && change.after !== null && [change.before, change.after].some(hasPermissions);
  return block || own ? widened(change) : [];
}

function widened(change: ParsedChange): readonly Hit[] {
  const [before, after] = [grantBefore(change), grantOf(change.after)];
  if (after.kind === 'listed')
    return growthOf(before, after).flatMap((growth) => hitOf(growth, change, before));
  return before.kind === 'default' ? [] : [toDefault(change)];
}

/** A new job is compared with what it would have without a block of its own. */
function grantBefore(change: ParsedChange): Grant {
  if (change.before !== null) return grantOf(change.before);
  const around = isJob(change) ? aroundOf(change.after) : undefined;
  return readGrant(around === undefined ? undefined : childOf(around, 'permissions'));
}

/** Where every job has a block of its own, or the file is gone or moved away, nothing falls back to the default. */
function blockGone(change: ParsedChange, { diff }: RuleContext): readonly Hit[] {
  const gone = diff.files.some(
    ({ path, previousPath, status }) =>
      (path === change.file && status === 'removed') ||
      (previousPath === change.file && path !== change.file),
  );
  const inherits = jobsAround(change.before).some(({ node }) => childOf(node, 'permissions') === undefined);
  return gone || !inherits ? [] : [toDefault(change)];
}

function toDefault(change: ParsedChange): Hit {
  const message = `${titleOf(change)} no longer says what its token may do, so a setting of the repository decides, which may be write on everything.`;
  return { message, line: null };
}

/** A new workflow in which nothing says what the token may do. One that is only called gets the token of its caller. */
function unstated(change: ParsedChange): readonly Hit[] {
  const around = aroundOf(change.after);
  if (change.before !== null || around === undefined || childOf(around, 'permissions') !== undefined)
    return [];
  if (eventsAround(change.after).every((event) => event === 'workflow_call')) return [];
  const jobs = jobsAround(change.after).filter(({ node }) => childOf(node, 'permissions') === undefined);
  const message =
    'This new workflow does not say what its token may do, so a setting of the repository decides, which may be write on everything.';
  return jobs.length === 0 ? [] : [{ message, line: null, severity: 'low', confidence: 'low' }];
}

/** The others change code, releases, deployments or the verdict of checks; and so may a scope that is not known. */
const MILD: ReadonlySet<string> = new Set([
  'artifact-metadata',
  'code-quality',
  'copilot-requests',
  'discussions',
  'issues',
  'models',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'vulnerability-alerts',
]);

function hitOf(
  { scope, level, before: old, line }: Growth,
  change: ParsedChange,
  before: Grant,
): readonly Hit[] {
  const unknown = before.kind === 'default';
  // The default lets read or write, so nothing that is read is more than it; and a new job has to read something.
  if (level === 'read' && (unknown || change.before === null)) return [];
  const from = unknown ? 'without this a setting of the repository decides' : `before: ${old}`;
  const what =
    scope === 'id-token'
      ? 'ask for OIDC tokens (`id-token: write`), which let it into clouds'
      : `${level} ${scope === 'all' ? 'everything' : scope}`;
  const message = `${titleOf(change)} may now ${what} (${from}).`;
  const certain = !unknown || scope === 'id-token' || scope === 'all';
  return [
    { message, line, severity: severityOf(scope, level, certain), confidence: certain ? 'high' : 'low' },
  ];
}

function severityOf(scope: string, level: string, certain: boolean): Severity {
  if (level === 'read') return 'low';
  return MILD.has(scope) || !certain ? 'medium' : 'high';
}
