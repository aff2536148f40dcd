// The server under measurement, in a process of its own: settings come as a message, its address is the answer. Forked by intake.ts and session.ts.
import { createLog } from '../src/adapters/log.ts';
import type { ServerSettings } from '../src/config/settings.ts';
import { startServer, type RunningServer } from '../src/server.ts';
import { startBareServer } from './bare-server.ts';

export type ServerRequest =
  | { readonly kind: 'start'; readonly settings: ServerSettings }
  /** The bare baseline over a folder. */
  | { readonly kind: 'start-bare'; readonly dataDir: string }
  | { readonly kind: 'sts-times' };

/** Session id to the milliseconds that its AssumeRole took. */
const stsTimes: Record<string, number> = {};
let running: { readonly url: string; readonly close: () => Promise<void> } | null = null;

process.on('message', (request: ServerRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => void running?.close().then(() => process.exit(0)));

async function answer(request: ServerRequest): Promise<object> {
  switch (request.kind) {
    case 'start':
      return { url: (running = await startMeasured(request.settings)).url };
    case 'start-bare':
      return { url: (running = await startBareServer(request.dataDir)).url };
    case 'sts-times':
      return stsTimes;
    default:
      return request satisfies never;
  }
}

async function startMeasured(settings: ServerSettings): Promise<RunningServer> {
  const server = await startServer({
    settings,
    log: createLog({ level: 'silent' }),
    work: false,
    throttle: false,
  });
  const { sts } = server.ports;
  // The routes hold this very object; the port is wrapped in place, so that STS's own time can be told apart.
  Object.assign(server.ports, {
    sts: {
      assumeRole: async (asked: Parameters<typeof sts.assumeRole>[0]) => {
        const begun = performance.now();
        const result = await sts.assumeRole(asked);
        stsTimes[asked.sourceIdentity] = performance.now() - begun;
        return result;
      },
    },
  });
  return server;
}
