// `require.approvals`: humans who must approve. In the registry of requirements.
import { approvalReasons } from '../approval-reasons.ts';
import { isPullScoped } from '../compile-when.ts';
import type { Reason } from '../../model/decision.ts';
import type { Entry } from '../fill-entries.ts';
import { expandEntry, isOwnerWord } from '../owner-entries.ts';
import { durationSeconds } from '../schema-words.ts';
import type { Asked, Requirement } from './requirement.ts';

/**
 * Entries with listed people are filled together, by distinct humans. One with owners is filled beside them for each
 * group of owners: whoever owns several files may stand for all of them.
 */
export const approvals: Requirement = (asked) => {
  const { rule: asking, because, input } = asked;
  const { extra, reviews } = input;
  const { require } = asking.rule;
  if (require?.approvals === undefined) return [];
  const all = require.approvals.map(
    ({
      count,
      from,
      permission,
      stale = require.stale ?? 'head',
      head_age: age = require.head_age,
    }): Entry => ({
      count: count + extra,
      from: from ?? null,
      ...(stale === 'head' ? {} : { stale }),
      ...(age === undefined ? {} : { age: durationSeconds(age) ?? Infinity }),
      ...(permission === undefined ? {} : { least: permission }),
    }),
  );
  const ask = (entries: readonly Entry[]): readonly Reason[] =>
    approvalReasons({ rule: asking.name, entries, because, reviews });
  const listed = all.filter(({ from }) => from?.some(isOwnerWord) !== true);
  const owned = all.filter((entry) => !listed.includes(entry));
  const paths = pathsOf(asked);
  return [
    ...ask(listed),
    ...owned
      .flatMap((entry) => expandEntry(entry, paths, input.owners(asking.layer)))
      .flatMap((entry) => ask([...listed, entry]).slice(-1)),
  ];
};

/** Files that a rule is about, under every name they had: all of them where it is about the pull request. */
function pathsOf({ rule: { rule }, subjects, match, input }: Asked): readonly string[] {
  const paths =
    rule.when === undefined || isPullScoped(rule.when)
      ? input.classified.files.flatMap(({ path, previousPath }) =>
          previousPath === null ? [path] : [path, previousPath],
        )
      : subjects.flatMap((subject, index) => (match.subjects[index] === true ? subject.paths : []));
  return [...new Set(paths)];
}
