// Process entry: environment -> server, or Probot's set-up page where no App exists yet. Started by `npm start`.
import { existsSync, readFileSync } from 'node:fs';
import { makeNothingOld } from './adapters/collector.ts';
import { createLog } from './adapters/log.ts';
import { readEnvironment } from './config/env.ts';
import { serverSettings } from './config/settings.ts';
import { Fault } from './model/failure.ts';

/** Orchestrators kill after 30 s; a retry against a GitHub that is down may take longer than a stop should. */
const STOP_MS = 10_000;

/** Probot's set-up page writes `.env`; what the environment itself says wins. */
if (existsSync('.env')) process.loadEnvFile('.env');

makeNothingOld();
try {
  await start();
} catch (error) {
  // A Fault's message is for whoever starts the process; anything else is a defect and shows its stack.
  console.error(error instanceof Fault ? `aigov: ${error.message}` : error);
  process.exitCode = error instanceof Fault && error.code === 'CONFIG_INVALID' ? 2 : 3;
}

async function start(): Promise<void> {
  const { environment, warnings } = readEnvironment(process.env);
  const log = createLog({ level: environment.LOG_LEVEL });
  for (const warning of warnings) log.warn(warning);
  const settings = serverSettings(environment, (path) => readFileSync(path, 'utf8'));
  if (settings === null) return await showSetUp(environment.PORT, environment.HOST);
  const { startServer } = await import('./server.ts');
  const server = await startServer({ settings, log });
  log.info({ url: server.url, role: settings.role, store: server.store.engine }, 'aigov listens');
  if (settings.publicUrl === null)
    log.warn('AIGOV_PUBLIC_URL is not set: sessions cannot be issued, and check runs carry no link');
  const stop = (signal: string): void => {
    log.info({ signal }, 'stopping');
    // What still runs after this keeps its lease, and another process takes it up: nothing is lost.
    setTimeout(() => process.exit(0), STOP_MS).unref();
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** Open to whoever reaches the port, so never in production; the manifest of app.yml is merged in by Probot. */
async function showSetUp(port: number, host: string): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Fault(
      'CONFIG_INVALID',
      'APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set, and the set-up page is not shown in production. See docs/quickstart.md.',
    );
  }
  console.error(`aigov: no GitHub App is configured yet. Open http://${host}:${port}/probot to create one.`);
  const { run } = await import('probot');
  await run(() => undefined, {
    env: { ...process.env, NO_SMEE_SETUP: 'true', HOST: host, PORT: String(port) } as NodeJS.ProcessEnv,
  });
}
