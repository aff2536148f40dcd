// Filled approval entries as reasons. Called by `baselineReasons` and by the rules that ask for approvals.
import type { Reason } from '../../model/decision.ts';
import { idsOf, isTeam, nameOf, withoutId } from './approver-word.ts';
import { fillEntries } from './fill-entries.ts';
import type { Entry, Filled, Ignored, Reviews } from './fill-entries.ts';
import { memory } from '../../model/memory.ts';
import { makeReason } from '../make-reason.ts';

export type Asked = {
  readonly rule: string;
  readonly entries: readonly Entry[];
  /** Why the approvals are needed, as the end of a sentence: "identity change, prod". */
  readonly because: string;
  readonly reviews: Reviews;
};

/** One reason per entry, satisfied ones too. */
export function approvalReasons({ rule, entries, because, reviews }: Asked): readonly Reason[] {
  return fillEntries(entries, reviews).map((filled) => {
    const { message, ...told } = tellingOf(filled, reviews);
    return makeReason({ ...told, rule, message: message(because) });
  });
}

/** What is said of a filled entry, whichever rule asks for it. */
type Telling = Pick<Reason, 'code' | 'satisfied' | 'need' | 'have' | 'remediation'> & {
  readonly message: (because: string) => string;
};

const known = memory<Filled, Telling>();

/** An entry is filled once for all rules that ask for it, and so its words are made once. */
function tellingOf(filled: Filled, reviews: Reviews): Telling {
  const telling = known.get(filled) ?? tell(filled, reviews);
  known.set(filled, telling);
  return telling;
}

function tell(filled: Filled, reviews: Reviews): Telling {
  const { entry, counted, ignored, satisfied, tooFew } = filled;
  const need = {
    count: entry.count,
    ...(entry.from === null ? {} : { from: entry.from.map(withoutId) }),
    ...(entry.age === undefined ? {} : { head_age: entry.age }),
    ...(entry.from === null ? {} : idsNamed(entry.from)),
    ...(entry.least === undefined ? {} : { permission: entry.least }),
  };
  const have = { counted, ignored: tooFew === null ? ignored : join(ignored, tooFew.excluded) };
  return tooFew === null
    ? {
        code: 'APPROVALS_MISSING',
        satisfied,
        need,
        have,
        ...missingWords(filled, {
          unknown: unknownTeams(entry, reviews),
          soon: satisfied ? '' : tooSoon(entry, reviews),
        }),
      }
    : { code: 'APPROVERS_TOO_FEW', satisfied, need, have, ...tooFewWords(entry, tooFew) };
}

/** Logins stand as everybody writes them, and beside them the ids that the policy insists on. */
function idsNamed(from: readonly string[]): Reason['need'] {
  const ids = idsOf(from);
  return Object.keys(ids).length === 0 ? {} : { ids };
}

type Words = Pick<Telling, 'message' | 'remediation'>;

function missingWords(
  { entry, counted, ignored, satisfied }: Filled,
  { unknown, soon }: { readonly unknown: readonly string[]; readonly soon: string },
): Words {
  const lost = unknown.length === 0 ? '' : `; nothing is known of the members of ${unknown.join(', ')}`;
  const have = `${counted.length} of ${entry.count}${outs(ignored)}${lost}${soon}`;
  const message = telling(`${group(entry)} must approve`, `: ${have}.`);
  if (satisfied) return { message, remediation: 'Nothing to do.' };
  if (unknown.length > 0 && unknown.length === entry.from?.length)
    return {
      message,
      remediation: `Correct the name ${unknown.join(', ')} in the policy, or let the App see the team.`,
    };
  const missing = Math.max(1, entry.count - counted.length);
  return { message, remediation: `Ask ${missing} more of ${crowd(entry)} to approve the current head.` };
}

function tooFewWords(entry: Entry, { eligible, excluded }: NonNullable<Filled['tooFew']>): Words {
  const known = `but only ${eligible} eligible are known${outs(excluded)}`;
  return {
    message: telling(`${group(entry)} must approve`, `, ${known}.`),
    remediation: `Give more people the right to approve (${crowd(entry)}), or lower the count in the policy.`,
  };
}

function telling(need: string, have: string): Telling['message'] {
  return (because) => `${need} (${because})${have}`;
}

/** Not the clock's word but the facts': the same sentence however often it is asked. */
function tooSoon({ age }: Entry, { head, seenAt }: Reviews): string {
  if (age === undefined) return '';
  const seen = seenAt(head);
  return seen === null
    ? '; nobody knows since when this head is there, so no approval of it counts'
    : `; approvals of this head count from ${new Date(seen + age * 1000).toISOString()} on`;
}

/** A team without a list may not exist: a misspelt name must not look like people who have not answered yet. */
function unknownTeams({ from }: Entry, { people }: Reviews): readonly string[] {
  return (from ?? []).filter((word) => isTeam(word) && people.membersOf([word]) === null);
}

function group(entry: Entry): string {
  return `${entry.count} of ${crowd(entry)}`;
}

function crowd({ from, least, whose = null }: Entry): string {
  if (whose !== null) return whose;
  if (from === null) return `the people with ${least ?? 'write'} access`;
  return `${from.map(nameOf).join(', ')}${least === undefined ? '' : ` with ${least} access`}`;
}

function outs(ignored: readonly Ignored[]): string {
  return ignored.length === 0
    ? ''
    : `; not counted: ${ignored.map(({ login, why }) => `${login} (${why})`).join(', ')}`;
}

function join(a: readonly Ignored[], b: readonly Ignored[]): readonly Ignored[] {
  const known = new Set(a.map(({ login }) => login.toLowerCase()));
  return [...a, ...b.filter(({ login }) => !known.has(login.toLowerCase()))];
}
