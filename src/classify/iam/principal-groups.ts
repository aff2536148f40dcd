// Changes that together make up the rights of one role, user or group. Called by rules/iam-privilege-escalation.ts.
import { dirname } from 'node:path/posix';
import type { Diff, ParsedChange } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { sourcesOf } from './documents/documents-of.ts';
import { changesNamed, moduleOf } from './documents/judged-elsewhere.ts';
import { referencesOf } from './documents/named-policies.ts';
import type { Side } from './documents/written-documents.ts';

/** What a holder had and has: changes whose documents count on each side. */
export type PrincipalGroup = {
  readonly before: readonly ParsedChange[];
  readonly after: readonly ParsedChange[];
};

/**
 * One group for each holder that the pull request shows, and one for each policy of which it shows no holder. What a
 * member names (an attachment its policy, a policy its document block) is a member too, on the side where it is named.
 */
export function principalGroups(changes: readonly ParsedChange[], diff: Diff): readonly PrincipalGroup[] {
  const [before, after] = [createSteps(diff, 'before'), createSteps(diff, 'after')];
  const reached = new Map(
    changes.map((change) => [
      change,
      { before: reachedFrom(change, before), after: reachedFrom(change, after) },
    ]),
  );
  const named = new Set(
    [...reached].flatMap(([change, { before, after }]) =>
      [...before, ...after].filter((one) => one !== change),
    ),
  );
  const byHolder = Map.groupBy(
    changes
      .filter((change) => !named.has(change))
      .flatMap((change) => holdersOf(change).map((holder) => ({ change, holder }))),
    ({ holder }) => holder,
  );
  return [...byHolder.values()].map((members) => {
    const side = (name: Side): readonly ParsedChange[] => [
      ...new Set(members.flatMap(({ change }) => reached.get(change)?.[name] ?? [])),
    ];
    return { before: side('before'), after: side('after') };
  });
}

/** The change and all that its references lead to. */
function reachedFrom(change: ParsedChange, stepsOf: Steps): readonly ParsedChange[] {
  const found = new Set([change]);
  for (const one of found) for (const next of stepsOf(one)) found.add(next);
  return [...found];
}

type Steps = (change: ParsedChange) => readonly ParsedChange[];

/** What a change names itself, read once however many lead to it. */
function createSteps(diff: Diff, side: Side): Steps {
  const known = new Map<ParsedChange, readonly ParsedChange[]>();
  return (change) => {
    const steps = known.get(change) ?? [
      ...sourcesOf(change, side, diff),
      ...referencesOf(change, side).flatMap(
        ({ to }) => (to.kind === 'unknown' ? changesNamed(to.source, change, diff) : null) ?? [],
      ),
    ];
    known.set(change, steps);
    return steps;
  };
}

const HOLDER = /^aws_iam_(role|user|group)$/;
const HOLDER_NAMES = ['role', 'user', 'group', 'roles', 'users', 'groups'];

/** Names of holders: an address in the folder, or the name as written. Without one a policy is a holder by itself. */
function holdersOf(change: ParsedChange): readonly string[] {
  const place = `${dirname(change.file)} ${moduleOf(change.address)}`;
  if (HOLDER.test(equivalentType(change) ?? '')) return [`${dirname(change.file)} ${change.address}`];
  const tree = treeOf(change.after ?? change.before);
  const named = HOLDER_NAMES.flatMap((name) => namesIn(childOf(tree, name)));
  return named.length === 0 ? [`${change.file} ${change.address}`] : named.map((name) => `${place}${name}`);
}

/** `aws_iam_role.ci.name`, `.id` and `[0].name` are the role; a text is a name. */
function namesIn(node: Node | undefined): readonly string[] {
  const { known, unknown } = textsOf(node);
  return [...known, ...unknown.map((source) => /aws_iam_[a-z]+\.[\w-]+/.exec(source)?.[0] ?? source)];
}
