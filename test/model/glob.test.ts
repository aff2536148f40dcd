import { describe, expect, it } from 'vitest';
import { compileGlobs, globProblem } from '../../src/model/glob.ts';

describe('compileGlobs', () => {
  it.each([
    ['**/*.yml', '.github/workflows/deploy.yml', true, true],
    ['infra/**', 'infra/.hidden/main.tf', true, true],
    ['infra/**', 'INFRA/main.tf', true, false],
    ['infra/[prod]/main.tf', 'infra/[prod]/main.tf', true, true],
    ['#infra/**', '#infra/main.tf', true, true],
    ['!infra/**', 'docs/a.md', false, false],
    ['infra/*.tf', 'infra/a/b.tf', false, false],
    ['**/*.md', 'main.tf', false, false],
  ])('%s on %s: tightening %s, relaxing %s', (pattern, path, tighten, relax) => {
    expect(compileGlobs([pattern], 'tighten')(path)).toBe(tighten);
    expect(compileGlobs([pattern], 'relax')(path)).toBe(relax);
  });

  it('is any-of, and nothing when there is no pattern', () => {
    expect(compileGlobs(['a/**', 'b/**'], 'relax')('b/c')).toBe(true);
    expect(compileGlobs([], 'relax')('b/c')).toBe(false);
  });
});

describe('POL-18: a glob that can never match is refused', () => {
  it.each([
    [' infra/**', 'a glob must not begin or end with a blank'],
    ['infra/** ', 'a glob must not begin or end with a blank'],
    ['infra files/**', null],
    ['envs/prod/**', null],
    ['{a,b}/{c,d}', null],
    ['', 'a glob must not be empty'],
    ['/infra/**', 'a path glob is relative to the repository; remove the leading "/"'],
    ['./infra/**', 'a path glob is relative to the repository; remove the leading "./"'],
    ['infra\\*.tf', 'a glob uses "/" as separator, never "\\"'],
    ['!infra/**', null],
    ['!(infra)/**', null],
    ['infra/', 'this glob ends in "/" and would never match a file; write "**" behind it'],
    ['a\u0000b', 'a glob must not hold control characters'],
    ['x'.repeat(257), 'a glob has at most 256 characters'],
    ['{a,b}'.repeat(7), 'a glob has at most 100 brace expansions'],
  ])('%j: %j', (pattern, expected) => {
    expect(globProblem(pattern)).toBe(expected);
  });
});
