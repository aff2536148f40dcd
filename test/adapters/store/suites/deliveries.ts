// Deliveries: accepted once, read back, removed by retention (case (g) of the work table's design).
import { describe, expect, it } from 'vitest';
import type { Delivery, WorkItem } from '../../../../src/intake/index.ts';
import { sha256Hex } from '../../../../src/model/canonical.ts';
import { LIMITS } from '../../../../src/config/limits.ts';
import { START, type Harness } from '../harness.ts';

function delivery(guid: string, body = '{"action":"opened"}'): Delivery {
  return { guid, event: 'pull_request', body, bodySha256: sha256Hex(body) };
}

export function deliverySuite(get: () => Harness): void {
  const work = () => get().store.work;
  const keyOf = ({ guid, bodySha256 }: Delivery): string => `${guid}:${bodySha256}`;
  const claimAll = async (): Promise<readonly WorkItem[]> => await work().claim(500, ['delivery']);

  describe('deliveries', () => {
    it('stores a delivery with its work, and a repetition of it not again', async () => {
      const given = delivery('d-1');
      let heard = 0;
      const leave = work().onWork(() => {
        heard += 1;
      });
      expect(await work().accept(given)).toEqual({ fresh: true });
      expect(await work().accept(given)).toEqual({ fresh: false });
      leave();
      expect(heard).toBe(1);
      expect(await work().delivery(keyOf(given))).toEqual(given);
      const items = await claimAll();
      expect(items).toMatchObject([{ queue: 'delivery', key: keyOf(given), payload: null, want: 1 }]);
    });

    it('takes the same id with another body for another delivery, since the signature covers only the body', async () => {
      expect(await work().accept(delivery('d-1', '{"n":1}'))).toEqual({ fresh: true });
      expect(await work().accept(delivery('d-1', '{"n":2}'))).toEqual({ fresh: true });
      expect(await claimAll()).toHaveLength(2);
    });

    it('answers each of many that arrive in one turn, repetitions among them', async () => {
      const given = Array.from({ length: 300 }, (_, n) => delivery(`d-${n % 200}`));
      const answers = await Promise.all(given.map((one) => work().accept(one)));
      expect(answers.map(({ fresh }) => fresh)).toEqual(given.map((_, n) => n < 200));
      expect(await claimAll()).toHaveLength(200);
    });

    it('keeps a body of the size that GitHub allows', async () => {
      const large = delivery('d-1', JSON.stringify({ text: 'ä'.repeat(10_000_000) }));
      await Promise.all([work().accept(large), work().accept(delivery('d-2'))]);
      const back = await work().delivery(keyOf(large));
      expect(back?.body === large.body).toBe(true);
    });

    it('refuses a NUL, which PostgreSQL cannot hold, without failing its neighbours', async () => {
      const answers = await Promise.allSettled([
        work().accept(delivery('d-1')),
        work().accept(delivery('d-2', '\0')),
      ]);
      expect(answers).toMatchObject([
        { status: 'fulfilled', value: { fresh: true } },
        { status: 'rejected', reason: { code: 'REQUEST_INVALID' } },
      ]);
    });

    it('knows no delivery that never came', async () => {
      expect(await work().delivery('d-9:00')).toBeNull();
    });
  });

  describe('(g) retention of deliveries', () => {
    it('removes old ones whose work is done, and no others', async () => {
      const [done, open, dead, young] = ['done', 'open', 'dead', 'young'].map((guid) => delivery(guid));
      for (const one of [done, dead]) await work().accept(one as Delivery);
      for (const item of await claimAll()) {
        if (item.key.startsWith('done')) await work().finish(item);
        else await work().fail({ ...item, attempts: LIMITS.maxAttempts }, 'broken');
      }
      await work().accept(open as Delivery);
      get().clock.now += 10;
      await work().accept(young as Delivery);

      expect(await work().expire(START + 10)).toBe(1);
      const left = [done, open, dead, young].map((one) => work().delivery(keyOf(one as Delivery)));
      expect((await Promise.all(left)).map((one) => one?.guid ?? null)).toEqual([
        null,
        'open',
        'dead',
        'young',
      ]);
      expect((await get().db.selectFrom('work').select('key').execute()).length).toBe(3);
    });

    it('works in batches, and then takes the same delivery for a new one', async () => {
      const given = Array.from({ length: 450 }, (_, n) => delivery(`d-${n}`));
      await Promise.all(given.map((one) => work().accept(one)));
      for (const item of await claimAll()) await work().finish(item);
      expect(await work().expire(START)).toBe(0);
      expect(await work().expire(START + 1)).toBe(450);
      expect(await work().accept(given[0] as Delivery)).toEqual({ fresh: true });
    });
  });
}
