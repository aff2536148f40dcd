// Policies of stacks protect resources from updates: they let nobody in, and their loss is told.
import { describe, expect, test } from 'vitest';
import { findingsBetween } from './judge-trees.ts';

type Statement = Readonly<Record<string, string | readonly string[]>>;
const ALL: Statement = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };
const KEEP: Statement = {
  Effect: 'Deny',
  Action: ['Update:Replace', 'Update:Delete'],
  Principal: '*',
  Resource: 'LogicalResourceId/Db',
};
const policy = (...statements: readonly Statement[]): { readonly 'sp.json': string } => ({
  'sp.json': JSON.stringify({ Statement: statements }),
});

describe('a stack policy', () => {
  test('opens nothing to anybody', async () => {
    expect(await findingsBetween({}, policy(ALL))).toEqual([]);
  });

  test('that loses a Deny protects less', async () => {
    expect(await findingsBetween(policy(KEEP, ALL), policy(ALL))).toEqual([
      'sp.json:1 deletion-protection-off high: The stack policy now lets updates replace, delete LogicalResourceId/Db.',
    ]);
  });

  test('that allows more protects less', async () => {
    const modify = { ...ALL, Action: 'Update:Modify' };
    expect(await findingsBetween(policy(modify), policy(ALL))).toEqual([
      'sp.json:1 deletion-protection-off high: The stack policy now lets updates replace, delete every resource that it does not name.',
    ]);
    expect(await findingsBetween(policy(ALL), policy(modify))).toEqual([]);
  });

  test('is none where another service is named too', async () => {
    const found = await findingsBetween({}, policy(ALL, { ...ALL, Action: 's3:*' }));
    expect(found.some((line) => line.includes('public-exposure'))).toBe(true);
  });
});
