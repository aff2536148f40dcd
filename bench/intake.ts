// Benchmark: webhooks per second over real HTTP with real signatures, acknowledged once they are on disk; beside a bare server.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerSettings } from '../src/config/settings.ts';
import { signBody } from '../test/doubles/github/index.ts';
import { type Child, startChild } from './child.ts';
import { aside, type Figure, grouped, inLanes, perSecond, quantile, spread } from './measure.ts';

const CONNECTIONS = 32;
const BODY_BYTES = 24 * 1024;
/** Product and baseline take turns, so that a noisy minute hits both. */
const ROUNDS = 5;
const PER_ROUND = 2_000;
const WARM_UP = 500;
const BODIES = 64;
const SECRET = randomBytes(32).toString('hex');

type Load = { readonly samples: number[]; milliseconds: number };
type Signed = { readonly body: Buffer; readonly signature: string };

export async function benchIntake(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aigov-bench-'));
  const [product, bare] = [startChild('./server-process.ts'), startChild('./server-process.ts')];
  try {
    const urls = {
      product: await urlOf(product, { kind: 'start', settings: settingsOf(dataDir) }),
      bare: await urlOf(bare, { kind: 'start-bare', dataDir }),
    };
    const bodies = Array.from({ length: BODIES }, signedBody);
    const loads = { product: emptyLoad(), bare: emptyLoad() };
    for (const url of Object.values(urls)) await fire(url, { bodies, count: WARM_UP, into: emptyLoad() });
    for (let round = 0; round < ROUNDS; round += 1) {
      await fire(urls.product, { bodies, count: PER_ROUND, into: loads.product });
      await fire(urls.bare, { bodies, count: PER_ROUND, into: loads.bare });
    }
    return figuresOf(loads);
  } finally {
    await Promise.all([product.end(), bare.end()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function figuresOf({ product, bare }: { readonly product: Load; readonly bare: Load }): readonly Figure[] {
  const rate = perSecond(product.samples.length, product.milliseconds);
  const bareRate = perSecond(bare.samples.length, bare.milliseconds);
  const p99 = quantile(product.samples, 0.99);
  return [
    {
      what: `webhook intake, 24 KB, ${CONNECTIONS} connections, SQLite`,
      measured: `${grouped(rate)}/s`,
      target: '>= 1,500/s',
      met: rate >= 1_500,
    },
    {
      what: '  acknowledged after',
      measured: spread(product.samples),
      target: 'p99 <= 50 ms',
      met: p99 <= 50,
    },
    aside(
      '  bare node:http + one INSERT each',
      `${grouped(bareRate)}/s, ${spread(bare.samples)}; ours is ${(rate / bareRate).toFixed(2)} of it`,
    ),
  ];
}

function emptyLoad(): Load {
  return { samples: [], milliseconds: 0 };
}

async function urlOf(child: Child, start: object): Promise<string> {
  return `${((await child.ask(start)) as { readonly url: string }).url}/api/github/webhooks`;
}

/** The size of a real `pull_request` payload; what it says does not matter to the door. */
function signedBody(): Signed {
  const filler = randomBytes((BODY_BYTES - 100) / 2).toString('hex');
  const body = JSON.stringify({ action: 'synchronize', number: 7, filler });
  return { body: Buffer.from(body), signature: signBody(SECRET, body) };
}

async function fire(
  url: string,
  load: { readonly bodies: readonly Signed[]; readonly count: number; readonly into: Load },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const begun = performance.now();
  const samples = await inLanes({ count: load.count, lanes: CONNECTIONS }, async (index) => {
    const signed = load.bodies[index % load.bodies.length];
    if (signed === undefined) throw new Error('no body to send');
    const status = await post(url, agent, signed);
    if (status !== 202) throw new Error(`a webhook was answered ${status}`);
  });
  load.into.milliseconds += performance.now() - begun;
  load.into.samples.push(...samples);
  agent.destroy();
}

async function post(url: string, agent: Agent, { body, signature }: Signed): Promise<number> {
  return await new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-github-delivery': randomUUID(),
        'x-github-event': 'pull_request',
        'x-hub-signature-256': signature,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.end(body);
  });
}

/** A server that only takes webhooks in: GitHub and AWS are never called. */
function settingsOf(dataDir: string): ServerSettings {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    appId: 1,
    privateKey,
    webhookSecret: SECRET,
    webhookPath: '/api/github/webhooks',
    host: '127.0.0.1',
    port: 0,
    githubApiUrl: 'http://127.0.0.1:9',
    databaseUrl: null,
    dataDir,
    publicUrl: null,
    orgPolicy: '<owner>/.github//aigov.yml',
    role: 'gate',
    issuers: [],
    stsEndpoint: null,
    iamEndpoint: null,
  };
}
