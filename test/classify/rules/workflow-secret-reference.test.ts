// workflow-secret-reference: names of secrets that are newly taken, never values.
import { expect, it } from 'vitest';
import { workflowSecretReference } from '../../../src/classify/rules/workflow-secret-reference.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const job = (lines: string): string => workflow(`runs-on: x\n${lines}`);
const hits = (before: string, after: string): readonly string[] =>
  hitsOfWorkflow(workflowSecretReference, before, after);

it.each<[string, readonly string[]]>([
  ['env: { A: "${{ secrets.DEPLOY_KEY }}" }', ['medium 5 Job deploy now takes the secret `DEPLOY_KEY`.']],
  [
    "env: { A: \"${{ secrets['deploy-key'] || '' }}\" }",
    ['medium 5 Job deploy now takes the secret `DEPLOY-KEY`.'],
  ],
  ['if: secrets.A != 0', ['medium 5 Job deploy now takes the secret `A`.']],
  [
    'steps: [{ run: "echo ${{ secrets.A }} ${{ secrets.B }}" }]',
    ['medium 5 Job deploy now takes the secrets `A`, `B`.'],
  ],
  [
    'env: { A: "${{ secrets.A }}${{ secrets.B }}${{ secrets.C }}${{ secrets.D }}${{ secrets.E }}${{ secrets.F }}" }',
    ['medium 5 Job deploy now takes the secrets `A`, `B`, `C`, `D`, 2 more.'],
  ],
  [
    'env: { A: "${{ toJSON(secrets) }}" }',
    ['high 5 Job deploy takes all secrets at once, or one whose name is computed.'],
  ],
  [
    'env: { A: "${{ secrets[matrix.key] }}" }',
    ['high 5 Job deploy takes all secrets at once, or one whose name is computed.'],
  ],
  [
    'secrets: inherit',
    ['medium 5 Job deploy hands all secrets of this repository to the workflow it calls.'],
  ],
  ['env: { A: "${{ secrets.GITHUB_TOKEN }}" }', []],
  ['env: { A: "${{ vars.secrets }}" }', []],
  ['env: { A: "${{ format(\'secrets.A\') }}" }', []],
  ['env: { A: secrets.A }', []],
])('%s', (lines, expected) => {
  expect(hits(job(''), job(lines))).toEqual(expected);
});

it('at the top it is for every job', () => {
  const top = workflow('runs-on: x', 'on: push\nenv: { A: "${{ secrets.A }}" }');
  expect(hits(job(''), top)).toEqual(['medium 2 This workflow now takes the secret `A`.']);
});

it('what the base took is nothing new', () => {
  const before = job('env: { A: "${{ secrets.A }}" }\nsecrets: inherit');
  expect(hits(before, job('env: { B: "${{ secrets.a }}" }\nsecrets: inherit'))).toEqual([]);
});
