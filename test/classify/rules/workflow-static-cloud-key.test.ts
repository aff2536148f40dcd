// workflow-static-cloud-key: keys that are kept, and short-lived ones that are only handed on.
import { expect, it } from 'vitest';
import { workflowStaticCloudKey } from '../../../src/classify/rules/workflow-static-cloud-key.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const hits = (before: string | null, after: string): readonly string[] =>
  hitsOfWorkflow(workflowStaticCloudKey, before === null ? null : workflow(before), workflow(after));
const of = (cloud: string, name: string): readonly string[] => [
  `high 4 Job deploy holds a long-lived key of ${cloud} (\`${name}\`).`,
];

it.each<[string, readonly string[]]>([
  ['env: { AWS_SECRET_ACCESS_KEY: "${{ secrets.X }}" }', of('AWS', 'AWS_SECRET_ACCESS_KEY')],
  ['env: { KEY: "${{ secrets.PROD_AWS_ACCESS_KEY_ID }}" }', of('AWS', 'PROD_AWS_ACCESS_KEY_ID')],
  [
    'steps: [{ uses: a/b@v1, with: { aws-access-key-id: "${{ secrets.X }}" } }]',
    of('AWS', 'aws-access-key-id'),
  ],
  ['steps: [{ run: "x ${{ secrets.AWS_ACCESS_KEY }}" }]', of('AWS', 'AWS_ACCESS_KEY')],
  [
    'steps: [{ uses: google-github-actions/auth@v3, with: { credentials_json: "${{ secrets.X }}" } }]',
    of('Google Cloud', 'credentials_json'),
  ],
  ['env: { GOOGLE_CREDENTIALS: "${{ secrets.X }}" }', of('Google Cloud', 'GOOGLE_CREDENTIALS')],
  ['steps: [{ uses: azure/login@v2, with: { creds: "${{ secrets.X }}" } }]', of('Azure', 'creds')],
  ['env: { ARM_CLIENT_SECRET: "${{ secrets.X }}" }', of('Azure', 'ARM_CLIENT_SECRET')],
  ['secrets: { AWS_SECRET_ACCESS_KEY: "${{ secrets.X }}" }', of('AWS', 'AWS_SECRET_ACCESS_KEY')],
  ['env: { DIGITALOCEAN_TOKEN: "${{ secrets.X }}" }', of('DigitalOcean', 'DIGITALOCEAN_TOKEN')],
  [
    'env: { AWS_SECRET_ACCESS_KEY: literal }',
    ['medium 4 Job deploy has what may be a key of AWS in plain text (`AWS_SECRET_ACCESS_KEY`).'],
  ],
  ['env: { AWS_SECRET_ACCESS_KEY: "${{ steps.broker.outputs.key }}" }', []],
  ['env: { AWS_REGION: eu-west-1 }', []],
  ['steps: [{ uses: a/b@v1, with: { creds: "${{ secrets.X }}" } }]', []],
  [
    'steps: [{ uses: aws-actions/configure-aws-credentials@v5, with: { role-to-assume: "${{ secrets.AWS_ROLE }}" } }]',
    [],
  ],
])('%s', (job, expected) => {
  expect(hits(null, job)).toEqual(expected);
});

it('one sentence for a cloud, and none for what the base held', () => {
  const pair = 'env: { AWS_ACCESS_KEY_ID: "${{ secrets.A }}", AWS_SECRET_ACCESS_KEY: "${{ secrets.B }}" }';
  expect(hits(null, pair)).toHaveLength(1);
  expect(hits('env: { AWS_ACCESS_KEY_ID: "${{ secrets.A }}" }', pair)).toEqual([]);
});

it('at the top of the workflow', () => {
  const top = workflow('runs-on: x', 'on: push\nenv: { AWS_SECRET_ACCESS_KEY: "${{ secrets.X }}" }');
  expect(hitsOfWorkflow(workflowStaticCloudKey, workflow('runs-on: x'), top)).toEqual([
    'high 2 This workflow holds a long-lived key of AWS (`AWS_SECRET_ACCESS_KEY`).',
  ]);
});

it.each<[string, number]>([
  ['container: { image: a, credentials: { username: u, password: hunter2 } }', 1],
  ['services: { db: { image: a, credentials: { username: u, password: hunter2 } } }', 1],
  ['container: { image: a, credentials: { username: u, password: "${{ secrets.P }}" } }', 0],
])('a password for images: %s', (job, count) => {
  const told = hits('runs-on: x', `runs-on: x\n${job}`);
  expect(told).toHaveLength(count);
  expect(told.join()).not.toContain('hunter2');
});

it.each<[string, number]>([
  ['aws configure set aws_access_key_id ${{ secrets.ID }}', 1],
  ['export AWS_SECRET_ACCESS_KEY="${{ secrets.X }}"', 1],
  ['echo ${{ secrets.X }}', 0],
  ['export NAME="${{ secrets.X }}"', 0],
])('in a script: %s', (line, count) => {
  expect(hits('steps:\n  - run: x', `steps:\n  - run: x\n  - run: |\n      ${line}`)).toHaveLength(count);
});
