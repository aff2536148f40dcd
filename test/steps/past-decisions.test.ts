// Which recorded decisions an edit is tried on: bounded in number and time, of other repositories only where asked.
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import type { Entry } from '../../src/model/entry.ts';
import { pastDecisions, type PastLedger } from '../../src/steps/past-decisions.ts';

const OWN = 'repository:1';

/** `policy` is the digest that it rests on; `second` orders entries of several chains. */
function entry(chain: string, seq: number, policy = 'used', second = seq): Entry {
  return {
    v: 1,
    chain,
    seq,
    ts: `2026-11-21T12:00:${String(second).padStart(2, '0')}.000Z`,
    type: 'decision.made',
    subject: { repository: chain, repositoryId: 1, pull: seq, head: 'c'.repeat(40) },
    actor: 'aigov',
    data: { evidence: { policy } },
    prev: '',
    hash: '',
  };
}

function ledger(chains: { readonly [chain: string]: readonly Entry[] }): PastLedger & { asked: string[] } {
  const asked: string[] = [];
  const headOf = (chain: string) => ({ chain, seq: chains[chain]?.at(-1)?.seq ?? 0, hash: '' });
  return {
    asked,
    head: async (chain) => await Promise.resolve(Object.hasOwn(chains, chain) ? headOf(chain) : null),
    chains: async () => await Promise.resolve(Object.keys(chains).map(headOf)),
    read: async function* (chain, from = 1) {
      for (const one of chains[chain] ?? []) if (one.seq >= from) yield await Promise.resolve(one);
    },
    getEvidence: async (digest) => {
      asked.push(digest);
      return await Promise.resolve(digest === 'gone' ? undefined : { name: digest });
    },
  };
}

const asked = {
  chain: OWN,
  except: 999,
  all: false,
  uses: (layers: object) => 'name' in layers && layers.name === 'used',
  elsewhere: true,
  over: () => false,
};
const named = async (store: PastLedger, over: Partial<typeof asked> = {}) => {
  const { entries, unseen } = await pastDecisions(store, { ...asked, ...over });
  return { names: entries.map(({ chain, seq }) => `${chain.slice(11)}#${seq}`), unseen };
};

test('the latest first, of all repositories, and of each text only once', async () => {
  const store = ledger({
    [OWN]: [entry(OWN, 1), entry(OWN, 2, 'other'), entry(OWN, 3, 'used', 9)],
    'repository:2': [entry('repository:2', 1, 'used', 5), entry('repository:2', 2, 'other')],
  });
  expect(await named(store)).toEqual({ names: ['1#3', '2#1', '1#1'], unseen: 0 });
  expect(store.asked.toSorted()).toEqual(['other', 'used']);
});

test('where the texts are gone, those of its own repository are told and those of others are not', async () => {
  const store = ledger({
    [OWN]: [entry(OWN, 1, 'gone')],
    'repository:2': [entry('repository:2', 1, 'gone')],
  });
  expect(await named(store)).toEqual({ names: ['1#1'], unseen: 0 });
});

test('where every decision rests on it nothing is asked, and nobody else where that is not wanted', async () => {
  const store = ledger({ [OWN]: [entry(OWN, 1, 'other')], 'repository:2': [entry('repository:2', 1)] });
  expect(await named(store, { all: true, elsewhere: false })).toEqual({ names: ['1#1'], unseen: 0 });
  expect(store.asked).toEqual([]);
});

test('its own decisions are left out', async () => {
  expect(await named(ledger({ [OWN]: [entry(OWN, 1), entry(OWN, 2)] }), { except: 2 })).toMatchObject({
    names: ['1#1'],
  });
});

test('repositories that there is no time for are counted', async () => {
  let looks = 0;
  const store = ledger({
    [OWN]: [],
    'repository:2': [entry('repository:2', 1)],
    'repository:3': [entry('repository:3', 1)],
  });
  expect(await named(store, { over: () => looks++ > 1 })).toEqual({ names: ['2#1'], unseen: 1 });
});

test('so are those beyond the limit', async () => {
  const names = Array.from(
    { length: LIMITS.policyReplayChains + 2 },
    (_, index) => `repository:${index + 2}`,
  );
  const store = ledger(Object.fromEntries(names.map((name) => [name, []])));
  expect(await named(store)).toEqual({ names: [], unseen: 2 });
});
