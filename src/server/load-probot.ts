// Probot with the app function, fed from the work table. Called by server.ts.
import { Probot } from 'probot';
import type { baseOf } from '../adapters/github/index.ts';
import { aigov } from '../index.ts';
import { QUEUES, takeTriggers } from '../steps/take-triggers.ts';
import type { Parts } from './parts.ts';

/** Probot only hears of deliveries that are on disk; its own HTTP server is never started. */
export async function loadProbot(
  parts: Parts & { readonly Octokit: ReturnType<typeof baseOf> },
): Promise<Probot> {
  const { settings, log, Octokit, ports, store } = parts;
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    Octokit,
    log,
  });
  await probot.load(
    aigov({
      appId: settings.appId,
      take: (triggers) => takeTriggers({ queue: store.work, memory: ports.memory }, triggers),
      forget: async (kind) => {
        ports.caches.dropCaches(kind);
        await store.work.request(QUEUES.pulls, 'pulls', null);
      },
    }),
  );
  return await probot.ready();
}
