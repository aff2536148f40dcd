import { sign } from '@octokit/webhooks-methods';
import { describe, expect, it } from 'vitest';
import { receiveWebhook, type WebhookRequest } from '../../src/intake/receive.ts';
import type { Delivery } from '../../src/intake/work.ts';
import { sha256Hex } from '../../src/model/canonical.ts';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const BODY = '{"action":"opened","number":7}';

/** A queue that knows what it was given, and answers like the store: a known pair is not fresh. */
function memoryQueue(): {
  readonly accepted: Delivery[];
  readonly accept: (delivery: Delivery) => Promise<{ fresh: boolean }>;
} {
  const accepted: Delivery[] = [];
  return {
    accepted,
    accept: async (delivery) => {
      const known = accepted.some(
        ({ guid, bodySha256 }) => guid === delivery.guid && bodySha256 === delivery.bodySha256,
      );
      if (!known) accepted.push(delivery);
      return { fresh: !known };
    },
  };
}

async function request(
  body: string,
  change: { readonly [header: string]: string | undefined } = {},
): Promise<WebhookRequest> {
  const headers = {
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-github-event': 'pull_request',
    'x-hub-signature-256': await sign(SECRET, body),
    ...change,
  };
  return { headers, body: Buffer.from(body) };
}

describe('receiveWebhook', () => {
  it('stores a signed delivery and says that it is fresh', async () => {
    const queue = memoryQueue();
    const result = await receiveWebhook(await request(BODY), { secret: SECRET, queue });
    expect(result).toEqual({
      fresh: true,
      guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'pull_request',
    });
    expect(queue.accepted).toEqual([
      {
        guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        event: 'pull_request',
        body: BODY,
        bodySha256: sha256Hex(BODY),
      },
    ]);
  });

  it('acknowledges a redelivery without storing it again', async () => {
    const queue = memoryQueue();
    await receiveWebhook(await request(BODY), { secret: SECRET, queue });
    expect(await receiveWebhook(await request(BODY), { secret: SECRET, queue })).toMatchObject({
      fresh: false,
    });
    expect(queue.accepted).toHaveLength(1);
  });

  it.each([
    ['another secret', { 'x-hub-signature-256': undefined }, 'REQUEST_INVALID'],
    ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 'SIGNATURE_INVALID'],
    ['a SHA-1 signature', { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` }, 'REQUEST_INVALID'],
    ['no delivery id', { 'x-github-delivery': undefined }, 'REQUEST_INVALID'],
    ['a delivery id with a newline', { 'x-github-delivery': '72d3162e\n' }, 'REQUEST_INVALID'],
    ['no event name', { 'x-github-event': undefined }, 'REQUEST_INVALID'],
  ])('refuses %s and stores nothing', async (_name, change, code) => {
    const queue = memoryQueue();
    await expect(
      receiveWebhook(await request(BODY, change), { secret: SECRET, queue }),
    ).rejects.toMatchObject({ code });
    expect(queue.accepted).toEqual([]);
  });

  it.each(['1', 'null', '"text"', '[]', '{', ''])(
    'refuses the signed body %j: it is no JSON object',
    async (body) => {
      const queue = memoryQueue();
      const signed = await request(body === '' ? ' ' : body);
      await expect(receiveWebhook(signed, { secret: SECRET, queue })).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      });
      expect(queue.accepted).toEqual([]);
    },
  );

  it('refuses one changed byte', async () => {
    const signed = await request(BODY);
    const body = Buffer.from(signed.body);
    body[body.length - 2] = 0x38;
    await expect(
      receiveWebhook({ ...signed, body }, { secret: SECRET, queue: memoryQueue() }),
    ).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });
});
