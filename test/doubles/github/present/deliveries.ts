// Webhook deliveries as `GET /app/hook/deliveries` shows them.
import type { Delivery } from '../state.ts';
import { type Json, time } from './links.ts';

export function deliveryItemJson(delivery: Delivery): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: time(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: 0,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation.id,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

export function deliveryJson(delivery: Delivery): Json {
  return {
    ...deliveryItemJson(delivery),
    request: { headers: null, payload: delivery.payload },
    response: { headers: null, payload: null },
  };
}
