// Signs and sends webhooks, in order per double, and keeps the log. Used by start.ts; actions reach it through `emit`.
import { createHmac, randomUUID } from 'node:crypto';
import type { Contract } from './contract.ts';
import type { Faults } from './faults.ts';
import { installationCovers } from './find.ts';
import { accountJson, organizationJson, repositoryJson } from './present/accounts.ts';
import { nodeId } from './present/links.ts';
import type { Delivery, Emission, Installation, State } from './state.ts';

export type WebhookSender = {
  emit(state: State, emission: Emission): void;
  redeliver(state: State, delivery: Delivery): void;
  /** Resolves when everything sent has been answered, and what the answers caused too. */
  settled(): Promise<void>;
};

/** Sent only to the app that owns the check run. */
const OWNER_ONLY = new Set(['check_run.rerequested', 'check_run.requested_action']);

export function createWebhookSender(contract: Contract | null, faults: Faults): WebhookSender {
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (delivery: Delivery): void => {
    queue = queue.then(() => send(delivery, faults));
  };
  return {
    emit: (state, emission) => {
      for (const installation of listeners(state, emission)) {
        const delivery = newDelivery(state, emission, installation);
        const violations = contract?.webhook(nameOf(emission), delivery.payload) ?? [];
        if (violations.length > 0) throw new Error(`contract violation: ${violations.join('; ')}`);
        state.deliveries.push(delivery);
        enqueue(delivery);
      }
    },
    redeliver: (state, delivery) => {
      const again = { ...delivery, id: state.nextId(), redelivery: true, statusCode: 0, status: 'pending' };
      state.deliveries.push(again);
      enqueue(again);
    },
    settled: async () => {
      for (let seen: Promise<void> | undefined; seen !== queue;) {
        seen = queue;
        await seen;
      }
    },
  };
}

/** GitHub's signature header over these bytes. */
export function signBody(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function listeners(state: State, emission: Emission): readonly Installation[] {
  const { repository, installation: only, event } = emission;
  return [...state.installations.values()]
    .filter((one) => only === undefined || one === only)
    .filter((one) => repository === null || installationCovers(one, repository))
    .filter(({ app }) => app.webhookUrl !== null)
    .filter(({ app }) => event === 'installation' || app.events === null || app.events.includes(event))
    .filter(({ app }) => !OWNER_ONLY.has(nameOf(emission)) || ownerOf(emission) === app.id);
}

function ownerOf({ body }: Emission): unknown {
  const run = body['check_run'] as { readonly app?: { readonly id?: unknown } } | undefined;
  return run?.app?.id;
}

function nameOf({ event, action }: Emission): string {
  return action === null ? event : `${event}.${action}`;
}

function newDelivery(state: State, emission: Emission, installation: Installation): Delivery {
  const { event, action, repository, sender, body } = emission;
  const owner = repository?.owner;
  const payload = {
    ...(action === null ? {} : { action }),
    ...body,
    ...(repository === null ? {} : { repository: repositoryJson(state, repository) }),
    ...(owner?.type === 'Organization' ? { organization: organizationJson(state, owner) } : {}),
    sender: accountJson(state, sender),
    installation: body['installation'] ?? { id: installation.id, node_id: nodeId('I', installation.id) },
  };
  return {
    id: state.nextId(),
    guid: randomUUID(),
    app: installation.app,
    installation,
    repositoryId: repository?.id ?? null,
    event,
    action,
    payload,
    redelivery: false,
    deliveredAt: state.clock(),
    statusCode: 0,
    status: 'pending',
  };
}

/** Never throws: what goes wrong is in the log, as on GitHub. */
async function send(delivery: Delivery, faults: Faults): Promise<void> {
  const { app, event, guid } = delivery;
  if (faults.take({ webhook: event }) !== undefined || app.webhookUrl === null)
    return finish(delivery, 502, 'failed to connect to host');
  const body = JSON.stringify(delivery.payload);
  try {
    const answer = await fetch(app.webhookUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/fake',
        'x-github-delivery': guid,
        'x-github-event': event,
        'x-github-hook-id': String(app.id + 1_000_000),
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': signBody(app.webhookSecret, body),
      },
    });
    await answer.arrayBuffer();
    finish(delivery, answer.status, answer.ok ? 'OK' : 'Invalid HTTP Response: ' + answer.status);
  } catch {
    finish(delivery, 502, 'failed to connect to host');
  }
}

function finish(delivery: Delivery, statusCode: number, status: string): void {
  delivery.statusCode = statusCode;
  delivery.status = status;
}
