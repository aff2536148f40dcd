// Who reads which governance file, whatever the case of its path.
import { expect, it, test } from 'vitest';
import { governanceFile } from '../../src/model/governance-files.ts';

it.each<[string, string, string]>([
  ['.aigov.yml', 'policy', 'this gate'],
  ['.aigov/x.cedar', 'policy', 'this gate'],
  ['docs/CODEOWNERS', 'owners', 'GitHub'],
  ['a/AGENTS.md', 'instructions', 'most coding agents'],
  ['Claude.md', 'instructions', 'Claude Code'],
  ['.claude/settings.local.json', 'tools', 'Claude Code'],
  ['.claude/commands/x.md', 'instructions', 'Claude Code'],
  ['.cursor/mcp.json', 'tools', 'Cursor'],
  ['.cursor/rules/x.mdc', 'instructions', 'Cursor'],
  ['.vscode/mcp.json', 'tools', 'VS Code'],
  ['.codex/config.toml', 'tools', 'Codex'],
  ['.github/copilot-instructions.md', 'instructions', 'GitHub Copilot'],
  ['.github/hooks/a.json', 'tools', 'GitHub Copilot'],
  ['x/y.prompt.md', 'instructions', 'GitHub Copilot'],
  ['.mcp.json', 'tools', 'every agent that speaks MCP'],
  ['.clinerules', 'instructions', 'Cline'],
  ['.devcontainer/devcontainer.json', 'tools', 'the development container that people and agents work in'],
])('%s', (path, role, reader) => {
  expect(governanceFile(path)).toEqual({ role, reader });
});

it.each([
  'README.md',
  'x/CODEOWNERS',
  '.aigov.yml.bak',
  '.github/workflows/a.yml',
  'claude.md.txt',
  '.devcontainer/Dockerfile',
])('%s governs nothing', (path) => {
  expect(governanceFile(path)).toBeNull();
});

test('GHA-13: every usual place of agent instructions governs', () => {
  const places = [
    'AGENTS.md',
    'CLAUDE.md',
    'GEMINI.md',
    '.github/copilot-instructions.md',
    '.mcp.json',
    '.cursor/rules/a.mdc',
  ];
  expect(places.filter((path) => governanceFile(path) === null)).toEqual([]);
});
