// stack-export-removed: what other stacks can no longer import, each against the case that differs in one field.
import { expect, test } from 'vitest';
import { findingsBetween } from '../judge-trees.ts';

const stack = (output: string): { readonly 't.yaml': string } => ({
  't.yaml': `Resources:\n  T: { Type: AWS::SNS::Topic }\n${output}`,
});
const arn = (more = ''): string => `Outputs:\n  Arn: { Value: !Ref T${more} }\n`;
const EXPORT = ', Export: { Name: topic }';
const GONE =
  'stack-export-removed low: The stack no longer exports topic: a stack that imports it cannot be deployed any more.';

test.each<[string, string, string, readonly string[]]>([
  ['an export that goes', arn(EXPORT), arn(), [`t.yaml:4 ${GONE}`]],
  ['an output that goes', arn(EXPORT), '', [`t.yaml:4 ${GONE}`]],
  ['another name', arn(EXPORT), arn(EXPORT.replace('topic', 'other')), [`t.yaml:4 ${GONE}`]],
  ['an export that comes', arn(), arn(EXPORT), []],
  ['an output without export that goes', arn(), '', []],
])('%s', async (_name, before, after, expected) => {
  expect(await findingsBetween(stack(before), stack(after))).toEqual(expected);
});
