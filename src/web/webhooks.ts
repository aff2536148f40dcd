// POST /api/github/webhooks: durable first, 202 after.
import { LIMITS } from '../config/limits.ts';
import { receiveWebhook, type WorkQueue } from '../intake/index.ts';
import { json } from './problem.ts';
import type { Route } from './server.ts';

export function webhookRoute(options: {
  readonly path: string;
  readonly secret: string;
  readonly queue: Pick<WorkQueue, 'accept'>;
  readonly onDelivery: (event: string, fresh: boolean) => void;
}): Route {
  return {
    method: 'POST',
    pattern: new RegExp(`^${RegExp.escape(options.path)}$`),
    maxBodyBytes: LIMITS.webhookBodyBytes,
    handle: async ({ headers, body }) => {
      const { fresh, guid, event } = await receiveWebhook({ headers, body }, options);
      options.onDelivery(event, fresh);
      return json(202, { accepted: true, delivery: guid, fresh });
    },
  };
}
