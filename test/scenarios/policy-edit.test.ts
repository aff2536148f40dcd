// A pull request that edits the policy: the policy as it stands decides it, and it shows what it gives away, what is odd about it and what it would have decided otherwise.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, startWorld, type World } from '../doubles/world.ts';
import { check, decisionOf, ledgerOf, openCodes, propose, proposeApproved, TRUST_LAMBDA } from './acts.ts';

const LOOSER = POLICY.replace('owners: ["@acme/platform"]\n', 'baseline: none\n').replace(
  'kinds: [identity], environments: [prod]',
  'kinds: [identity], environments: [prod], not: { kinds: [identity] }',
);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('POL-01: the policy as it stands decides its own edit, which says what it would have decided otherwise and marks the lines that are odd', async () => {
  const first = propose(world, TRUST_LAMBDA, 'copilot/one');
  await world.settle();
  const second = await proposeApproved(world, TRUST_LAMBDA, 'copilot/two');
  const { number, head } = propose(world, { '.aigov.yml': LOOSER }, 'copilot/policy');
  await world.settle();

  const decision = await decisionOf(world, number);
  expect(decision.outcome).toBe('needs_review');
  expect(decision.policy.source).toContain(':.aigov.yml');
  expect(decision.reasons.filter(({ satisfied }) => !satisfied).map(({ rule }) => rule)).toContain('owners');
  expect(openCodes(decision)).toEqual(['APPROVALS_MISSING']);
  expect(decision.findings.map(({ id }) => id)).toContain('policy-loosened');

  const run = check(world, head);
  const [, section = ''] =
    /### What this policy would change\n\n([\s\S]*?)\n\n###/.exec(run?.output.summary ?? '') ?? [];
  expect(section.split('\n')).toEqual([
    '- 1 new warning, marked on the lines',
    '- would have changed 2 of the last 3 decisions:',
    `  - 2 from needs review to pass (#${second.number}, #${first.number})`,
  ]);
  const notes = run?.annotations.filter(({ title }) => title?.startsWith('policy: '));
  expect(notes?.map(({ path, start_line: line, title }) => [path, line, title])).toEqual([
    ['.aigov.yml', 10, 'policy: never-matches'],
  ]);
});

it('neither stands in the decision: what is recorded is the same without them', async () => {
  const { number } = propose(world, { '.aigov.yml': `${LOOSER}\n# again\n` }, 'copilot/again');
  await world.settle();
  const [made] = (await ledgerOf(world, number)).filter(({ type }) => type === 'decision.made');
  expect(JSON.stringify(made)).not.toContain('never-matches');
  expect(JSON.stringify(await decisionOf(world, number))).not.toContain('never-matches');
});

it('a text that is no policy is told on its line, and nothing is tried', async () => {
  const { head } = propose(world, { '.aigov.yml': `${POLICY}rulez: []\n` }, 'copilot/broken');
  await world.settle();
  const run = check(world, head);
  expect(run?.output.summary).toContain(
    '- **it is no policy**: 1 error, marked on the lines. Once it is merged, every pull request that it decides is refused.\n- not tried: there is no policy to try',
  );
  const line = POLICY.split('\n').length;
  expect(run?.annotations).toContainEqual(
    expect.objectContaining({ path: '.aigov.yml', start_line: line, annotation_level: 'failure' }),
  );
});

it('a policy that is deleted is not tried: without it everything is refused', async () => {
  const head = world.github.commitTo({
    repo: 'acme/infra',
    branch: 'gone',
    author: 'bob',
    deletions: ['.aigov.yml'],
  });
  world.github.openPull({ repo: 'acme/infra', head: 'gone', author: 'bob', title: 'No policy' });
  await world.settle();
  expect(check(world, head)?.output.summary).toContain(
    '### What this policy would change\n\n- not tried: the policy is gone, and once this is merged every pull request that it decides is refused',
  );
});
