// Since when a head is there: remembered once, told only where a policy asks.
import { beforeEach, describe, expect, it } from 'vitest';
import { createFactCaches, gatherPull } from '../../src/facts/index.ts';
import { headsSeen } from '../../src/facts/heads-seen.ts';
import { HEAD, createHost, createMemory, createWorld, repository } from './host.ts';
import type { Memory, World } from './host.ts';

const FIRST = '2026-11-21T12:00:00Z';
const LATER = '2026-11-21T13:00:00Z';
let world: World;
let memory: Memory;
beforeEach(() => {
  world = createWorld();
  memory = createMemory();
});

async function seenAt(now: string, headAges = true) {
  const { facts } = await gatherPull({
    host: createHost(world),
    memory,
    caches: createFactCaches(),
    pull: { repository, number: 7 },
    orgPolicy: 'none',
    now: () => now,
    wants: () => false,
    scans: () => false,
    wantsAround: () => null,
    isAgentIdent: () => false,
    needs: () => ({ teams: [], users: [], headAges }),
  });
  return facts.heads_seen;
}

describe('a head', () => {
  it('is there since it was first seen', async () => {
    expect(await seenAt(FIRST)).toEqual({ [HEAD]: FIRST });
    expect(await seenAt(LATER)).toEqual({ [HEAD]: FIRST });
  });

  it('is remembered also where no rule asks, and then not told', async () => {
    expect(await seenAt(FIRST, false)).toBeUndefined();
    expect(await seenAt(LATER)).toEqual({ [HEAD]: FIRST });
  });
});

it('the earliest of two times holds', () => {
  const times = [FIRST, LATER].map((at) => ({ sha: HEAD, at }));
  expect([headsSeen(times), headsSeen(times.toReversed())]).toEqual([{ [HEAD]: FIRST }, { [HEAD]: FIRST }]);
});
