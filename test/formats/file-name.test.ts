// File names: what names two files for two readers is refused, what is merely unusual is not.
import { expect, it } from 'vitest';
import { nameProblem } from '../../src/formats/file-name.ts';

it.each([
  'main.tf',
  '.github/workflows/x.yml',
  'infra/[prod]/main.tf',
  'a b/ü.tf',
  '..hidden/x.tf',
  'x.git/main.tf',
  '\u{FFFD}ff.tf',
])('%j is a name', (path) => {
  expect(nameProblem(path)).toBeNull();
});

it.each([
  ['PTH-10: a NUL', 'infra/prod/main.tf\u0000.md', 'control character'],
  ['PTH-10: a line end', 'infra/prod/main\n.tf', 'control character'],
  ['PTH-10: a C1 control', 'infra/\u0085main.tf', 'control character'],
  ['PTH-10: a backslash', 'infra\\prod\\main.tf', 'backslash'],
  ['PTH-11: a way up', 'a/../infra/x.tf', '".."'],
  ['PTH-11: a doubled slash', 'infra//main.tf', '""'],
  ['PTH-11: a folder of git', 'x/.GIT/config', '".GIT"'],
  ['a zero-width space', 'infra/pr\u200bod/main.tf', 'invisible'],
])('%s is refused', (_name, path, part) => {
  const problem = nameProblem(path);
  expect(problem).toMatchObject({ line: null, why: 'unsafe-name' });
  expect(problem?.message).toContain(part);
});
