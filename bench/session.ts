// Benchmark: workflow tokens exchanged for sessions, against the server in a process of its own; GitHub, STS and the issuer answer from this one.
import { makeKey } from '../action/jwe.js';
import { REPO, roleFile, startWorld, type World } from '../test/doubles/world.ts';
import { type Child, startChild } from './child.ts';
import { aside, type Figure, grouped, inLanes, perSecond, quantile, spread } from './measure.ts';

/** Merged pull requests, each with a grant of its own, which holds at most 20 sessions at a time. */
const MERGES = 30;
const WARM_UP = 40;
const EXCHANGES = 200;
const LANES = 8;
/** The user that the deploy role of the doubles trusts. */
const BROKER = { AWS_ACCESS_KEY_ID: 'AKIAAIGOVBROKER00000', AWS_SECRET_ACCESS_KEY: 'broker-secret' };

type Prepared = { readonly bearer: string; readonly body: string };
type Exchanged = { readonly id: string; readonly milliseconds: number };

export async function benchSession(): Promise<readonly Figure[]> {
  const world = await startWorld({ checkContract: false });
  const server = startChild('./server-process.ts', BROKER);
  try {
    const merges: string[] = [];
    for (let index = 0; index < MERGES; index += 1) merges.push(await mergeApproved(world, index));
    const { url } = (await server.ask({ kind: 'start', settings: world.settings })) as {
      readonly url: string;
    };
    await exchangeAll(url, { requests: await prepare(world, merges, WARM_UP), lanes: LANES });
    const one = await measure(server, { url, requests: await prepare(world, merges, EXCHANGES), lanes: 1 });
    const many = await measure(server, {
      url,
      requests: await prepare(world, merges, EXCHANGES),
      lanes: LANES,
    });
    return figuresOf(one, many);
  } finally {
    await server.end();
    await world.close();
  }
}

type Measured = { readonly rate: number; readonly over: readonly number[]; readonly sts: readonly number[] };

function figuresOf(one: Measured, many: Measured): readonly Figure[] {
  const p99 = quantile(one.over, 0.99);
  return [
    {
      what: `session exchange, ${LANES} at once, ${MERGES} grants`,
      measured: `${grouped(many.rate)}/s, over STS ${spread(many.over)}`,
      target: '>= 200/s',
      met: many.rate >= 200,
    },
    {
      what: '  one at a time, over the time of STS',
      measured: `${spread(one.over)} (${grouped(one.rate)}/s)`,
      target: 'p99 <= 60 ms',
      met: p99 <= 60,
    },
    aside('  STS itself (the double)', spread(one.sts)),
  ];
}

async function measure(
  server: Child,
  load: { readonly url: string; readonly requests: readonly Prepared[]; readonly lanes: number },
): Promise<Measured> {
  const begun = performance.now();
  const exchanged = await exchangeAll(load.url, load);
  const rate = perSecond(exchanged.length, performance.now() - begun);
  const times = (await server.ask({ kind: 'sts-times' })) as Readonly<Record<string, number>>;
  const sts = exchanged.map(({ id }) => times[id] ?? Number.NaN);
  if (sts.some(Number.isNaN)) throw new Error('a session was issued without STS');
  return { rate, sts, over: exchanged.map(({ milliseconds }, index) => milliseconds - (sts[index] ?? 0)) };
}

async function exchangeAll(
  url: string,
  { requests, lanes }: { readonly requests: readonly Prepared[]; readonly lanes: number },
): Promise<readonly Exchanged[]> {
  const exchanged: Exchanged[] = [];
  await inLanes({ count: requests.length, lanes }, async (index) => {
    const begun = performance.now();
    const { bearer, body } = requests[index] as Prepared;
    const response = await fetch(`${url}/v1/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body,
    });
    const answer = (await response.json()) as { readonly id?: string };
    if (response.status !== 201 || answer.id === undefined)
      throw new Error(`an exchange was answered ${response.status}: ${JSON.stringify(answer)}`);
    exchanged.push({ id: answer.id, milliseconds: performance.now() - begun });
  });
  return exchanged;
}

/** The change of the story, approved and merged: a grant, under which each run attempt gets one session. */
async function mergeApproved({ github, settle }: World, index: number): Promise<string> {
  const files = { 'envs/prod/iam.tf': roleFile(`service-${index}.amazonaws.com`) };
  const branch = `copilot/trust-${index}`;
  github.commitTo({ repo: REPO, branch, author: 'Copilot', coauthors: ['alice'], verified: true, files });
  const { number } = github.openPull({ repo: REPO, head: branch, author: 'Copilot', title: 'A change' });
  await settle();
  for (const by of ['bob', 'carol']) github.review({ repo: REPO, number, by, event: 'APPROVE' });
  await settle();
  const merge = github.mergePull({ repo: REPO, number, by: 'bob' });
  await settle();
  return merge;
}

/** A running deploy job each, with its key and token: made beforehand, because they are the workflow's cost. */
async function prepare(world: World, merges: readonly string[], count: number): Promise<readonly Prepared[]> {
  const repository = world.github.repository(REPO);
  const workflow = `${REPO}/.github/workflows/deploy.yml@refs/heads/main`;
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const sha = merges[index % merges.length] ?? '';
      const run = world.github.startWorkflowRun({
        repo: REPO,
        path: '.github/workflows/deploy.yml',
        sha,
        actor: 'bob',
        event: 'push',
      });
      const key = makeKey();
      const bearer = await world.issuer.token({
        audience: `${world.settings.publicUrl ?? ''}/v1/sessions#${key.thumbprint}`,
        now: world.clock.now(),
        claims: {
          repository: REPO,
          repository_id: String(repository.id),
          repository_owner_id: String(repository.owner.id),
          environment: 'production',
          ref: 'refs/heads/main',
          sha,
          event_name: 'push',
          workflow_ref: workflow,
          job_workflow_ref: workflow,
          run_id: String(run.id),
          run_attempt: '1',
        },
      });
      return { bearer, body: JSON.stringify({ target: 'prod', key: key.jwk }) };
    }),
  );
}
