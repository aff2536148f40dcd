// Deliveries that GitHub could not bring to us, and another attempt at them. Called by the sweep; GitHub keeps them three days.
import type { GitHubClient } from './clients.ts';
import { ask } from './failures.ts';

export type FailedDelivery = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  /** RFC 3339. */
  readonly deliveredAt: string;
};

const PAGE = 100;

/** The newest failures, at most 100. A GUID that arrived since is still here: the caller knows what it has. `app` is the client with the App's own token. */
export async function failedDeliveries(app: GitHubClient): Promise<readonly FailedDelivery[]> {
  const route = 'GET /app/hook/deliveries';
  const { data } = await ask(route, () => app.request(route, { per_page: PAGE, status: 'failure' as const }));
  return data
    .filter(({ status_code: code }) => code < 200 || code > 299)
    .map(({ id, guid, event, delivered_at: deliveredAt }) => ({ id: Number(id), guid, event, deliveredAt }));
}

/** Ask GitHub to deliver once more; it arrives with the same GUID. */
export async function redeliver(app: GitHubClient, deliveryId: number): Promise<void> {
  const route = 'POST /app/hook/deliveries/{delivery_id}/attempts';
  await ask(route, () => app.request(route, { delivery_id: deliveryId }));
}
