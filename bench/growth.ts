// Benchmark: how long two policies take to be compared, ordinary ones and the worst that anybody may write.
import { compareDocuments } from '../src/classify/iam/growth/index.ts';
import { forgetAll } from '../src/model/memory.ts';
import { policy } from '../test/classify/iam/growth/policy.ts';
import type { JsonStatement } from '../test/classify/iam/growth/policy.ts';
import { hostilePairs } from '../test/classify/iam/growth/hostile.ts';
import { cost, ms, quantile, spread } from './measure.ts';
import type { Figure } from './measure.ts';

const ROUNDS = 200;

/** A deploy role as teams write it: a dozen statements over as many services. */
const DEPLOY: readonly JsonStatement[] = [
  ['s3:GetObject*', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'],
  ['ecs:UpdateService', 'ecs:RegisterTaskDefinition', 'ecs:Describe*', 'ecs:RunTask'],
  ['lambda:UpdateFunctionCode', 'lambda:GetFunction*', 'lambda:PublishVersion'],
  ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:Describe*'],
  ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  ['sns:Publish'],
  ['kms:Decrypt', 'kms:GenerateDataKey*'],
  ['secretsmanager:GetSecretValue'],
  ['ssm:GetParameter*'],
  ['iam:PassRole'],
  ['cloudformation:Describe*', 'cloudformation:CreateChangeSet'],
].map((Action, index) => ({
  Action,
  Resource: [0, 1, 2].map(
    (part) => `arn:aws:${Action[0]?.split(':')[0]}:eu-west-1:111122223333:app-${index}/${part}*`,
  ),
  ...(index % 3 === 0 ? { Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}` } } } : {}),
}));

export async function benchGrowth(): Promise<readonly Figure[]> {
  const wider = DEPLOY.with(6, { ...DEPLOY[6], Action: ['sns:Publish', 'sns:Subscribe'] });
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // The same two are compared once.
    forgetAll();
    const { wall } = await cost(() =>
      compareDocuments([policy('identity', DEPLOY)], [policy('identity', wider)]),
    );
    samples.push(wall);
  }
  const worst: number[] = [];
  for (const { before, after } of hostilePairs()) {
    const { cpu } = await cost(() =>
      compareDocuments([policy('identity', before)], [policy('identity', after)]),
    );
    worst.push(cpu);
  }
  const warm = quantile(samples, 0.5);
  const slowest = Math.max(...worst);
  return [
    {
      what: 'two policies of a deploy role',
      measured: spread(samples),
      target: 'p50 <= 10 ms',
      met: warm <= 10,
    },
    {
      what: `the worst of ${worst.length} hostile policies`,
      measured: ms(slowest),
      target: '<= 1 s',
      met: slowest <= 1_000,
    },
  ];
}
