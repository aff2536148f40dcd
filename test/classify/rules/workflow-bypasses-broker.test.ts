// workflow-bypasses-broker: roles taken by the workflow itself, where the policy has targets.
import { expect, it } from 'vitest';
import { workflowBypassesBroker } from '../../../src/classify/rules/workflow-bypasses-broker.ts';
import { hitsOfWorkflow, workflow } from '../read-changes.ts';

const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const OTHER = 'arn:aws:iam::111122223333:role/plan';
const hits = (
  job: string,
  deployRoles: readonly string[] = [ROLE],
  before = 'runs-on: x',
): readonly string[] =>
  hitsOfWorkflow(workflowBypassesBroker, workflow(before), workflow(job), { deployRoles });
const assume = (role: string): string =>
  `steps: [{ uses: aws-actions/configure-aws-credentials@v5, with: { role-to-assume: "${role}" } }]`;

it.each<[string, readonly string[]]>([
  [assume(ROLE), [`high 4 Job deploy takes the deploy role \`${ROLE}\` itself; the broker hands it out.`]],
  [assume(OTHER), [`medium 4 Job deploy assumes the role \`${OTHER}\` itself and not through the broker.`]],
  [
    assume('${{ vars.ROLE }}'),
    ['medium 4 Job deploy assumes a role whose name is computed, so it may be a deploy role of the broker.'],
  ],
  [
    `steps: [{ run: aws sts assume-role-with-web-identity --role-arn ${ROLE} }]`,
    [`high 4 Job deploy takes the deploy role \`${ROLE}\` itself; the broker hands it out.`],
  ],
  [
    `steps: [{ run: aws sts assume-role --role-arn ${OTHER} }]`,
    [`medium 4 Job deploy assumes the role \`${OTHER}\` itself and not through the broker.`],
  ],
  [
    'steps: [{ run: aws sts assume-role --role-arn $ROLE }]',
    ['medium 4 Job deploy assumes a role whose name is computed, so it may be a deploy role of the broker.'],
  ],
  [
    `env: { ROLE: "${ROLE}" }`,
    [`high 4 Job deploy takes the deploy role \`${ROLE}\` itself; the broker hands it out.`],
  ],
  ['steps: [{ uses: aws-actions/configure-aws-credentials@v5, with: { aws-region: eu-west-1 } }]', []],
  ['steps: [{ run: aws sts get-caller-identity }]', []],
])('%s', (job, expected) => {
  expect(hits(job)).toEqual(expected);
});

it('without a target nothing is handed out', () => {
  expect(hits(assume(ROLE), [])).toEqual([]);
});

it('what the base took is nothing new', () => {
  expect(hits(`${assume(ROLE)}\nenv: { A: b }`, [ROLE], assume(ROLE))).toEqual([]);
});
