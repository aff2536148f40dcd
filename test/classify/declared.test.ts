// Declared scopes and the stage as a whole: which changes carry the finding, and that nothing else moves.
import { expect, test } from 'vitest';
import { classify } from '../../src/classify/index.ts';
import type { Diff } from '../../src/model/change.ts';
import type { DeclaredFact } from '../../src/model/declaration.ts';
import fc from '../properties.ts';
import { diffOf, environmentOf, landscapeOf, resource } from './example-change.ts';

const PROD = environmentOf({ name: 'prod', tier: 'critical' });
const STAGING = environmentOf({ name: 'staging', tier: 'elevated' });
const queue = (environment: string) => ({
  ...resource('aws_sqs_queue', { delay_seconds: 5 }, { delay_seconds: 0 }),
  file: `envs/${environment}/queue.tf`,
});
const scope = (...names: readonly string[]): DeclaredFact => ({
  scope: names.map((name) => ({ names: [name] })),
  tools: null,
  problem: null,
});

function run(diff: Partial<Diff>, declared?: DeclaredFact) {
  const landscape = landscapeOf({ environments: [PROD, STAGING] });
  return classify({ diff: diffOf(diff), landscape, agentInvolved: true, declared });
}

test('the change outside carries the finding, the one inside does not; tiers stay', () => {
  const diff = { changes: [queue('prod'), queue('staging')] };
  const { changes, findings, tier } = run(diff, scope('envs/staging/**'));
  expect(changes.map(({ environment, findings: ids }) => [environment, ids])).toEqual([
    ['prod', ['outside-declared-scope']],
    ['staging', []],
  ]);
  expect(findings).toEqual([
    {
      id: 'outside-declared-scope',
      severity: 'medium',
      confidence: 'high',
      file: 'envs/prod/queue.tf',
      startLine: 1,
      endLine: 9,
      address: 'aws_sqs_queue.example',
      message:
        'aws_sqs_queue.example is outside of the declared scope: it covers other files than envs/prod/queue.tf.',
      fix: expect.any(String),
    },
  ]);
  expect(tier).toBe(run(diff).tier);
});

test('a scope that covers everything changes nothing', () => {
  const diff = { changes: [queue('prod'), queue('staging')] };
  expect(run(diff, scope('**'))).toEqual(run(diff));
});

test('a file that cannot be read is outside by its path, and by whatever only its content could tell', () => {
  const unreadable = [{ file: 'envs/prod/a.tf', line: 4, why: 'parse-error', message: 'x' }];
  const told = (declared: DeclaredFact): readonly string[] =>
    run({ unreadable }, declared)
      .findings.filter(({ id }) => id === 'outside-declared-scope')
      .map(({ message }) => message);
  expect(told(scope('envs/prod/**'))).toEqual([]);
  expect(told({ ...scope(), scope: [{ kinds: ['other'] }] })).toEqual([
    'envs/prod/a.tf is outside of the declared scope: what it changes is not understood.',
  ]);
});

test('a block that cannot be read is one finding on the first change', () => {
  const { changes, findings } = run(
    { changes: [queue('prod'), queue('staging')] },
    { scope: null, tools: null, problem: 'there is more than one block' },
  );
  expect(findings.map(({ id }) => id)).toEqual(['declaration-unreadable']);
  expect(changes.map(({ findings: ids }) => ids)).toEqual([['declaration-unreadable'], []]);
});

test('whatever is declared, it adds findings and changes nothing else', () => {
  const word = fc.constantFrom('**', 'envs/prod/*', 'staging', 'other', 'create', 'x');
  const key = fc.constantFrom(
    'names',
    'paths',
    'addresses',
    'environments',
    'kinds',
    'resource_types',
    'actions',
  );
  const part = fc.dictionary(key, fc.array(word, { minLength: 1, maxLength: 2 }), { minKeys: 1, maxKeys: 3 });
  const diff = {
    changes: [queue('prod'), queue('staging')],
    unreadable: [{ file: 'envs/prod/a.tf', line: 4, why: 'parse-error', message: 'x' }],
  };
  const plain = run(diff);
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.option(fc.constant('x')),
      (parts, problem) => {
        const declared = run(diff, { scope: parts, tools: null, problem });
        const without = (all: readonly string[]) => all.filter((id) => !/declar/.test(id));
        expect({
          ...declared,
          changes: declared.changes.map((change) => ({ ...change, findings: without(change.findings) })),
          findings: declared.findings.filter(({ id }) => !/declar/.test(id)),
        }).toEqual(plain);
      },
    ),
  );
});
