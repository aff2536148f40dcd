// `require.approvals`: humans who must approve. In the registry of requirements.
import { approvalReasons } from '../approvals/approval-reasons.ts';
import { canDivide } from '../approvals/divide-humans.ts';
import type { Share } from '../approvals/divide-humans.ts';
import type { Reason } from '../../model/decision.ts';
import { humansFor } from '../approvals/fill-entries.ts';
import type { Entry } from '../approvals/fill-entries.ts';
import { expandEntry, isOwnerWord } from '../approvals/owner-entries.ts';
import { durationSeconds } from '../schema/words.ts';
import type { Asked, Requirement } from './requirement.ts';
import { matched } from '../when/match-rule.ts';

/**
 * Entries with listed people are filled together, by distinct humans. One with owners becomes one for each group of
 * owners: whoever owns several files may stand for all of them, and for no other entry of the rule.
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
  const listed = all.filter((entry) => !isOwned(entry));
  const reasons = [...ask(listed)];
  const shareOf = (entry: Entry, written: Entry): Share => ({
    entry: all.indexOf(written),
    count: entry.count,
    humans: humansFor(entry, reviews),
  });
  const owned = all.filter(isOwned);
  if (owned.length === 0) return reasons;
  const filled = listed
    .filter((_, index) => reasons[index]?.satisfied === true)
    .map((entry) => shareOf(entry, entry));
  const paths = pathsOf(asked);
  for (const written of owned) {
    for (const entry of expandEntry(written, paths, input.owners(asking.layer))) {
      const share = shareOf(entry, written);
      const fits = canDivide([...filled, share]);
      if (fits) filled.push(share);
      const [reason] = ask([...listed, entry]).slice(-1);
      if (reason !== undefined) reasons.push(fits ? reason : takenElsewhere(reason));
    }
  }
  return reasons;
};

function isOwned({ from }: Entry): boolean {
  return from?.some(isOwnerWord) === true;
}

/** Enough people approved, but some of them stand for another entry of the rule already. */
function takenElsewhere(reason: Reason): Reason {
  if (!reason.satisfied) return reason;
  return {
    ...reason,
    satisfied: false,
    message: `${reason.message} One person cannot stand for two entries of a rule.`,
    remediation: 'Ask one more of them to approve the current head.',
  };
}

/** Files that a rule is about, under every name they had: all of them where it is about the pull request. */
function pathsOf({ subjects, match, input }: Asked): readonly string[] {
  const paths = match.whole
    ? input.classified.files.flatMap(({ path, previousPath }) =>
        previousPath === null ? [path] : [path, previousPath],
      )
    : matched(subjects, match).flatMap((subject) => subject.paths);
  return [...new Set(paths)];
}
