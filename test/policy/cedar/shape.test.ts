// Texts beyond what the engine's stack surely holds never reach it; real ones do.
import { expect, test } from 'vitest';
import { readCedar } from '../../../src/policy/cedar/read-cedar.ts';
import { shapeProblem } from '../../../src/policy/cedar/shape.ts';
import fc from '../../properties.ts';

const forbid = (condition: string): string => `forbid (principal, action, resource) when { ${condition} };`;

test.each([
  ['brackets', (n: number) => `${'('.repeat(n)}true${')'.repeat(n)}`, 10, 12],
  ['sets', (n: number) => `${'['.repeat(n)}${']'.repeat(n)} == []`, 10, 12],
  [
    'or',
    (n: number) => Array.from({ length: n + 1 }, (_, i) => `context.changes == ${i}`).join(' || '),
    29,
    30,
  ],
  ['plus', (n: number) => `${Array.from({ length: n + 1 }, () => '1').join(' + ')} == 1`, 29, 30],
  ['if', (n: number) => `${'if true then true else '.repeat(n)}true`, 29, 30],
  ['steps', (n: number) => `resource${'.a'.repeat(n)} == 1`, 100, 101],
])('%s', (_name, condition, most, more) => {
  expect(shapeProblem(forbid(condition(most)))).toBeNull();
  expect(shapeProblem(forbid(condition(more)))).not.toBeNull();
});

test('signs in strings and comments are no signs, and each policy counts for itself', () => {
  const calm = `// ${'('.repeat(99)}\n${forbid(`context.repository like "${'((||+'.repeat(99)}\\"("`)}`;
  expect(shapeProblem(calm.repeat(20))).toBeNull();
});

test('what the engine fails over is a problem, and the next text is read as if nothing had been', () => {
  const fine = `@id("a") ${forbid('context.draft')}`;
  expect(readCedar(fine)).toMatchObject({ kind: 'ok' });
  expect(readCedar(forbid(`${'!'.repeat(4)}${'resource.a'.repeat(1)}${'.a'.repeat(99)} == 1`)).kind).toBe(
    'invalid',
  );
  expect(readCedar(`${fine} `)).toMatchObject({ kind: 'ok' });
});

test('any text is read or refused, never thrown over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(['ok', 'invalid']).toContain(readCedar(text).kind);
      expect(['ok', 'invalid']).toContain(readCedar(`@id("a") ${forbid(text)}`).kind);
    }),
    { numRuns: 200 },
  );
});
