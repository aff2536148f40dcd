// Approval entries against standing reviews: who counts for what, who does not and why.
import type { IgnoredWhy } from '../../model/decision.ts';
import type { Permission } from '../../model/facts.ts';
import { memory } from '../../model/memory.ts';
import { matchHumans } from './matching.ts';
import type { Person } from './approver-word.ts';
import type { People } from './people.ts';
import type { Standing } from './standing-reviews.ts';

export type Entry = {
  readonly count: number;
  /** Null: anyone with write access. */
  readonly from: readonly string[] | null;
  /** Least permission of those who count; write where the policy says nothing. */
  readonly least?: Permission;
  /** What an approval must have been given on. Default: the head. */
  readonly stale?: 'head' | 'change_digest';
  /** Seconds that its commit must have been there before an approval counts. */
  readonly age?: number;
  /** Where `from` is empty: who would have to approve, had anybody known them. */
  readonly whose?: string | null;
};
export type Ignored = { readonly login: string; readonly why: IgnoredWhy };

export type Filled = {
  readonly entry: Entry;
  readonly counted: readonly string[];
  readonly ignored: readonly Ignored[];
  readonly satisfied: boolean;
  /** Set when the humans who are known cannot fill the entry: who is out, and how many are left. */
  readonly tooFew: { readonly eligible: number; readonly excluded: readonly Ignored[] } | null;
};

export type Reviews = {
  readonly standing: readonly Standing[];
  readonly people: People;
  readonly head: string;
  /** Does this commit change what the head changes? False where nobody can tell. */
  readonly isSameChange: (commit: string) => boolean;
  /** When a commit was first seen as the head, in epoch milliseconds; null: unknown. */
  readonly seenAt: (commit: string) => number | null;
};

const known = memory<Reviews, Map<string, readonly Filled[]>>();

/** All entries of one rule together: each human fills one place. Hundreds of rules ask a handful of teams: the same entries once. */
export function fillEntries(entries: readonly Entry[], reviews: Reviews): readonly Filled[] {
  const own = known.get(reviews) ?? new Map<string, readonly Filled[]>();
  known.set(reviews, own);
  const key = JSON.stringify(entries);
  const filled = own.get(key) ?? fill(entries, reviews);
  own.set(key, filled);
  return filled;
}

function fill(entries: readonly Entry[], reviews: Reviews): readonly Filled[] {
  const { standing } = reviews;
  const verdicts = entries.map((entry) => standing.map((review) => whyIgnored(review, entry, reviews)));
  const seats = matchHumans({
    counts: entries.map(({ count }) => count),
    humans: standing.length,
    fits: (human, at) => verdicts[at]?.[human] === null,
  });
  const pool = poolSeats(entries, reviews.people);
  return entries.map((entry, at) => {
    const taken = seats.filter((seat) => seat === at).length;
    const satisfied = taken >= entry.count;
    const spare = (human: number): boolean => seats[human] === at || seats[human] === null;
    const rows = standing.map(({ user }, human) => ({
      login: user.login,
      why: verdicts[at]?.[human] ?? null,
      human,
    }));
    return {
      entry,
      satisfied,
      counted: rows.filter(({ why, human }) => why === null && spare(human)).map(({ login }) => login),
      ignored: rows.flatMap(({ login, why }) => (why === null ? [] : [{ login, why }])),
      tooFew: satisfied ? null : (pool[at] ?? null),
    };
  });
}

/** Who counts for an entry, as places in `standing`. */
export function humansFor(entry: Entry, reviews: Reviews): readonly number[] {
  return [...reviews.standing.keys()].filter((human) => {
    const review = reviews.standing[human];
    return review !== undefined && whyIgnored(review, entry, reviews) === null;
  });
}

/** The conditions of the design in the order in which they help a reader most; null: the approval counts. */
function whyIgnored(
  review: Standing,
  { from, least, stale, age }: Entry,
  reviews: Reviews,
): IgnoredWhy | null {
  const { user, state, commit } = review;
  const { people, head, isSameChange } = reviews;
  const tie = people.involvement(user);
  if (tie !== null) return tie;
  if (user.type !== 'User') return 'not_user';
  if (state === 'DISMISSED') return 'dismissed';
  if (state !== 'APPROVED') return 'not_approved';
  if (people.isAllowed(user.login, least) !== true) return 'no_write';
  if (from !== null && !people.belongs(user, from)) return 'not_in_team';
  const isHead = commit === head || commit === 'HEAD';
  if (!isHead && !(stale === 'change_digest' && isSameChange(commit))) return 'stale_head';
  return age === undefined || isOldEnough(review, age, reviews) ? null : 'not_approved';
}

/** False where either time is unknown. */
function isOldEnough({ commit, at }: Standing, age: number, { seenAt }: Reviews): boolean {
  const seen = seenAt(commit);
  return seen !== null && Date.parse(at ?? '') >= seen + age * 1000;
}

type Pool = {
  readonly eligible: readonly string[];
  readonly excluded: readonly Ignored[];
  readonly closed: boolean;
};

/** For each entry whether the known humans could fill it at all. An unknown team may hold anyone: never too few. */
function poolSeats(entries: readonly Entry[], people: People): readonly Filled['tooFew'][] {
  const pools = entries.map((entry) => poolOf(entry, people));
  const logins = [...new Set(pools.flatMap((pool) => pool?.eligible ?? []))];
  const seats = matchHumans({
    counts: entries.map(({ count }, at) => (pools[at] === null ? 0 : count)),
    humans: logins.length,
    fits: (human, at) => pools[at]?.eligible.includes(logins[human] ?? '') ?? false,
  });
  return entries.map(({ count }, at) => {
    const pool = pools[at] ?? null;
    const taken = seats.filter((seat) => seat === at).length;
    if (pool === null || taken >= count) return null;
    const decided = pool.closed || pool.excluded.length > 0;
    return decided ? { eligible: taken, excluded: pool.excluded } : null;
  });
}

/** Named teams and logins are a closed pool; of "anyone with write access" only some are known. */
function poolOf({ from, least }: Entry, people: People): Pool | null {
  const members =
    from === null ? people.writers.map((login) => ({ login, id: null })) : people.membersOf(from);
  if (members === null) return null;
  const judged = members.map((person) => ({ login: person.login, why: whyOut(person, people, least) }));
  return {
    eligible: judged.filter(({ why }) => why === null).map(({ login }) => login),
    excluded: judged.flatMap(({ login, why }) => (why === null ? [] : [{ login, why }])),
    closed: from !== null,
  };
}

function whyOut(person: Person, people: People, least: Permission | undefined): IgnoredWhy | null {
  const { login } = person;
  const tie = people.involvement(person);
  if (tie !== null) return tie;
  if (login.endsWith('[bot]')) return 'not_user';
  return people.isAllowed(login, least) === false ? 'no_write' : null;
}
