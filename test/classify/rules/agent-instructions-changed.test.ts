// agent-instructions-changed: which agent reads the file; settings and the policy are told elsewhere.
import { expect, it, test } from 'vitest';
import { agentInstructionsChanged } from '../../../src/classify/rules/agent-instructions-changed.ts';
import { contextOf, changeOf } from '../example-change.ts';
import { hitsOf } from '../read-changes.ts';

const hits = (path: string, before: string | null, after: string | null): readonly string[] =>
  hitsOf(agentInstructionsChanged, { path, before, after });

test('GHA-13: instructions of an agent are new, other or gone', () => {
  expect(hits('CLAUDE.md', null, 'a')).toEqual([
    'medium - This file is new and is read as instructions by Claude Code.',
  ]);
  expect(hits('.cursor/rules/a.mdc', 'a', 'b')).toEqual([
    'medium - This file is read as instructions by Cursor.',
  ]);
  expect(hits('.github/copilot-instructions.md', 'a', null)).toEqual([
    'medium - This file is gone; it was read as instructions by GitHub Copilot.',
  ]);
});

it.each(['.mcp.json', '.aigov.yml', 'CODEOWNERS'])('%s holds no instructions', (path) => {
  expect(hits(path, null, 'a: 1')).toEqual([]);
});

it('a cloud resource in a file of that name is none', () => {
  const change = changeOf({ file: 'AGENTS.md', type: 'aws_instance' });
  expect(agentInstructionsChanged.check(change, contextOf(['governance']))).toEqual([]);
});
