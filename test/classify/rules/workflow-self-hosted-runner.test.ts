// workflow-self-hosted-runner: labels, groups, what the matrix resolves, and containers that reach out.
import { expect, it, test } from 'vitest';
import { workflowSelfHostedRunner } from '../../../src/classify/rules/workflow-self-hosted-runner.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const hits = (job: string): readonly string[] =>
  hitsOfWorkflow(workflowSelfHostedRunner, workflow('runs-on: ubuntu-latest'), workflow(job));

test('GHA-05: a self-hosted runner and a privileged container', () => {
  expect(hits('runs-on: [self-hosted, linux]')).toEqual([
    'medium 4 Job deploy now runs on `self-hosted`, `linux`, no standard runner of GitHub.',
  ]);
  expect(hits('runs-on: ubuntu-latest\ncontainer: { image: a, options: --cpus 1 --privileged }')).toEqual([
    'high 5 Job deploy has a container with the option `--privileged`, which gives it rights over the machine it runs on.',
  ]);
});

it.each([
  'ubuntu-latest',
  'ubuntu-24.04',
  'ubuntu-24.04-arm',
  'ubuntu-slim',
  'windows-2025',
  'windows-11-arm',
  'macos-15-intel',
  'macos-latest-xlarge',
  '[ubuntu-22.04]',
])('%s is GitHub’s', (label) => {
  expect(hits(`runs-on: ${label}`)).toEqual([]);
});

it.each<[string, readonly string[]]>([
  [
    'runs-on: ubuntu-latest-8-cores',
    ['medium 4 Job deploy now runs on `ubuntu-latest-8-cores`, no standard runner of GitHub.'],
  ],
  ['runs-on: { group: prod }', ['medium 4 Job deploy now runs on the runner group `prod`.']],
  [
    'runs-on: { group: prod, labels: big }',
    [
      'medium 4 Job deploy now runs on `big`, no standard runner of GitHub.',
      'medium 4 Job deploy now runs on the runner group `prod`.',
    ],
  ],
  [
    'runs-on: ${{ inputs.runner }}',
    ['low 4 The runner of job deploy is computed, so it may be any machine.'],
  ],
  ['runs-on: ${{ matrix.os }}', ['low 4 The runner of job deploy is computed, so it may be any machine.']],
  ['runs-on: ${{ matrix.os }}\nstrategy: { matrix: { os: [ubuntu-latest, macos-15] } }', []],
  ['runs-on: ${{ matrix.os }}\nstrategy: { matrix: { include: [{ os: ubuntu-latest }] } }', []],
  [
    'runs-on: ${{ matrix.os }}\nstrategy: { matrix: { os: [ubuntu-latest], include: [{ os: mine }] } }',
    ['medium 4 Job deploy now runs on `mine`, no standard runner of GitHub.'],
  ],
  [
    'runs-on: ${{ matrix.os }}\nstrategy: { matrix: "${{ fromJSON(inputs.m) }}" }',
    ['low 4 The runner of job deploy is computed, so it may be any machine.'],
  ],
  [
    'runs-on: ubuntu-latest\ncontainer: { image: a, volumes: ["/var/run/docker.sock:/s"] }',
    [
      'high 5 Job deploy has a container with the mount `/var/run/docker.sock`, which gives it rights over the machine it runs on.',
    ],
  ],
  [
    'runs-on: ubuntu-latest\nservices: { a: { image: a, options: "--cap-add=NET_ADMIN" } }',
    [
      'high 5 Job deploy has a container with the option `--cap-add=NET_ADMIN`, which gives it rights over the machine it runs on.',
    ],
  ],
  [
    'runs-on: ubuntu-latest\ncontainer: { image: a, volumes: ["data:/data"], options: "--cpus 2 --cap-add=IPC_LOCK" }',
    [],
  ],
])('%s', (job, expected) => {
  expect(hits(job)).toEqual(expected);
});

it('what the base had is nothing new', () => {
  const job = workflow('runs-on: self-hosted');
  expect(
    hitsOfWorkflow(workflowSelfHostedRunner, job, workflow('runs-on: self-hosted\nenv: { A: b }')),
  ).toEqual([]);
});
