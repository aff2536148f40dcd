// Finding rule: a workflow newly takes an action of a third party, pinned to a commit. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { isPipelinePart, ownTree } from '../workflow/parts.ts';
import { subjectOf, usesIn } from '../workflow/uses.ts';

export const workflowActionAdded: ChangeRule = {
  on: 'change',
  id: 'workflow-action-added',
  title: 'Action of a third party that is new here',
  severity: 'low',
  confidence: 'high',
  why: 'An action runs with the token and the secrets of its job, and a commit id keeps it as it was read: if it was read. Whether that commit is really one of the repository it is named after, and not of a fork of it, cannot be told without asking GitHub. An action that is not pinned is the finding workflow-unpinned-action.',
  remedy:
    'Read the action at that commit, and check that the commit is on a branch or tag of that repository.',
  check: (change) => {
    if (change.after === null || !isPipelinePart(change)) return [];
    const known = new Set(usesIn(ownTree(change.before)).map(({ name }) => name.toLowerCase()));
    const added = usesIn(ownTree(change.after)).filter(
      ({ kind, fixity, own, name }) =>
        kind === 'action' && fixity === 'commit' && !own && !known.has(name.toLowerCase()),
    );
    const unique = [...Map.groupBy(added, ({ name }) => name.toLowerCase()).values()].flatMap(
      ([use]) => use ?? [],
    );
    const [first] = unique;
    if (first === undefined) return [];
    return [
      { message: `${subjectOf(unique)} new here, pinned, and code of a third party.`, line: first.line },
    ];
  },
};
