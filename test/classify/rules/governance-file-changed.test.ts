// governance-file-changed: a file of kind governance, not a cloud resource of that kind.
import { describe, expect, it, test } from 'vitest';
import { governanceFileChanged } from '../../../src/classify/rules/governance-file-changed.ts';
import { governanceFile } from '../../../src/model/governance-files.ts';
import { contextOf, changeOf, diffOf } from '../example-change.ts';
import { hitsOf, readChanges } from '../read-changes.ts';

const FILE = changeOf({ format: 'governance', file: '.aigov.yml', type: null });

test('a governance file', () => {
  expect(governanceFileChanged.check(FILE, contextOf(['governance']))).toEqual([
    { message: 'This file says what changes need.', line: null },
  ]);
});

test('instructions of agents have a finding of their own, one that is no longer called so has not', () => {
  const told = (file: string, previousFile: string | null = null) =>
    governanceFileChanged.check({ ...FILE, file, previousFile }, contextOf(['governance'])).length;
  expect(told('AGENTS.md')).toBe(0);
  expect(told('.mcp.json')).toBe(1);
  expect(told('notes.md', 'AGENTS.md')).toBe(1);
});

test('POL-14: a file that looks like the policy and is none says so, and goes without a word', () => {
  const told = (file: string, action: 'create' | 'delete' = 'create') =>
    governanceFileChanged.check({ ...FILE, file, action }, contextOf(['governance']))[0]?.message;
  const never =
    'This file is never read as a policy: the policy is .aigov.yml in the root, written exactly so.';
  for (const file of ['.aigov.yaml', '.AIGOV.yml', '.github/.aigov.yml', '.github/aigov.yaml'])
    expect([told(file), governanceFile(file)?.role]).toEqual([never, 'policy']);
  expect(told('.aigov.yml')).toBe('This file says what changes need.');
  expect(told('.aigov.yaml', 'delete')).toBe('This file says what changes need.');
});

test('settings are told with what they are settings of', () => {
  const told = (file: string): string | undefined =>
    governanceFileChanged.check({ ...FILE, file }, contextOf(['governance']))[0]?.message;
  expect(told('.devcontainer/devcontainer.json')).toBe(
    'This file holds settings of the development container that people and agents work in.',
  );
  expect(told('.claude/settings.json')).toBe('This file holds settings of Claude Code.');
  expect(told('elsewhere.json')).toBe('This file governs what changes need or what agents do.');
});

test('a file of another kind', () => {
  expect(governanceFileChanged.check(FILE, contextOf(['pipeline']))).toEqual([]);
});

test('a resource of kind governance', () => {
  expect(
    governanceFileChanged.check({ ...FILE, type: 'azurerm_policy_definition' }, contextOf(['governance'])),
  ).toEqual([]);
});

describe('code owners', () => {
  const hits = (before: string | null, after: string | null, path = 'CODEOWNERS'): readonly string[] =>
    hitsOf(governanceFileChanged, { path, before, after });
  const GENERAL = 'medium - This file says whose review GitHub asks for.';

  test('GHA-10: patterns lose their owners', () => {
    expect(hits('/infra/ @acme/platform\n', '/infra/ @acme/platform\n*\n')).toEqual([
      'high 2 `/infra/` loses its owners (@acme/platform), so none of them is asked any more.',
    ]);
    expect(hits('/a/ @x\n/b/ @x\n', '')).toEqual([
      'high - `/a/` and 1 more lose their owners (@x), so none of them is asked any more.',
    ]);
    expect(hits('/a/ @x\n', null)).toHaveLength(1);
  });

  test('GHA-10: GitHub passes over a file of more than 3 MB, and what is too large to be read counts as empty', () => {
    // The content of a file that is too large reaches the format as no text at all.
    expect(hits('/a/ @x\n', '')).toEqual([
      'high - `/a/` loses its owners (@x), so none of them is asked any more.',
    ]);
  });

  test('GHA-10: a file in a place that GitHub looks at first', () => {
    expect(hits(null, '* @x\n', '.github/CODEOWNERS')).toEqual([
      'medium - This file takes the place of any CODEOWNERS at the root and in docs, and all that it says.',
    ]);
    expect(hits(null, '* @x\n', 'docs/CODEOWNERS')).toEqual([GENERAL]);
  });

  test('GHA-10: a pattern that keeps lines from being compared', () => {
    const odd = `${'*'.repeat(9)} @x\n`;
    const message =
      'This file is too long, or has patterns too odd, to tell what its lines take from each other.';
    expect(hits('/a/ @x\n', `/a/ @x\n${odd}*\n`)).toEqual([`high - ${message}`]);
    expect(hits(odd, `${odd}*\n`)).toEqual([`medium - ${message}`]);
    expect(hits(odd, '*********  @x\n/a/ @x\n')).toEqual([`medium - ${message}`]);
    expect(hits(odd, '* @x\n')).toEqual([
      'high - `*********` loses its owners (@x), so none of them is asked any more.',
    ]);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['one more may approve', '/a/ @x', '/a/ @x @y', ['medium 1 `/a/` can now be approved by @y.']],
    ['others may approve', '/a/ @x', '/a/ @y', ['medium 1 `/a/` can now be approved by @y.']],
    ['fewer may approve', '/a/ @x @y', '/a/ @x', [GENERAL]],
    ['more is owned', '/a/ @x', '/a/ @x\n/b/ @x', [GENERAL]],
    ['a comment', '/a/ @x', '# a\n/a/ @x', [GENERAL]],
  ])('%s', (_name, before, after, expected) => {
    expect(hits(before, after)).toEqual(expected);
  });
});

test('GHA-10: code owners that move to another folder lose nothing on the way', () => {
  const read = (path: string, before: string | null, after: string | null) =>
    readChanges({ path, before, after });
  const told = (owners: string): readonly string[] => {
    const changes = [
      ...read('CODEOWNERS', '* @acme/all\n/infra/ @acme/platform\n', null),
      ...read('.github/CODEOWNERS', null, owners),
    ];
    return changes.flatMap((change) =>
      governanceFileChanged
        .check(change, contextOf(['governance'], { diff: diffOf({ changes }) }))
        .map(({ message }) => `${change.file}: ${message}`),
    );
  };
  const GENERAL = 'This file says whose review GitHub asks for.';
  expect(told('* @acme/all\n/infra/ @acme/platform\n')).toEqual([
    `CODEOWNERS: ${GENERAL}`,
    `.github/CODEOWNERS: ${GENERAL}`,
  ]);
  expect(told('* @acme/all\n')).toEqual([
    `CODEOWNERS: ${GENERAL}`,
    '.github/CODEOWNERS: `/infra/` loses its owners (@acme/platform), so none of them is asked any more.',
  ]);
  expect(told('* @acme/all\n/infra/ @acme/platform\n/infra/prod/ @mallory\n')[1]).toBe(
    '.github/CODEOWNERS: This file says something else than the CODEOWNERS whose place it takes.',
  );
});
