// The linter never finds a policy good that decisions refuse, and the other way round.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../src/policy/compile-policy.ts';
import fc from '../properties.ts';
import { check } from './lint/given.ts';

const WHOLE = readFileSync(
  new URL('../../policy-examples/monorepo-multi-account.yml', import.meta.url),
  'utf8',
);
const ENVIRONMENTS = 'version: 1\nenvironments: { prod: { match: { paths: ["prod/**"] } } }\n';
const RULE = 'version: 1\nrules: [{ id: r, when: { environments: [prod] }, deny: no }]\n';

describe('two layers', () => {
  test('a name of the floor is known to the repository', () => {
    expect(check(RULE, {}, ENVIRONMENTS)).toEqual([]);
    expect(check(RULE, {}, 'version: 1\n')).toMatchObject([
      { source: '.aigov.yml', code: 'unknown-environment', severity: 'error', line: 2, column: 41 },
    ]);
  });

  test('each problem says in which file it is, the floor first', () => {
    expect(check('rulez: 1\n', {}, 'rulez: 2\n').map(({ source, code }) => [source, code])).toEqual([
      ['floor.yml', 'unknown-key'],
      ['.aigov.yml', 'unknown-key'],
    ]);
  });
});

test('an error of the linter is a refusal of decisions, and a refusal an error', () => {
  const spoiled = fc
    .tuple(
      fc.nat(WHOLE.length - 1),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('', ' ', 'x', ':', '-', '"', '\n'),
    )
    .map(([from, length, text]) => WHOLE.slice(0, from) + text + WHOLE.slice(from + length));
  fc.assert(
    fc.property(spoiled, (text) => {
      const errors = check(text).some(({ severity }) => severity === 'error');
      const repository = { kind: 'file', source: '.aigov.yml', text } as const;
      expect(errors).toBe(compilePolicy({ floor: { kind: 'absent' }, repository }).kind === 'invalid');
    }),
    { numRuns: 500 },
  );
});
