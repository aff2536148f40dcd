// The approvals that a matching rule asks for. Called by `ruleReasons`.
import type { Classified } from '../model/change.ts';
import type { Reason } from '../model/decision.ts';
import { approvalReasons } from './approval-reasons.ts';
import { isPullScoped } from './compile-when.ts';
import type { LayerRule } from './compiled.ts';
import type { Entry, Reviews } from './fill-entries.ts';
import type { RuleMatch } from './match-rule.ts';
import { expandEntry, isOwnerWord } from './owner-entries.ts';
import type { Owners } from './owner-entries.ts';
import type { RuleDocument } from './schema.ts';
import type { Subject } from './subject.ts';

/**
 * Entries with listed people are filled together, by distinct humans. One with owners is filled beside them for each
 * group of owners: whoever owns several files may stand for all of them.
 */
export function ruleApprovals(
  { name, rule }: Pick<LayerRule, 'name' | 'rule'>,
  given: {
    readonly reviews: Reviews;
    readonly owners: Owners;
    readonly paths: readonly string[];
    /** 1 when the delegator of an agent is unknown, else 0. */
    readonly extra: number;
    readonly because: string;
  },
): readonly Reason[] {
  const { reviews, owners, paths, extra, because } = given;
  const all = (rule.require?.approvals ?? []).map(
    ({ count, from, permission, stale = rule.require?.stale ?? 'head' }): Entry => ({
      count: count + extra,
      from: from ?? null,
      ...(stale === 'head' ? {} : { stale }),
      ...(permission === undefined ? {} : { least: permission }),
    }),
  );
  const ask = (entries: readonly Entry[]): readonly Reason[] =>
    approvalReasons({ rule: name, entries, because, reviews });
  const listed = all.filter(({ from }) => from?.some(isOwnerWord) !== true);
  const owned = all.filter((entry) => !listed.includes(entry));
  return [
    ...ask(listed),
    ...owned
      .flatMap((entry) => expandEntry(entry, paths, owners))
      .flatMap((entry) => ask([...listed, entry]).slice(-1)),
  ];
}

/** Files that a rule is about, under every name they had: all of them where it is about the pull request. */
export function pathsOf(
  { when }: RuleDocument,
  seen: {
    readonly subjects: readonly Subject[];
    readonly match: RuleMatch;
    readonly classified: Classified;
  },
): readonly string[] {
  const paths =
    when === undefined || isPullScoped(when)
      ? seen.classified.files.flatMap(({ path, previousPath }) =>
          previousPath === null ? [path] : [path, previousPath],
        )
      : seen.subjects.flatMap((subject, index) => (seen.match.subjects[index] === true ? subject.paths : []));
  return [...new Set(paths)];
}
