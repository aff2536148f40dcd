// foreign-files: artifacts of a run that a stranger may have started, and what a job makes of them.
import { describe, expect, it, test } from 'vitest';
import { workflowUntrustedTrigger } from '../../../src/classify/rules/workflow-untrusted-trigger.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const READ = 'echo "n=$(cat pr/n)" >> "$GITHUB_OUTPUT"';
const FETCH =
  'uses: actions/download-artifact@v8\n    with: { run-id: "${{ github.event.workflow_run.id }}", path: pr }';

type Parts = { readonly fetch?: string; readonly read?: string; readonly on?: string; readonly job?: string };

function told({ fetch = FETCH, read = READ, on = 'workflow_run', job = '' }: Parts): readonly string[] {
  const steps = `${job}permissions: {}\nsteps:\n  - ${fetch}\n  - id: a\n    run: ${read}\n  - name: Say\n    run: echo \${{ steps.a.outputs.n }}`;
  const base = workflow('permissions: {}\nsteps: []', `on: [${on}]`);
  return hitsOfWorkflow(workflowUntrustedTrigger, base, workflow(steps, `on: [${on}]`));
}

const SAID = [
  'high 11 Step "Say" of job deploy pastes `artifact of another run`, which strangers write, into a script.',
];

describe('GHA-14: what a stranger put into an artifact becomes a program', () => {
  test('GHA-14: by an output of a step, in a run that another one started', () => {
    expect(told({})).toEqual(SAID);
    expect(told({ on: 'push' })).toEqual([]);
    expect(told({ read: READ.replace('pr/n', 'own/n') })).toEqual([]);
    expect(told({ fetch: 'uses: actions/download-artifact@v8\n    with: { name: own, path: pr }' })).toEqual(
      [],
    );
  });

  it.each([
    'uses: dawidd6/action-download-artifact@v21\n    with: { path: "${{ runner.temp }}/pr" }',
    'uses: dawidd6/action-download-artifact@v21\n    with: { name: n }',
    'run: gh run download 1 --dir pr\n    env: {}',
    'uses: actions/github-script@v9\n    with: { script: "github.rest.actions.downloadArtifact({})" }',
  ])('fetched by %j', (fetch) => {
    expect(told({ fetch })).toEqual([expect.stringContaining('pastes `artifact of another run`')]);
  });

  it.each<[string, number]>([
    ["if: github.event.workflow_run.event == 'push'\n", 0],
    ["if: github.event.workflow_run.event != 'pull_request'\n", 0],
    ['if: github.event.workflow_run.head_repository.full_name == github.repository\n', 0],
    ["if: github.event.workflow_run.event == 'pull_request'\n", 1],
    // A fork has a branch of any name.
    ["if: github.event.workflow_run.head_branch == 'main'\n", 1],
  ])('of a run under the condition %j', (job, hits) => {
    expect(told({ job })).toHaveLength(hits);
  });

  it('from inside of the folder', () => {
    expect(told({ read: 'cd pr && echo "n=$(cat n)" >> "$GITHUB_OUTPUT"' })).toEqual(SAID);
    expect(told({ read: 'cd own && echo "n=$(cat n)" >> "$GITHUB_OUTPUT"' })).toEqual([]);
  });
});
