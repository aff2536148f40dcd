// credential-persisted: what jobs store, write and take over.
import { describe, expect, it, test } from 'vitest';
import { credentialPersisted } from '../../../src/classify/rules/credential-persisted.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const hits = (job: string, top?: string): readonly string[] =>
  hitsOfWorkflow(credentialPersisted, workflow('runs-on: x', top), workflow(`runs-on: x\n${job}`, top));
const step = (lines: string): string => `steps:\n  - id: a\n    ${lines}`;

describe('stored files', () => {
  const stores = (path: string, uses = 'actions/upload-artifact@v7'): readonly string[] =>
    hits(step(`uses: ${uses}\n    with:\n      path: ${JSON.stringify(path)}`));

  it.each<[string, string]>([
    [
      'terraform.tfstate',
      'high 9 Step "a" of job deploy stores `terraform.tfstate`: Terraform state, with every secret in it.',
    ],
    ['~/.aws', 'high 9 Step "a" of job deploy stores `~/.aws`: credentials of AWS.'],
    ['~/.kube/config', 'high 9 Step "a" of job deploy stores `~/.kube/config`: credentials of a cluster.'],
    ['app/.env', 'high 9 Step "a" of job deploy stores `app/.env`: an environment file.'],
    [
      '.git',
      'high 9 Step "a" of job deploy stores `.git`: the settings of git, with the token of the checkout.',
    ],
    [
      'infra/tfplan',
      'medium 9 Step "a" of job deploy stores `infra/tfplan`: a Terraform plan, which holds secrets in clear.',
    ],
    [
      'prod.tfplan',
      'medium 9 Step "a" of job deploy stores `prod.tfplan`: a Terraform plan, which holds secrets in clear.',
    ],
  ])('%s', (path, expected) => {
    expect(stores(path)).toEqual([expected]);
    expect(stores(path, 'actions/cache@v5')).toEqual([expected]);
    expect(stores(path, 'acme/show@v1')).toEqual([]);
  });

  it.each(['dist', 'floor-plan.svg', 'environment.md', '!.env', 'coverage/**', '.github'])(
    '%s is harmless',
    (path) => {
      expect(stores(path)).toEqual([]);
    },
  );
});

it.each<[string, string, readonly string[]]>([
  [
    '{ uses: actions/checkout@v5 }',
    '{ path: ., include-hidden-files: true }',
    [
      'high 6 Step "u" of job deploy stores `.`: the whole workspace, with the token of the checkout in `.git`.',
    ],
  ],
  [
    '{ uses: actions/checkout@v5 }',
    '{ path: . }',
    [
      'low 6 Step "u" of job deploy stores `.`: the whole workspace, with the token of the checkout in `.git`.',
    ],
  ],
  [
    '{ uses: actions/checkout@v5, with: { persist-credentials: false } }',
    '{ path: ., include-hidden-files: true }',
    [],
  ],
  ['{ run: make }', '{ path: ., include-hidden-files: true }', []],
])('a whole workspace after %s', (checkout, upload, expected) => {
  const job = `steps: [${checkout},\n  { id: u, uses: actions/upload-artifact@v7, with: ${upload} }]`;
  expect(hits(job)).toEqual(expected);
});

it.each<[string, readonly string[]]>([
  [
    'run: echo "key=${{ secrets.KEY }}" >> $GITHUB_OUTPUT',
    ['medium 7 Step "a" of job deploy hands on a secret to where other steps and jobs read it.'],
  ],
  [
    'run: echo "k=$AWS_SESSION_TOKEN" >> "$GITHUB_ENV"',
    ['medium 7 Step "a" of job deploy hands on a secret to where other steps and jobs read it.'],
  ],
  ['run: |\n      use "${{ secrets.KEY }}"\n      echo "sha=1" >> $GITHUB_OUTPUT', []],
])('%s', (lines, expected) => {
  expect(hits(step(lines))).toEqual(expected);
});

it('an output of the job', () => {
  expect(hits('outputs: { key: "${{ secrets.KEY }}", sha: "${{ steps.a.outputs.sha }}" }')).toEqual([
    'medium 5 Output `key` hands on a secret to where other steps and jobs read it.',
  ]);
});

test('GHA-14: a deployment restores what others wrote', () => {
  const cache = step('uses: actions/cache@v5\n    with: { path: node_modules }');
  expect(hits(`environment: prod\n${cache}`)).toEqual([
    'low 7 Step "a" of job deploy restores a cache that other runs can write, in a job that deploys to prod.',
  ]);
  expect(hits(cache)).toEqual([]);
  expect(
    hits(`environment: prod\n${step('uses: actions/setup-node@v6\n    with: { cache: npm }')}`),
  ).toHaveLength(1);
  expect(hits(`environment: prod\n${step('uses: actions/setup-node@v6')}`)).toEqual([]);
});

test('GHA-14: a deployment takes over the artifact of another run', () => {
  const artifact = step(
    'uses: actions/download-artifact@v6\n    with: { run-id: "${{ github.event.workflow_run.id }}" }',
  );
  const message =
    'medium 6 Step "a" of job deploy takes over the artifact of another run, which may be one of a stranger\'s code.';
  expect(hits(artifact, 'on: workflow_run')).toEqual([message]);
  expect(hits(artifact)).toEqual([]);
  expect(hits(step('uses: actions/download-artifact@v6'), 'on: workflow_run')).toEqual([]);
  expect(hits(`environment: prod\n${step('run: gh run download 1')}`)).toHaveLength(1);
});

describe('a cache beside the code of a pull request', () => {
  const FETCH = '  - id: f\n    run: gh pr checkout 1';
  const CACHE = '  - id: c\n    uses: actions/cache@v4\n    with: { path: x, key: k }';
  const of = (top: string, ...steps: readonly string[]): string =>
    workflow(`runs-on: x\nsteps:\n${steps.join('\n')}`, `on: ${top}`);
  const told = (before: string, after: string): readonly string[] =>
    hitsOfWorkflow(credentialPersisted, before, after).filter((hit) => hit.includes('other runs, beside'));
  const HIT = [
    'medium 8 Step "c" of job deploy keeps a cache for all other runs, beside the code of a pull request.',
  ];

  it('whichever of both is new', () => {
    const on = 'pull_request_target';
    expect(told(of(on, FETCH), of(on, FETCH, CACHE))).toEqual(HIT);
    expect(told(of(on, CACHE), of(on, FETCH, CACHE))).toEqual(HIT);
    expect(told(of(on, FETCH, CACHE), of(on, FETCH, CACHE, '  - run: x'))).toEqual([]);
  });

  it('not without one of them, nor where the run has no rights', () => {
    expect(told(of('pull_request_target', FETCH), of('pull_request_target', CACHE))).toEqual([]);
    expect(told(of('pull_request', FETCH), of('pull_request', FETCH, CACHE))).toEqual([]);
  });
});
