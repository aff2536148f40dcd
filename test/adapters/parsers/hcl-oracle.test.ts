// HashiCorp's reader behind its port: verdicts, and the death that must be noticed. Alone in its process on purpose.
import { expect, it } from 'vitest';
import { createHclOracle } from '../../../src/adapters/parsers/hcl-oracle.ts';

it('judges, and after a stack overflow never again', async () => {
  let deaths = 0;
  const oracle = createHclOracle(() => {
    deaths += 1;
  });
  expect(await oracle.judge('a "b" {}\nc = 1\n')).toEqual({ kind: 'valid', root: { a: { b: [{}] }, c: 1 } });
  expect(await oracle.judge('a = 1\npassword = hunter2 2\n')).toEqual({
    kind: 'invalid',
    line: 2,
    message: 'this is not valid HCL: missing newline after argument',
  });
  expect(await oracle.judge('a {}\na "b" {}\n')).toEqual({
    kind: 'invalid',
    line: null,
    message: 'blocks and arguments of one name contradict each other',
  });
  expect(deaths).toBe(0);
  // 100,000 negations overflow the stack of the Go runtime; a later, larger and valid file would end it for good.
  expect(await oracle.judge(`a = ${'!'.repeat(100_000)}b\n`)).toEqual({ kind: 'dead' });
  expect(await oracle.judge('a = 1\n')).toEqual({ kind: 'dead' });
  expect(deaths).toBe(1);
});
