// workflow-token-widened: what a token may newly do, at the top and in jobs, and what it already might.
import { expect, it, test } from 'vitest';
import { workflowTokenWidened } from '../../../src/classify/rules/workflow-token-widened.ts';
import { diffOf, fileOf } from '../example-change.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const at = (permissions: string): string => `on: push\n${permissions}jobs:\n  a: { runs-on: x }\n`;
const check = (before: string | null, after: string | null): readonly string[] =>
  hitsOfWorkflow(workflowTokenWidened, before, after);
const job = (permissions: string, top = 'permissions: { contents: read }'): string =>
  workflow(`runs-on: x\n${permissions}`, `on: push\n${top}`);

test('GHA-01: write-all, an OIDC token and a block that is gone', () => {
  const before = at('permissions: { contents: read }\n');
  expect(check(before, at('permissions: write-all\n'))).toEqual([
    'high 2 This workflow may now write everything (before: none).',
  ]);
  expect(check(before, at('permissions: { contents: read, id-token: write }\n'))).toEqual([
    'high 2 This workflow may now ask for OIDC tokens (`id-token: write`), which let it into clouds (before: none).',
  ]);
  expect(check(before, at(''))).toEqual([
    'high - This workflow no longer says what its token may do, so a setting of the repository decides, which may be write on everything.',
  ]);
});

it.each<[string, string, string, readonly string[]]>([
  ['the same', 'permissions: read-all\n', 'permissions: read-all\n', []],
  ['less', 'permissions: { contents: write }\n', 'permissions: { contents: read }\n', []],
  ['nothing at all', 'permissions: write-all\n', 'permissions: {}\n', []],
  ['a listed scope of write-all', 'permissions: write-all\n', 'permissions: { contents: write }\n', []],
  [
    'from read-all to a write',
    'permissions: read-all\n',
    'permissions: { packages: write }\n',
    ['high 2 This workflow may now write packages (before: read).'],
  ],
  [
    'a mild scope',
    'permissions: {}\n',
    'permissions: { issues: write }\n',
    ['medium 2 This workflow may now write issues (before: none).'],
  ],
  [
    'an unknown scope',
    'permissions: {}\n',
    'permissions: { vault: write }\n',
    ['high 2 This workflow may now write vault (before: none).'],
  ],
  [
    'an unknown level',
    'permissions: {}\n',
    'permissions: { contents: admin }\n',
    ['high 2 This workflow may now write contents (before: none).'],
  ],
  [
    'a read',
    'permissions: {}\n',
    'permissions: { contents: read }\n',
    ['low 2 This workflow may now read contents (before: none).'],
  ],
  ['reads in place of the default', '', 'permissions: { contents: read }\n', []],
  [
    'a write in place of the default',
    '',
    'permissions: { contents: write }\n',
    ['medium 2 This workflow may now write contents (without this a setting of the repository decides).'],
  ],
])('at the top: %s', (_name, before, after, expected) => {
  expect(check(at(before), at(after))).toEqual(expected);
});

it.each<[string, string, string, readonly string[]]>([
  ['the same as inherited', '', 'permissions: { contents: read }', []],
  [
    'more than inherited',
    '',
    'permissions: { contents: write }',
    ['high 6 Job deploy may now write contents (before: read).'],
  ],
  ['back to what it inherits', 'permissions: { contents: write }', '', []],
  [
    'back to more than it had',
    'permissions: {}',
    '',
    ['low 2 Job deploy may now read contents (before: none).'],
  ],
])('in a job: %s', (_name, before, after, expected) => {
  expect(check(job(before), job(after))).toEqual(expected);
});

it('a job falls back to the default', () => {
  expect(check(job('permissions: {}', ''), job('', ''))).toEqual([
    'high - Job deploy no longer says what its token may do, so a setting of the repository decides, which may be write on everything.',
  ]);
});

it('where every job has its own block, none falls back', () => {
  const own = 'permissions: {}';
  expect(check(job(own), job(own, ''))).toEqual([]);
  expect(check(job(own), null)).toEqual([]);
});

it('a removed file takes its token along', () => {
  const before = at('permissions: { contents: read }\n');
  const diff = diffOf({ files: [fileOf({ path: '.github/workflows/deploy.yml', status: 'removed' })] });
  expect(hitsOfWorkflow(workflowTokenWidened, before, null, { diff })).toEqual([]);
  const path = 'attic/deploy.yml';
  const moved = fileOf({ path, previousPath: '.github/workflows/deploy.yml', status: 'renamed' });
  expect(hitsOfWorkflow(workflowTokenWidened, before, null, { diff: diffOf({ files: [moved] }) })).toEqual(
    [],
  );
});

it('a new workflow that says nothing, and one that says it', () => {
  expect(check(null, job('', ''))).toEqual([
    'low - This new workflow does not say what its token may do, so a setting of the repository decides, which may be write on everything.',
  ]);
  expect(check(null, job('permissions: {}', ''))).toEqual([]);
  expect(check(null, job(''))).toEqual([]);
  expect(check(null, workflow('runs-on: x', 'on: workflow_call'))).toEqual([]);
});

it('a new job has to read something', () => {
  const before = 'on: push\npermissions: {}\njobs:\n  a: { runs-on: x }\n';
  expect(check(before, `${before}  b: { runs-on: x, permissions: { contents: read } }\n`)).toEqual([]);
  expect(check(before, `${before}  b: { runs-on: x, permissions: { contents: write } }\n`)).toEqual([
    'high 5 Job b may now write contents (before: none).',
  ]);
});

it.each<[string, string | null]>([
  ['app-id: 1', 'with all that the App may do'],
  ['app-id: 1, permission-contents: read', null],
  ['app-id: 1, permission-contents: read, owner: acme', 'for all repositories of its owner'],
  ['app-id: 1, permission-contents: read, owner: acme, repositories: infra', null],
  ['app-id: 1, permission-contents: read, skip-token-revoke: true', 'that lives on after the job'],
])('a token of an App: %s', (inputs, why) => {
  const steps = (more: string): string => workflow(`steps:\n  - run: x\n${more}`);
  const after = steps(`  - id: t\n    uses: actions/create-github-app-token@v2\n    with: { ${inputs} }`);
  expect(check(steps(''), after)).toEqual(
    why === null ? [] : [`medium 6 Step "t" of job deploy makes a token of a GitHub App ${why}.`],
  );
  expect(check(after, after.replace('run: x', 'run: y'))).toEqual([]);
});

it('a word that GitHub does not know', () => {
  expect(check(at('permissions: read-all\n'), at('permissions: Write-All\n'))).toEqual([
    'high 2 This workflow may now write everything (before: read).',
  ]);
});

it('a job that joins a workflow whose jobs may enter clouds', () => {
  const cloud = 'on: push\npermissions: { id-token: write }\njobs:\n  a: { runs-on: x }\n';
  const joined = `${cloud}  b: { runs-on: x }\n`;
  expect(check(cloud, joined)).toEqual([
    'medium - Job b is new and may ask for OIDC tokens, which let it into clouds, like all jobs of this workflow.',
  ]);
  expect(check(cloud, joined.replace('b: {', 'b: { permissions: {}, '))).toEqual([]);
  const other = cloud.replace('id-token', 'issues');
  expect(check(other, `${other}  b: { runs-on: x }\n`)).toEqual([]);
  expect(check(null, joined).some((hit) => hit.includes('is new and'))).toBe(false);
});
