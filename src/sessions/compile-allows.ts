// Permissions -> grouped and shrunk Allow statements at one level of detail. Called by narrow.ts; pure.
import { serviceOf, type ActionFact } from './catalogue.ts';
import { shrinkActions } from './shrink-actions.ts';
import { one, type Statement } from './standing-denies.ts';

export type Permission = {
  readonly action: ActionFact;
  readonly resources: readonly string[];
  /** Sorted: an attachment is allowed for these policies only. Absent: for every one. */
  readonly policyArns?: readonly string[];
};

/** Names in full; shrunk to the same meaning; more reads on the same ARNs; reads on everything; no reads. */
export type Detail = 'verbatim' | 'exact' | 'more-reads' | 'all-reads' | 'writes-only';

/** Allow statements in a stable order: the same permissions give the same bytes. */
export function compileAllows(permissions: readonly Permission[], detail: Detail): readonly Statement[] {
  const groups = Map.groupBy(permissions, ({ policyArns = [] }) => policyArns.join('\n'));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => compileGroup(group, detail).map((allow) => tied(allow, group[0]?.policyArns)));
}

function tied(allow: Statement, policyArns: readonly string[] | undefined): Statement {
  return policyArns === undefined
    ? allow
    : { ...allow, Condition: { ArnEquals: { 'iam:PolicyARN': one(policyArns) } } };
}

function compileGroup(permissions: readonly Permission[], detail: Detail): readonly Statement[] {
  const reads = permissions.filter(({ action }) => isRead(action));
  const writes = permissions.filter(({ action }) => !isRead(action));
  switch (detail) {
    case 'verbatim':
      return statements(permissions, (names) => names.toSorted());
    case 'exact':
      return statements(permissions, exactly);
    case 'more-reads':
      return [...statements(writes, exactly), ...statements(onEveryArnOfTheService(reads), withMoreReads)];
    case 'all-reads':
      return [
        ...statements(writes, exactly),
        ...statements(
          reads.map(({ action }) => ({ action, resources: ['*'] })),
          withMoreReads,
        ),
      ];
    case 'writes-only':
      return statements(writes, exactly);
  }
}

/**
 * Characters that the statements take at the very least: every ARN stands in one of them. It spares a large pull request
 * the search for a policy that cannot exist.
 */
export function leastCharacters(permissions: readonly Permission[], detail: Detail): number {
  const scoped =
    detail === 'all-reads' || detail === 'writes-only'
      ? permissions.filter(({ action }) => !isRead(action))
      : permissions;
  const arns = covering(scoped.flatMap(({ resources }) => resources.filter((resource) => resource !== '*')));
  return arns.reduce((sum, arn) => sum + arn.length, 0);
}

type Shrink = (names: readonly string[]) => readonly string[];
const exactly: Shrink = (names) => shrinkActions(names, { extraReads: false });
const withMoreReads: Shrink = (names) => shrinkActions(names, { extraReads: true });

function isRead({ level }: ActionFact): boolean {
  return level === 'R' || level === 'L';
}

/** Reads of one service share all the ARNs that any of them was given: fewer statements, reads only. */
function onEveryArnOfTheService(reads: readonly Permission[]): readonly Permission[] {
  const groups = Object.groupBy(reads, ({ action }) => serviceOf(action.name));
  return Object.values(groups).flatMap((group = []) => {
    const everywhere = group.some(({ resources }) => resources.includes('*'));
    const resources = everywhere ? ['*'] : [...new Set(group.flatMap((read) => read.resources))].toSorted();
    return group.map(({ action }) => ({ action, resources }));
  });
}

/** First actions by resource set, then resource sets by action set: both merges allow exactly the same. */
function statements(permissions: readonly Permission[], shrink: Shrink): readonly Statement[] {
  const byAction = Map.groupBy(permissions, ({ action }) => action.name);
  const united = [...byAction].map(([name, same]) => ({
    name,
    resources: covering(same.flatMap((p) => p.resources)),
  }));
  const byResources = Map.groupBy(united, ({ resources }) => resources.join('\n'));
  const shrunk = [...byResources.values()].map((same) => ({
    actions: shrink(same.map(({ name }) => name)),
    resources: same[0]?.resources ?? [],
  }));
  const byActions = Map.groupBy(shrunk, ({ actions }) => actions.join('\n'));
  return [...byActions.values()]
    .map((same): Statement => ({
      Effect: 'Allow',
      Action: one(same[0]?.actions ?? []),
      Resource: one(covering(same.flatMap(({ resources }) => resources))),
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Patterns without those that another one covers by its trailing star. */
function covering(resources: readonly string[]): readonly string[] {
  const unique = [...new Set(resources)].toSorted();
  const stars = unique.filter((resource) => resource.endsWith('*')).map((star) => star.slice(0, -1));
  return unique.filter(
    (resource) => !stars.some((prefix) => resource !== `${prefix}*` && resource.startsWith(prefix)),
  );
}
