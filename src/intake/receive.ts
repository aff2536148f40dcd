// A webhook comes in: verified over its raw bytes, stored durably, only then acknowledged. Called by web/webhooks.ts.
import { verify } from '@octokit/webhooks-methods';
import { sha256Hex } from '../model/canonical.ts';
import { Fault } from '../model/failure.ts';
import type { WorkQueue } from './work.ts';

export type WebhookRequest = {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: Buffer;
};

/** GitHub's delivery ids are GUIDs; the pattern keeps foreign text out of keys and logs. */
const GUID = /^[0-9a-zA-Z-]{8,64}$/;
// Digits too: `projects_v2_item`.
const EVENT = /^[a-z0-9_]{1,64}$/;

/**
 * Accept one webhook. Resolves when the delivery is on disk; `fresh` is false for a repeated delivery.
 * Throws Fault REQUEST_INVALID (headers, not a JSON object) or SIGNATURE_INVALID. The payload is never logged.
 */
export async function receiveWebhook(
  request: WebhookRequest,
  options: { readonly secret: string; readonly queue: Pick<WorkQueue, 'accept'> },
): Promise<{ readonly fresh: boolean; readonly guid: string; readonly event: string }> {
  const guid = header(request, 'x-github-delivery', GUID);
  const event = header(request, 'x-github-event', EVENT);
  const signature = header(request, 'x-hub-signature-256', /^sha256=[0-9a-f]{64}$/);
  const body = request.body.toString('utf8');
  // Bytes that are no UTF-8 change in decoding, and then the signature cannot fit: refused here, not misread later.
  if (!(await verify(options.secret, body, signature))) {
    throw new Fault('SIGNATURE_INVALID', 'The signature does not fit the body and the webhook secret.');
  }
  if (!isJsonObject(body)) throw new Fault('REQUEST_INVALID', 'A webhook body must be a JSON object.');
  const { fresh } = await options.queue.accept({ guid, event, body, bodySha256: sha256Hex(request.body) });
  return { fresh, guid, event };
}

function header(request: WebhookRequest, name: string, shape: RegExp): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || !shape.test(value)) {
    throw new Fault('REQUEST_INVALID', `The header ${name} is missing or malformed.`);
  }
  return value;
}

/** A signed primitive (`1`, `null`) ends Octokit's own middleware with an unhandled rejection; it stops here instead. */
function isJsonObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
