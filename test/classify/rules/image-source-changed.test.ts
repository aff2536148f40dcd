// image-source-changed: whose image runs, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { imageSourceChanged } from '../../../src/classify/rules/image-source-changed.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import { contextOf, resource } from '../example-change.ts';

const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1';
const OTHER = OWN.replace('111122223333', '999988887777');
const task = (image: string): { readonly container_definitions: string } => ({
  container_definitions: JSON.stringify([{ name: 'a', image }]),
});
const inAccount = (change: ParsedChange): ParsedChange => ({
  ...change,
  places: { accounts: ['arn:aws:iam::111122223333:role/deploy'], workspaces: [] },
});

test.each<[string, ParsedChange, readonly string[]]>([
  [
    'a function',
    resource('aws_lambda_function', { image_uri: OTHER }, { image_uri: OWN }),
    [
      `aws_lambda_function.example took its image from 111122223333.dkr.ecr.eu-west-1.amazonaws.com and now runs ${OTHER}.`,
    ],
  ],
  [
    'a new tag',
    resource('aws_lambda_function', { image_uri: OWN.replace(':1', ':2') }, { image_uri: OWN }),
    [],
  ],
  [
    'a task',
    resource('aws_ecs_task_definition', task('evil.io/app:1'), task(OWN)),
    [
      'aws_ecs_task_definition.example took its image from 111122223333.dkr.ecr.eu-west-1.amazonaws.com and now runs evil.io/app:1.',
    ],
  ],
  [
    'a new function from another account',
    inAccount(resource('aws_lambda_function', { image_uri: OTHER })),
    [
      `aws_lambda_function.example runs an image of the account 999988887777, which is not its own: ${OTHER}.`,
    ],
  ],
  ['a new function from its own', inAccount(resource('aws_lambda_function', { image_uri: OWN })), []],
  [
    'a new function of which nobody knows the account',
    resource('aws_lambda_function', { image_uri: OTHER }),
    [],
  ],
])('%s', (_name, change, expected) => {
  expect(imageSourceChanged.check(change, contextOf()).map(({ message }) => message)).toEqual(expected);
});
