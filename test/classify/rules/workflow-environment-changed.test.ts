// workflow-environment-changed: removed, renamed, computed, or taken without a deployment.
import { expect, it, test } from 'vitest';
import { workflowEnvironmentChanged } from '../../../src/classify/rules/workflow-environment-changed.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const job = (environment: string): string => workflow(`runs-on: x\n${environment}`);
const hits = (before: string, after: string): readonly string[] =>
  hitsOfWorkflow(workflowEnvironmentChanged, job(before), job(after));

test('GHA-04: another name, a computed one, or none', () => {
  expect(hits('environment: prod', 'environment: prod2')).toEqual([
    'high 5 Job deploy runs in the environment `prod2` instead of `prod`: other rules hold it, or none.',
  ]);
  expect(hits('environment: prod', 'environment: ${{ inputs.env }}')).toEqual([
    'high 5 The environment of job deploy is computed, so it may be one without any rules.',
  ]);
  expect(hits('environment: prod', '')).toEqual([
    'high - Job deploy no longer runs in the environment `prod`, so its reviewers and rules do not hold it.',
  ]);
});

it.each<[string, string, readonly string[]]>([
  ['environment: prod', 'environment: { name: prod, url: "https://x" }', []],
  ['', 'environment: prod', []],
  ['environment: ${{ inputs.env }}', 'environment: ${{ inputs.env }}', []],
  [
    'environment: ${{ inputs.env }}',
    'environment: prod',
    [
      'high 5 Job deploy runs in the environment `prod` instead of `${{ inputs.env }}`: other rules hold it, or none.',
    ],
  ],
  [
    '',
    'environment: ${{ inputs.env }}',
    ['medium 5 The environment of job deploy is computed, so it may be one without any rules.'],
  ],
  [
    'environment: prod',
    'environment: { name: prod, deployment: false }',
    ['medium 5 Job deploy takes its environment without making a deployment.'],
  ],
])('%s becomes %s', (before, after, expected) => {
  expect(hits(before, after)).toEqual(expected);
});

it('a removed job leaves nothing', () => {
  expect(
    hitsOfWorkflow(workflowEnvironmentChanged, job('environment: prod'), 'on: push\njobs: {}\n'),
  ).toEqual([]);
});
