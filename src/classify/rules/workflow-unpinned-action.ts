// Finding rule: a workflow takes code from elsewhere that can change after review. Listed in registry.ts.
import { SEVERITIES } from '../../model/words.ts';
import type { Severity } from '../../model/words.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { loosenedPackages } from '../workflow/loose-packages.ts';
import { isPipelinePart, newOnes, ownTree, short, titleOf } from '../workflow/parts.ts';
import { pipedPrograms } from '../workflow/piped-programs.ts';
import { subjectOf, usesIn } from '../workflow/uses.ts';
import type { Use } from '../workflow/uses.ts';

export const workflowUnpinnedAction: ChangeRule = {
  on: 'change',
  id: 'workflow-unpinned-action',
  title: 'Action or image not pinned',
  severity: 'medium',
  confidence: 'high',
  why: 'A tag or a branch of an action can be moved to other code, which then runs with the token and the secrets of the job: so it was with tj-actions/changed-files (CVE-2025-30066). Actions of GitHub itself count less. What is pinned and new here is the finding workflow-action-added.',
  remedy: 'Pin actions to a full commit id with the version in a comment, and images to a digest.',
  check: (change) => {
    if (change.after === null || !isPipelinePart(change)) return [];
    const before = usesIn(ownTree(change.before));
    const fresh = newOnes(before, usesIn(ownTree(change.after)), keyOf);
    const judged = fresh.flatMap((use) => {
      const judgement = judge(use);
      return judgement === null ? [] : [{ use, judgement }];
    });
    const sorted = Map.groupBy(judged, ({ judgement }) => judgement.what);
    const [old, now] = [change.before, change.after].map((state) => pipedPrograms(ownTree(state)));
    return [
      ...[...sorted.values()].map(hitOf),
      ...newOnes(old ?? [], now ?? [], ({ host }) => host).map(({ host, line }): Hit => ({
        message: `${titleOf(change)} runs what \`${short(host)}\` answers, whatever that is on the day.`,
        line,
      })),
      ...loosenedPackages(ownTree(change.before), ownTree(change.after)).map(
        ({ name, version, line }): Hit => ({
          message: `${titleOf(change)} no longer installs \`${name}\` at version ${version}, but whatever version there is on the day.`,
          line,
          remedy: 'Name the version that was tested, or install from a lock file.',
        }),
      ),
    ];
  },
};

/** Another version of what was not pinned before is not worse than it was; a tag in place of a commit is. */
function keyOf({ name, fixity }: Use): string {
  return `${name.toLowerCase()} ${fixity}`;
}

type Judgement = { readonly what: string; readonly severity: Severity };

/** Whoever could move these tags runs the job as it is. */
const BY_TAG_OF_GITHUB: Judgement = { what: 'taken by a tag, which can be moved', severity: 'low' };
const BY_TAG: Judgement = { what: 'taken by a tag, which can be moved', severity: 'medium' };
const BY_BRANCH: Judgement = { what: 'taken by a branch, which is other code tomorrow', severity: 'medium' };
const IMAGE_BY_TAG: Judgement = { what: 'taken by a tag and not by a digest', severity: 'low' };
const IMAGE_LATEST: Judgement = { what: 'taken in whatever version is the latest', severity: 'medium' };

function judge({ kind, fixity, own }: Use): Judgement | null {
  if (fixity === 'commit') return null;
  if (kind === 'image') return fixity === 'version' ? IMAGE_BY_TAG : IMAGE_LATEST;
  if (fixity === 'branch') return BY_BRANCH;
  return own ? BY_TAG_OF_GITHUB : BY_TAG;
}

type Judged = { readonly use: Use; readonly judgement: Judgement };

/** One sentence for all of one sort, the gravest in front, on the line of the first. */
function hitOf(some: readonly Judged[]): Hit {
  const sorted = some.toSorted((a, b) => rank(b) - rank(a));
  const [first] = sorted;
  const { what, severity } = first?.judgement ?? BY_TAG;
  return {
    message: `${subjectOf(sorted.map(({ use }) => use))} ${what}.`,
    line: first?.use.line ?? null,
    severity,
  };
}

function rank({ judgement }: Judged): number {
  return SEVERITIES.indexOf(judgement.severity);
}
