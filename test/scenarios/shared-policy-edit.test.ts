// A pull request in the repository of a floor or of a shared file: lints stand on its lines, and it is tried on what those decided who use it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLICY, startWorld, type World } from '../doubles/world.ts';
import { proposeApproved } from './acts.ts';

const SHARED = 'acme/.github';
const FLOOR = 'version: 1\nowners: ["@acme/platform"]\n';
const BASE = 'version: 1\nowners: ["@acme/platform"]\nrules: []\n';
const FREEZE =
  'rules:\n  - id: freeze\n    when: { kinds: [identity], not: { kinds: [identity] } }\n    deny: Frozen.\n';
const DENY = 'rules: [{ id: freeze, when: { kinds: [identity] }, deny: Frozen. }]\n';

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: `${POLICY}extends: ${SHARED}//base.yml\n` });
  world.github.addRepository({ fullName: SHARED, files: { 'aigov.yml': FLOOR, 'base.yml': BASE } });
  world.github.addCollaborator({ repo: SHARED, login: 'dave', permission: 'write' });
  await proposeApproved(world);
});
afterAll(() => world.close());

/** What the card says of the edit, and its notes about the policy. */
async function edited(
  files: Readonly<Record<string, string>>,
  branch: string,
): Promise<{ readonly says: readonly string[]; readonly notes: readonly unknown[] }> {
  const head = world.github.commitTo({ repo: SHARED, branch, author: 'dave', files });
  world.github.openPull({ repo: SHARED, head: branch, author: 'dave', title: 'Policy' });
  await world.settle();
  const run = world.github.checkRuns(SHARED, head).find(({ name }) => name === 'aigov/policy');
  const [, section = ''] =
    /### What this policy would change\n\n([\s\S]*?)\n\n###/.exec(run?.output.summary ?? '') ?? [];
  const notes = run?.annotations.filter(({ title }) => title?.startsWith('policy: ')) ?? [];
  return {
    says: section.split('\n'),
    notes: notes.map(({ path, start_line: line, title }) => [path, line, title]),
  };
}

it('a floor is tried on the decisions of the repositories below it, which it does not name', async () => {
  expect(await edited({ 'aigov.yml': `${FLOOR}${DENY}` }, 'floor')).toEqual({
    says: [
      '- would have changed 2 of the last 2 decisions, 2 of them of other repositories:',
      '  - 1 from needs review to blocked (1 of other repositories)',
      '  - 1 from pass to blocked (1 of other repositories)',
    ],
    notes: [],
  });
});

it('a file that others extend is linted on its lines and tried on their decisions', async () => {
  expect(await edited({ 'base.yml': BASE.replace('rules: []\n', FREEZE) }, 'base')).toEqual({
    says: [
      '- 1 new warning, marked on the lines',
      '- would have changed none of the last 2 decisions, 2 of them of other repositories',
    ],
    notes: [['base.yml', 5, 'policy: never-matches']],
  });
  expect((await edited({ 'base.yml': BASE.replace('rules: []\n', DENY) }, 'deny')).says).toHaveLength(3);
});

it('one that is no policy any more is told on its line, and is not tried', async () => {
  expect(await edited({ 'base.yml': `${BASE}rulez: []\n` }, 'broken')).toEqual({
    says: [
      '- **it is no policy**: 1 error, marked on the lines. Once it is merged, every pull request that it decides is refused.',
      '- not tried: there is no policy to try',
    ],
    notes: [['base.yml', 4, 'policy: unknown-key']],
  });
});

it('one that nobody uses is linted all the same', async () => {
  expect(await edited({ 'other.yml': `${FLOOR}${DENY}` }, 'other')).toEqual({
    says: ['- 1 new warning, marked on the lines', '- no decision is recorded that it could be tried on'],
    notes: [['other.yml', 2, 'policy: approvals-without-spare']],
  });
});
