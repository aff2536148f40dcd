// Composition: the webhook side and the credential side can run apart; each shows only its own doors.
import { expect, it } from 'vitest';
import { startWorld } from '../doubles/world.ts';
import { postWebhook } from './acts.ts';

it.each([
  { role: 'gate', webhook: 202, session: 404 },
  { role: 'broker', webhook: 404, session: 401 },
] as const)('$role', async ({ role, webhook, session }) => {
  const world = await startWorld({ settings: { role } });
  expect((await postWebhook(world, { event: 'ping', payload: { zen: 'x' } })).status).toBe(webhook);
  const body = JSON.stringify({ target: 'prod', key: {} });
  const answer = await fetch(`${world.server.url}/v1/sessions`, { method: 'POST', body });
  expect(answer.status).toBe(session);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect((await fetch(`${world.server.url}/healthz`)).status).toBe(200);
  await world.close();
});
