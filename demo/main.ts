// `npm run demo`: the whole story on one machine, on loopback, without any account. The app is the real one; GitHub, AWS and the token issuer are the test doubles.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { main as aigov } from '../src/cli.ts';
import { DEPLOY_ROLE, REPO, roleFile, startWorld, type World } from '../test/doubles/world.ts';
import { createNarrator } from './narrator.ts';

const CI_ROLE = 'arn:aws:iam::111122223333:role/ci';
const say = createNarrator({
  write: (text) => process.stdout.write(text),
  color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
});

say.title('aigov demo: an AI agent changes an IAM role in production');
const world = await startWorld({ settings: { host: '127.0.0.1' }, checkContract: false });
try {
  await play(world);
} finally {
  await world.close();
}

async function play(demo: World): Promise<void> {
  const { github } = demo;

  const first = push(demo, 'lambda.amazonaws.com');
  const { number } = github.openPull({
    repo: REPO,
    head: 'copilot/trust',
    author: 'Copilot',
    title: 'Let Lambda assume the CI role',
  });
  await demo.settle();
  say.step(
    'Copilot, prompted by alice, opens a pull request',
    `check ${conclusion(demo, first)}: ${title(demo, first)}`,
  );
  say.block(`check run aigov/policy on ${first.slice(0, 10)}`, summary(demo, first));

  approve(demo, number, 'alice');
  await demo.settle();
  say.step('alice, who prompted the agent, approves', `does not count: ${title(demo, first)}`);

  approve(demo, number, 'bob', 'carol');
  await demo.settle();
  say.step(
    'bob and carol of @acme/security approve',
    `check ${conclusion(demo, first)}: ${title(demo, first)}`,
  );

  const head = push(demo, 'states.amazonaws.com');
  await demo.settle();
  say.step('the agent pushes again', `the approvals no longer count: ${title(demo, head)}`);

  approve(demo, number, 'bob', 'carol');
  await demo.settle();
  say.step('bob and carol look again and approve', `check ${conclusion(demo, head)}: ${title(demo, head)}`);

  const sha = github.mergePull({ repo: REPO, number, by: 'bob' });
  await demo.settle();
  say.step(
    'bob merges',
    `a grant is open; what merged is what was approved (${github.checkRuns(REPO, sha).at(-1)?.output?.title ?? 'no chain'})`,
  );

  await deploy(demo, sha);
  await audit(demo);
}

async function deploy(demo: World, sha: string): Promise<void> {
  const { github, aws } = demo;
  const run = github.startWorkflowRun({
    repo: REPO,
    path: '.github/workflows/deploy.yml',
    sha,
    actor: 'bob',
    event: 'push',
  });
  const { status, body, credentials } = await demo.exchange({ run, sha });
  if (credentials === null) throw new Error(`the exchange failed: ${JSON.stringify(body)}`);
  say.step(
    'the deploy workflow shows its GitHub token and gets a session',
    `HTTP ${status}, session ${String(body['id'])}, until ${String(body['expires_at'])}`,
  );

  const allowed = aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', CI_ROLE);
  say.step('it changes the role that was approved', `iam:UpdateAssumeRolePolicy on role/ci: ${allowed.kind}`);
  const denied = aws.authorize(credentials, 'iam:CreateUser', 'arn:aws:iam::111122223333:user/backdoor');
  const own = aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', DEPLOY_ROLE);
  say.step(
    'it tries something else',
    `iam:CreateUser: ${denied.kind}; changing its own deploy role: ${own.kind}`,
  );

  github.completeWorkflowRun({ repo: REPO, run: run.id, conclusion: 'success' });
  await demo.settle();
  const after = aws.authorize(credentials, 'iam:UpdateAssumeRolePolicy', CI_ROLE);
  say.step(
    'the run ends and that one session is revoked',
    `the same call with the same credentials: ${after.kind}`,
  );

  const again = await demo.exchange({ run, sha });
  say.step('the finished run asks once more', `HTTP ${again.status}: ${String(again.body['detail'])}`);
}

async function audit(demo: World): Promise<void> {
  say.step('an auditor verifies the ledger, offline', await verify(demo.dataDir));
  const copy = join(demo.dataDir, 'copy');
  cpSync(join(demo.dataDir, 'aigov.db'), join(copy, 'aigov.db'));
  cpSync(join(demo.dataDir, 'aigov.db-wal'), join(copy, 'aigov.db-wal'));
  alterOneByte(join(copy, 'aigov.db'));
  say.step('one byte of a copy is changed', await verify(copy));
  say.title('done: every step above is one entry of that chain');
}

/** In the entry that tells what the session could do, the narrowing level 0 becomes 4: somebody hides that it was narrow. */
function alterOneByte(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
  const bytes = readFileSync(path);
  const told = '"narrowing":';
  const at = bytes.indexOf(`${told}0`);
  if (at < 0) throw new Error('the copy holds no entry to alter');
  bytes[at + told.length] = '4'.charCodeAt(0);
  writeFileSync(path, bytes);
}

async function verify(dataDir: string): Promise<string> {
  const lines: string[] = [];
  const code = await aigov(['ledger', 'verify', '--data-dir', dataDir], {
    out: (text) => lines.push(...text.split('\n')),
    err: (text) => lines.push(text),
    color: false,
    interactive: false,
    cwd: process.cwd(),
    environment: {},
  });
  return `aigov ledger verify exits ${code}: ${(code === 0 ? lines.at(-1) : lines[0]) ?? ''}`;
}

function push(demo: World, service: string): string {
  return demo.github.commitTo({
    repo: REPO,
    branch: 'copilot/trust',
    author: 'Copilot',
    coauthors: ['alice'],
    verified: true,
    message: `Let ${service} assume the CI role`,
    files: { 'envs/prod/iam.tf': roleFile(service) },
  });
}

function approve(demo: World, number: number, ...people: readonly string[]): void {
  for (const by of people) demo.github.review({ repo: REPO, number, by, event: 'APPROVE' });
}

function title(demo: World, sha: string): string {
  return policyRun(demo, sha)?.output?.title ?? '(no check run)';
}

function conclusion(demo: World, sha: string): string {
  return policyRun(demo, sha)?.conclusion ?? 'missing';
}

function summary(demo: World, sha: string): string {
  return policyRun(demo, sha)?.output?.summary ?? '';
}

function policyRun(demo: World, sha: string): ReturnType<World['github']['checkRuns']>[number] | undefined {
  return demo.github.checkRuns(REPO, sha).findLast(({ name }) => name === 'aigov/policy');
}
