// Are the approvals of one rule there? By trying every way in which those who approved may stand for its entries.
import type { Account, Permission } from '../../../src/model/facts.ts';
import type { Approver, Case, Stale } from './document.ts';
import { belongsTo, couldApprove, countingApprovals, hasWriteAccess, teamMembers } from './people.ts';

/** So many of these people; null: of anyone. */
export type Group = { readonly count: number; readonly from: readonly Approver[] | null };

/** One entry of a rule. One person may stand for several of its groups, and for no group of another entry. */
export type Demand = {
  readonly groups: readonly Group[];
  readonly permission: Permission;
  readonly stale: Stale;
  /** Minutes that its commit must have been there before an approval. */
  readonly age: number;
};

/** One group says exactly which code it gives; of several it is only told whether all are content. */
export type ApprovalCode = 'APPROVALS_MISSING' | 'APPROVERS_TOO_FEW' | 'APPROVALS';

export function judgeApprovals(
  question: Case,
  demands: readonly Demand[],
): { readonly code: ApprovalCode; readonly satisfied: boolean } {
  const groups = demands.flatMap(({ groups: each, permission }) =>
    each.map((group) => ({ group, permission })),
  );
  const [only, ...others] = groups;
  const satisfied = canBeFilled(question, demands);
  if (only === undefined || others.length > 0) return { code: 'APPROVALS', satisfied };
  const tooFew = !satisfied && areTooFew(question, only.group, only.permission);
  return { code: tooFew ? 'APPROVERS_TOO_FEW' : 'APPROVALS_MISSING', satisfied };
}

/** An unknown team may hold anyone. Of all with write access some may be unknown, so that it takes one who is out. */
function areTooFew(question: Case, { count, from }: Group, permission: Permission): boolean {
  const { facts } = question;
  const isUnknown = (word: Approver): boolean =>
    typeof word === 'string' && word.includes('/') && teamMembers(facts, word) === null;
  if (from?.some(isUnknown) === true) return false;
  const named =
    from?.flatMap((word): readonly Approver[] =>
      typeof word === 'string' ? (teamMembers(facts, word) ?? [word.replace(/^@/, '')]) : [word],
    ) ?? Object.keys(facts.permissions).filter((login) => hasWriteAccess(facts, login));
  const accounts = named.map((each) => (typeof each === 'string' ? { login: each, id: null } : each));
  // Named twice, the id tells more.
  const sorted = [...accounts.filter(({ id }) => id === null), ...accounts.filter(({ id }) => id !== null)];
  const people = [...new Map(sorted.map((each) => [each.login.toLowerCase(), each])).values()];
  const left = people.filter((person) => couldApprove(question, person, permission));
  return left.length < count && (from !== null || left.length < people.length);
}

function isIn({ facts }: Case, person: Account, { from }: Group): boolean {
  return from === null || from.some((group) => belongsTo(facts, person, group));
}

function canBeFilled(question: Case, demands: readonly Demand[]): boolean {
  const candidates = demands.map(({ stale, permission, age }) =>
    countingApprovals(question, { stale, least: permission, age }),
  );
  const people = [...new Set(candidates.flat())];
  const tryFrom = (next: number, assigned: readonly (readonly Account[])[]): boolean => {
    const person = people[next];
    if (person === undefined)
      return demands.every(({ groups }, index) =>
        groups.every(
          (group) =>
            (assigned[index] ?? []).filter((each) => isIn(question, each, group)).length >= group.count,
        ),
      );
    if (tryFrom(next + 1, assigned)) return true;
    return demands.some(
      (_demand, index) =>
        candidates[index]?.includes(person) === true &&
        tryFrom(
          next + 1,
          assigned.map((those, at) => (at === index ? [...those, person] : those)),
        ),
    );
  };
  return tryFrom(
    0,
    demands.map(() => []),
  );
}
