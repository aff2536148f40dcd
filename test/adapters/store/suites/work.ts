// The work table, with cases (a) to (f) of its design.
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../../src/adapters/store/work-rows.ts';
import { LIMITS } from '../../../../src/config/limits.ts';
import type { WorkItem } from '../../../../src/intake/index.ts';
import { START, type Harness } from '../harness.ts';

const QUEUE = 'pull';
const KEY = 'repository:1:pull:7';

export function workSuite(get: () => Harness): void {
  const work = () => get().store.work;
  const ask = async (payload: number, runAt?: number): Promise<void> =>
    await work().request(QUEUE, KEY, { n: payload }, runAt);
  const claimAll = async (): Promise<readonly WorkItem[]> => await work().claim(10, [QUEUE]);
  const claimOne = async (): Promise<WorkItem> => {
    const [item] = await claimAll();
    if (item === undefined) throw new Error('nothing is due');
    return item;
  };
  /** Fail until the row is given up. */
  const exhaust = async (): Promise<void> => {
    for (let attempt = 1; attempt <= LIMITS.maxAttempts; attempt += 1) {
      const item = await claimOne();
      expect(item.attempts).toBe(attempt);
      await work().fail(item, `error ${attempt}`);
      get().clock.now += backoffMs(attempt);
    }
  };

  describe('work: coalescing', () => {
    it('makes one run with the last payload of fifty requests for one key', async () => {
      for (let n = 1; n <= 50; n += 1) await ask(n);
      const items = await claimAll();
      expect(items).toMatchObject([{ queue: QUEUE, key: KEY, payload: { n: 50 }, want: 50, attempts: 1 }]);
      await work().finish(items[0] as WorkItem);
      expect(await claimAll()).toEqual([]);
      expect(await work().nextDue([QUEUE])).toBeNull();
    });

    it('makes exactly one more run of what arrives during a run', async () => {
      await ask(1);
      const first = await claimOne();
      await ask(2);
      await ask(3);
      expect(await claimAll()).toEqual([]);
      await work().finish(first);
      const second = await claimOne();
      expect(second).toMatchObject({ payload: { n: 3 }, want: 3, attempts: 1 });
      await work().finish(second);
      expect(await claimAll()).toEqual([]);
    });

    it('hands out the oldest first, at most as many as asked, and only of the queues asked for', async () => {
      for (const [key, at] of [
        ['c', 3],
        ['a', 1],
        ['b', 2],
      ] as const)
        await work().request(QUEUE, key, null, START - 100 + at);
      await work().request('other', 'x', null, START - 1_000);
      expect((await work().claim(2, [QUEUE])).map(({ key }) => key)).toEqual(['a', 'b']);
      expect((await work().claim(9, [QUEUE, 'other'])).map(({ key }) => key)).toEqual(['x', 'c']);
      expect(await work().claim(9, [])).toEqual([]);
    });
  });

  describe('work: leases', () => {
    it('gives a row to another worker only after its lease ran out, and fences the first one', async () => {
      await ask(1);
      const lost = await claimOne();
      get().clock.now += LIMITS.leaseMs - 1;
      expect(await claimAll()).toEqual([]);
      get().clock.now += 1;
      const held = await claimOne();
      expect(held.attempts).toBe(2);
      // (a) fail carries the same fence as finish and renew.
      const refused = { code: 'LEASE_LOST' };
      await expect(work().fail(lost, 'late')).rejects.toMatchObject(refused);
      await expect(work().finish(lost)).rejects.toMatchObject(refused);
      await expect(work().renew(lost)).rejects.toMatchObject(refused);
      await work().finish(held);
      await expect(work().finish(held)).rejects.toMatchObject(refused);
      expect(await work().pending()).toBe(0);
    });

    it('renews a lease', async () => {
      await ask(1);
      const item = await claimOne();
      get().clock.now += LIMITS.leaseMs - 1;
      await work().renew(item);
      get().clock.now += LIMITS.leaseMs - 1;
      expect(await claimAll()).toEqual([]);
      await work().finish(item);
    });

    it('(f) lets no instance whose clock is ahead by less than the lease take a running row', async () => {
      await ask(1);
      const item = await claimOne();
      const ahead = await get().another({ now: START + LIMITS.leaseMs - 1 });
      expect(await ahead.work.claim(1, [QUEUE])).toEqual([]);
      await work().finish(item);
    });

    it('(f) fences the slower instance when a clock is ahead by the lease or more', async () => {
      await ask(1);
      const item = await claimOne();
      const ahead = await get().another({ now: START + LIMITS.leaseMs });
      const [stolen] = await ahead.work.claim(1, [QUEUE]);
      await expect(work().finish(item)).rejects.toMatchObject({ code: 'LEASE_LOST' });
      await ahead.work.finish(stolen as WorkItem);
    });
  });

  describe('work: failure', () => {
    it('backs off, then makes a dead letter with the last error', async () => {
      await ask(1);
      const item = await claimOne();
      await work().fail(item, 'first');
      expect(await claimAll()).toEqual([]);
      expect(await work().dead()).toEqual([]);
      expect(await work().nextDue([QUEUE])).toBe(START + backoffMs(1));
      await ask(2);
      await exhaust();
      expect(await work().dead()).toEqual([{ queue: QUEUE, key: KEY, error: `error ${LIMITS.maxAttempts}` }]);
      expect(await claimAll()).toEqual([]);
      expect(await work().nextDue([QUEUE])).toBeNull();
    });

    it('(b) keeps a row alive whose last try fails after newer work was asked for', async () => {
      await ask(1);
      for (let attempt = 1; attempt < LIMITS.maxAttempts; attempt += 1) {
        await work().fail(await claimOne(), 'again');
        get().clock.now += backoffMs(attempt);
      }
      const last = await claimOne();
      expect(last.attempts).toBe(LIMITS.maxAttempts);
      await ask(2);
      await work().fail(last, 'the end');
      expect(await work().dead()).toEqual([]);
      expect(await claimOne()).toMatchObject({ payload: { n: 2 }, attempts: 1 });
    });

    it('(c) never gives up a cron key', async () => {
      await ask(1);
      for (let attempt = 1; attempt <= 3 * LIMITS.maxAttempts; attempt += 1) {
        await work().fail(await claimOne(), 'again', { cron: true });
        expect(await work().nextDue([QUEUE])).toBe(get().clock.now + backoffMs(attempt));
        get().clock.now += backoffMs(attempt);
      }
      expect(await work().dead()).toEqual([]);
    });

    it('(d) counts tries anew after a finish', async () => {
      await ask(1);
      await work().fail(await claimOne(), 'once');
      get().clock.now += backoffMs(1);
      const second = await claimOne();
      expect(second.attempts).toBe(2);
      await work().finish(second);
      await ask(2);
      expect((await claimOne()).attempts).toBe(1);
    });

    it('(d) revives a dead letter on a new request, and forgets its error', async () => {
      await ask(1);
      await exhaust();
      await ask(2);
      expect(await work().dead()).toEqual([]);
      expect(await claimOne()).toMatchObject({ payload: { n: 2 }, attempts: 1 });
    });

    it('lists dead letters newest first', async () => {
      for (const key of ['older', 'newer']) {
        await work().request(QUEUE, key, null);
        await exhaust();
      }
      expect((await work().dead()).map(({ key }) => key)).toEqual(['newer', 'older']);
    });
  });

  describe('work: time', () => {
    it('leaves a delayed row alone until its time', async () => {
      await ask(1, START + 5_000);
      expect(await claimAll()).toEqual([]);
      expect(await work().pending()).toBe(0);
      expect(await work().nextDue([QUEUE])).toBe(START + 5_000);
      expect(await work().nextDue(['other'])).toBeNull();
      get().clock.now += 5_000;
      expect(await work().pending()).toBe(1);
      await work().finish(await claimOne());
    });

    it('(e) keeps the earlier of two due times', async () => {
      await ask(1, START + 5_000);
      await ask(2, START + 9_000);
      expect(await work().nextDue([QUEUE])).toBe(START + 5_000);
      await ask(3, START + 2_000);
      expect(await work().nextDue([QUEUE])).toBe(START + 2_000);
    });

    it('reschedules a cron key at its finish', async () => {
      await ask(1);
      await work().finish(await claimOne(), START + 60_000);
      expect(await claimAll()).toEqual([]);
      get().clock.now += 60_000;
      expect(await claimOne()).toMatchObject({ key: KEY, attempts: 1 });
    });

    it('runs a cron key at once when it was asked for during its run', async () => {
      await ask(1);
      const item = await claimOne();
      await ask(2);
      await work().finish(item, START + 60_000);
      expect(await claimOne()).toMatchObject({ payload: { n: 2 } });
    });

    it('is due again when a lease runs out', async () => {
      await ask(1);
      await claimOne();
      expect(await work().nextDue([QUEUE])).toBe(START + LIMITS.leaseMs);
      expect(await work().pending()).toBe(1);
    });
  });

  it('tells listeners of this process about new work until they leave', async () => {
    let heard = 0;
    const leave = work().onWork(() => {
      heard += 1;
    });
    await ask(1);
    expect(heard).toBe(1);
    leave();
    await ask(2);
    expect(heard).toBe(1);
  });
}
