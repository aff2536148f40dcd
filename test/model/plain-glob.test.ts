// Globs of strangers: what they match, agreement with the policy's own globs, and no pattern that takes long.
import { describe, expect, test } from 'vitest';
import { compileGlobs } from '../../src/model/glob.ts';
import { matchesNameGlob, matchesPathGlob } from '../../src/model/plain-glob.ts';
import fc from '../properties.ts';

describe('paths', () => {
  test.each<[string, string, boolean]>([
    ['envs/prod/a.tf', 'envs/prod/a.tf', true],
    ['envs/prod/a.tf', 'envs/prod/a.tf.json', false],
    ['envs/*/a.tf', 'envs/prod/a.tf', true],
    ['envs/*/a.tf', 'envs/prod/eu/a.tf', false],
    ['envs/**', 'envs/prod/eu/a.tf', true],
    ['envs/**', 'envs', false],
    ['envs/**/a.tf', 'envs/a.tf', true],
    ['**/*.tf', 'a.tf', true],
    ['**/eu/**/a.*', 'envs/eu/x/y/a.tf', true],
    ['**/eu/**/a.*', 'envs/us/x/y/a.tf', false],
    ['**', '.github/workflows/x.yml', true],
    ['envs/pro?/*', 'envs/prod/a', true],
    ['envs/Prod/*', 'envs/prod/a', false],
    ['a[1].tf', 'a[1].tf', true],
    ['a[1].tf', 'a1.tf', false],
  ])('%s on %s', (glob, path, expected) => {
    expect(matchesPathGlob(glob, path)).toBe(expected);
  });
});

test.each<[string, string, boolean]>([
  ['aws_sqs_queue.*', 'aws_sqs_queue.jobs', true],
  ['module.*', 'module.a["x/y"].aws_sqs_queue.jobs', true],
  ['*.jobs', 'aws_sqs_queue.jobs', true],
  ['aws_*.jobs', 'aws_sqs_queue.jobs2', false],
  ['a*a', 'a', false],
  ['**', '', true],
])('a name: %s on %s', (glob, name, expected) => {
  expect(matchesNameGlob(glob, name)).toBe(expected);
});

test('says what the globs of a policy say where both know the words', () => {
  const piece = fc.constantFrom('a', 'b', 'ab', '*', '?', 'a*', '*b', 'a*b');
  const glob = fc.array(fc.oneof(piece, fc.constant('**')), { minLength: 1, maxLength: 5 });
  const path = fc.array(fc.stringMatching(/^[ab]{1,4}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(glob, path, (globs, names) => {
      const [pattern, text] = [globs.join('/'), names.join('/')];
      expect(matchesPathGlob(pattern, text)).toBe(compileGlobs([pattern], 'relax')(text));
    }),
    { numRuns: 3_000 },
  );
});

// Backtracking over these would outlast the test's own limit by far.
test('a pattern made to be slow is not', () => {
  const stars = 'a*'.repeat(120);
  const text = 'a'.repeat(5_000);
  expect(matchesNameGlob(`${stars}b`, text)).toBe(false);
  expect(matchesPathGlob(`${'**/a*/'.repeat(40)}b`, `${'aa/'.repeat(500)}c`)).toBe(false);
});
