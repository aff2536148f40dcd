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
  ['AGENTS.override.md', 'instructions', 'most coding agents'],
  ['plugins/a/.claude-plugin/plugin.json', 'tools', 'Claude Code'],
  ['skills/a/SKILL.md', 'instructions', 'Claude Code'],
  ['.cursorignore', 'instructions', 'Cursor'],
  ['.github/copilot-setup-steps.yml', 'tools', 'GitHub Copilot'],
  ['.github/agents/a.agent.md', 'instructions', 'GitHub Copilot'],
  ['.qwen/settings.json', 'tools', 'Qwen Code'],
  ['.antigravity/rules.md', 'instructions', 'Antigravity'],
  ['.jules/a.md', 'instructions', 'Jules'],
  ['.clineignore', 'instructions', 'Cline'],
  ['.roomodes', 'instructions', 'Roo Code'],
  ['.roorules-code', 'instructions', 'Roo Code'],
  ['.kilocode/mcp.json', 'tools', 'Kilo Code'],
  ['.continuerc.json', 'tools', 'Continue'],
  ['.augment-guidelines', 'instructions', 'Augment'],
  ['.aws/amazonq/a.json', 'tools', 'Amazon Q'],
  ['.crush.json', 'tools', 'Crush'],
  ['.amp/settings.json', 'tools', 'Amp'],
  ['.zed/settings.json', 'tools', 'Zed'],
  ['.rules', 'instructions', 'Zed'],
  ['.goose/config.yaml', 'tools', 'Goose'],
  ['.openhands/microagents/a.md', 'instructions', 'OpenHands'],
  ['.factory/droids/a.md', 'instructions', 'Factory'],
  ['.trae/rules/a.md', 'instructions', 'Trae'],
  ['.rovodev/config.yml', 'tools', 'Rovo Dev'],
  ['.replit', 'instructions', 'Replit'],
  ['.idx/airules.md', 'instructions', 'Firebase Studio'],
  ['.aider.model.settings.yml', 'tools', 'Aider'],
  ['.aiderignore', 'instructions', 'Aider'],
  ['.ruler/a.md', 'instructions', 'Ruler, which writes the files of other agents'],
  ['.coderabbit.yaml', 'tools', 'agents that review pull requests'],
  ['infra/mcp_config.json', 'tools', 'every agent that speaks MCP'],
  ['.mcp/servers.json', 'tools', 'every agent that speaks MCP'],
  ['.devcontainer/devcontainer.json', 'tools', 'the development container that people and agents work in'],
])('%s', (path, role, reader) => {
  expect(governanceFile(path)).toEqual({ role, reader });
});

it.each([
  'README.md',
  'x/CODEOWNERS',
  '.aigov.yml.bak',
  'src/rules/a.md',
  'notes/agents.txt',
  'x/mcp.json.md',
  'skill/readme.md',
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
