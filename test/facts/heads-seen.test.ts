// Since when a head is there: remembered once, by the earliest time.
import { expect, it } from 'vitest';
import { headsSeen, seeHead } from '../../src/facts/heads-seen.ts';
import { HEAD, createMemory, repository } from './host.ts';

const FIRST = '2026-11-21T12:00:00Z';
const LATER = '2026-11-21T13:00:00Z';

it('TOC-06: a head is there since it was first seen, whatever dates its commits have', async () => {
  const memory = createMemory();
  const request = { memory, pull: { repository, number: 7 } };
  const first = await seeHead(request, { known: [], head: HEAD, now: FIRST });
  expect(first).toEqual([{ sha: HEAD, at: FIRST }]);
  expect(memory.record.heads).toEqual(first);
  expect(await seeHead(request, { known: first, head: HEAD, now: LATER })).toEqual(first);
  expect(memory.record.heads).toEqual(first);
});

it('the earliest of two times holds', () => {
  const times = [FIRST, LATER].map((at) => ({ sha: HEAD, at }));
  expect([headsSeen(times), headsSeen(times.toReversed())]).toEqual([{ [HEAD]: FIRST }, { [HEAD]: FIRST }]);
});
