// `require.plan`: the named artefact, of the named workflow, on the head, by a run that nobody else can have bent.
import { describe, expect, test } from 'vitest';
import type { Facts, WorkflowRunFact } from '../../../src/model/facts.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { BARE, HEAD, change, classified, decide, facts, pull, reason, user } from '../given.ts';

const WORKFLOW = '.github/workflows/plan.yml';
const POLICY = `${BARE}rules: [{ id: r, require: { plan: { workflow: ${WORKFLOW}, artifact: plan } } }]\n`;
const run = (part: Partial<WorkflowRunFact> = {}): WorkflowRunFact => ({
  workflow: WORKFLOW,
  run_id: 5,
  head_sha: HEAD,
  event: 'pull_request',
  pull_request: 7,
  status: 'completed',
  conclusion: 'success',
  started_at: '2026-11-21T12:00:00Z',
  artifacts: [{ name: 'plan', digest: 'sha256:a' }],
  ...part,
});
const later = '2026-11-21T13:00:00Z';

test.each<[string, readonly WorkflowRunFact[], string, boolean]>([
  ['made on the head', [run()], 'CHECK_MISSING', true],
  ['made on "HEAD"', [run({ head_sha: 'HEAD' })], 'CHECK_MISSING', true],
  ['no run', [], 'CHECK_MISSING', false],
  ['another workflow', [run({ workflow: '.github/workflows/Plan.yml' })], 'CHECK_MISSING', false],
  ['another head', [run({ head_sha: 'd'.repeat(40) })], 'CHECK_MISSING', false],
  ['a push, with a workflow of its own', [run({ event: 'push' })], 'CHECK_MISSING', false],
  ['started by hand', [run({ event: 'workflow_dispatch' })], 'CHECK_MISSING', false],
  ['for another pull request', [run({ pull_request: 8 })], 'CHECK_MISSING', false],
  ['for nobody can tell which', [run({ pull_request: null })], 'CHECK_MISSING', false],
  ['another artefact', [run({ artifacts: [{ name: 'other', digest: null }] })], 'CHECK_MISSING', false],
  ['nothing made', [run({ artifacts: [] })], 'CHECK_MISSING', false],
  ['made by the earlier run', [run(), run({ artifacts: [], started_at: later })], 'CHECK_MISSING', false],
  ['made by one of two latest runs', [run(), run({ artifacts: [] })], 'CHECK_MISSING', false],
  ['made by each of two latest runs', [run(), run({ run_id: 6 })], 'CHECK_MISSING', true],
  ['running', [run({ status: 'in_progress', conclusion: null })], 'CHECK_PENDING', false],
  ['failed', [run({ conclusion: 'failure' })], 'CHECK_FAILED', false],
  ['no conclusion', [run({ conclusion: null })], 'CHECK_FAILED', false],
  ['failed later', [run(), run({ conclusion: 'failure', started_at: later })], 'CHECK_FAILED', false],
  ['succeeded later', [run({ conclusion: 'failure' }), run({ started_at: later })], 'CHECK_MISSING', true],
])('%s', (_, runs, code, satisfied) => {
  const decision = decide({ policy: POLICY, facts: facts({ workflow_runs: runs }) });
  expect(reason(decision, 'r')).toMatchObject({
    code,
    satisfied,
    need: { plan: { workflow: WORKFLOW, artifact: 'plan' } },
  });
  expect(decision.outcome).toBe(satisfied ? 'pass' : 'needs_review');
});

test.each<[string, Partial<Facts>]>([
  ['nothing is known of runs', {}],
  [
    'the number of the pull request is not known',
    { workflow_runs: [run({ pull_request: null })], pull_request: pull(user('dora'), { number: null }) },
  ],
])('%s', (_, part) => {
  expect(reason(decide({ policy: POLICY, facts: facts(part) }), 'r')).toMatchObject({
    code: 'CHECK_MISSING',
    satisfied: false,
    message: `${WORKFLOW} has not run on the head for this pull request alone.`,
  });
});

describe('a plan proves nothing where the pull request changes what may have made it', () => {
  const touching = (path: string, previousPath: string | null = null) =>
    classified([change()], {
      files: [
        {
          path,
          previousPath,
          status: 'modified',
          format: null,
          blob: 'c'.repeat(40),
          previousBlob: 'b'.repeat(40),
        },
      ],
    });
  test.each<[string, string, string | null, boolean]>([
    ['the workflow itself', WORKFLOW, null, false],
    ['the workflow under its old name', '.github/other.yml', WORKFLOW, false],
    ['a workflow that it may call', '.github/workflows/reusable.yml', null, false],
    ['an action of the repository', '.github/actions/plan/index.js', null, false],
    ['an action elsewhere', 'tools/plan/action.yaml', null, false],
    ['something else', 'envs/prod/iam.tf', null, true],
  ])('%s', (_, path, previousPath, satisfied) => {
    const decision = decide({
      policy: POLICY,
      facts: facts({ workflow_runs: [run()] }),
      classified: touching(path, previousPath),
    });
    expect(reason(decision, 'r').satisfied).toBe(satisfied);
    if (!satisfied) expect(reason(decision, 'r').code).toBe('CHECK_FAILED');
  });
});

test.each(['plan.yml', 'acme/infra/.github/workflows/plan.yml', '.github/workflows/plan.yml@main'])(
  'the workflow %s is refused',
  (workflow) => {
    const parsed = parsePolicy(POLICY.replace(WORKFLOW, workflow));
    expect(parsed.kind === 'invalid' && parsed.problems).toMatchObject([
      { code: 'invalid-value', path: 'rules[0].require.plan.workflow' },
    ]);
  },
);
