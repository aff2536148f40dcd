// Since when each head of a pull request is there, by our own clock. Used by gather.ts. The dates of commits are whatever their author writes.
import type { Facts } from '../model/facts.ts';
import type { PullMemory, SeenHead } from './memory.ts';
import type { PullRef } from './needs.ts';

/** Every head is remembered when it is first seen, asked for or not: a rule may ask tomorrow. */
export async function seeHead(
  { memory, pull }: { readonly memory: PullMemory; readonly pull: PullRef },
  seen: {
    readonly known: readonly SeenHead[];
    readonly head: string;
    /** RFC 3339. */
    readonly now: string;
  },
): Promise<readonly SeenHead[]> {
  const { known, head, now } = seen;
  if (known.some(({ sha }) => sha === head)) return known;
  const fresh = { sha: head, at: now };
  await memory.remember({ repositoryId: pull.repository.id, number: pull.number }, { heads: [fresh] });
  return [...known, fresh];
}

/** The earliest time of each: two workers may have seen it at once. */
export function headsSeen(heads: readonly SeenHead[]): NonNullable<Facts['heads_seen']> {
  const latestFirst = heads.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return Object.fromEntries(latestFirst.map(({ sha, at }) => [sha, at]));
}
