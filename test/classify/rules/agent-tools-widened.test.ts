// agent-tools-widened: servers, permissions, hooks and modes of every agent's settings; narrower ones are no finding.
import { describe, expect, it, test } from 'vitest';
import { agentToolsWidened } from '../../../src/classify/rules/agent-tools-widened.ts';
import { hitsOf } from '../read-changes.ts';

const hits = (path: string, before: unknown, after: unknown): readonly string[] => {
  const text = (value: unknown): string | null =>
    value === null || typeof value === 'string' ? value : JSON.stringify(value);
  return hitsOf(agentToolsWidened, { path, before: text(before), after: text(after) });
};

describe('servers', () => {
  const mcp = (servers: object): object => ({ mcpServers: servers });
  const DOCS = { command: 'npx', args: ['-y', 'docs@1.0.0'] };

  test('GHA-13: a new server, and one that is another program now', () => {
    expect(hits('.mcp.json', null, mcp({ docs: DOCS }))).toEqual([
      'high 1 The agent may now use the server docs (`npx -y docs@1.0.0`).',
    ]);
    expect(hits('.mcp.json', mcp({ docs: DOCS }), mcp({ docs: { ...DOCS, command: 'sh' } }))).toEqual([
      'high 1 The server docs is another than before (command).',
    ]);
  });

  it.each<[string, object, object, readonly string[]]>([
    [
      'args',
      DOCS,
      { ...DOCS, args: ['-y', 'docs@2.0.0'] },
      ['high 1 The server docs is another than before (args).'],
    ],
    ['env', DOCS, { ...DOCS, env: { A: 'b' } }, ['high 1 The server docs is another than before (env).']],
    [
      'url',
      { url: 'https://a' },
      { url: 'https://b' },
      ['high 1 The server docs is another than before (url).'],
    ],
    [
      'switched on',
      { ...DOCS, disabled: true },
      DOCS,
      ['high 1 The server docs is another than before (switched on).'],
    ],
    ['switched off', DOCS, { ...DOCS, disabled: true }, []],
    ['a description', DOCS, { ...DOCS, description: 'x' }, []],
    ['the same', DOCS, DOCS, []],
  ])('%s', (_name, before, after, expected) => {
    expect(hits('.cursor/mcp.json', mcp({ docs: before }), mcp({ docs: after }))).toEqual(expected);
  });

  it('a hidden value that differs', () => {
    const token = (value: string): object => mcp({ docs: { ...DOCS, env: { TOKEN: value } } });
    expect(hits('.mcp.json', token('hunter2'), token('hunter3'))).toEqual([
      'high 1 The server docs is another than before (a hidden value).',
    ]);
  });

  it.each<[string, unknown]>([
    ['.vscode/mcp.json', '{\n// why\n"servers": {"docs": {"command": "npx"}}}'],
    ['.codex/config.toml', '[mcp_servers.docs]\ncommand = "npx"'],
    ['opencode.json', { mcp: { docs: { type: 'local', command: ['npx'] } } }],
    ['.github/agents/x.agent.md', '---\nmcp-servers:\n  docs: { command: npx }\n---\ntext'],
  ])('in %s', (path, after) => {
    expect(hits(path, null, after)[0]).toMatch(/The agent may now use the server docs \(`npx`\)/);
  });

  it('a removed server is less', () => {
    expect(hits('.mcp.json', mcp({ docs: DOCS }), mcp({}))).toEqual([]);
    expect(hits('.mcp.json', mcp({ docs: DOCS }), null)).toEqual([]);
  });
});

describe('permissions', () => {
  const claude = (permissions: object): object => ({ permissions });

  it.each<[object, object, readonly string[]]>([
    [{ allow: ['A'] }, { allow: ['A', 'Bash(*)'] }, ['high 1 `allow` now holds `Bash(*)`.']],
    [{ allow: ['A', 'B'] }, { allow: ['A'] }, []],
    [{ deny: ['Read(.env)'] }, { deny: [] }, ['high - `deny` no longer holds `Read(.env)`.']],
    [{ deny: ['A'] }, {}, ['high - `deny` no longer holds `A`.']],
    [{ ask: ['A'] }, { deny: ['A'] }, []],
    [
      { ask: ['A'] },
      { allow: ['A'] },
      ['high 1 `allow` now holds `A`.', 'high - `ask` no longer holds `A`.'],
    ],
    [{ deny: [] }, { deny: ['A'] }, []],
    [{}, { defaultMode: 'bypassPermissions' }, ['high 1 Now the agent no longer asks before it acts.']],
    [{ defaultMode: 'bypassPermissions' }, { defaultMode: 'plan' }, []],
    [
      { disableBypassPermissionsMode: 'disable' },
      {},
      ['high - Now bypassing of permissions is no longer ruled out.'],
    ],
    [{}, { additionalDirectories: ['/'] }, ['high 1 `additionalDirectories` now holds `/`.']],
  ])('%j becomes %j', (before, after, expected) => {
    expect(hits('.claude/settings.json', claude(before), claude(after))).toEqual(expected);
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      '.codex/config.toml',
      'approval_policy = "on-request"',
      'approval_policy = "never"',
      ['high 1 Now the agent never asks before it acts.'],
    ],
    [
      '.codex/config.toml',
      'sandbox_mode = "read-only"',
      'sandbox_mode = "danger-full-access"',
      ['high 1 Now the agent runs outside of any sandbox.'],
    ],
    [
      '.gemini/settings.json',
      '{}',
      '{"mcpServers": {"a": {"command": "x", "trust": true}}}',
      [
        'high 1 The agent may now use the server a (`x`).',
        'high 1 Now a server runs its tools without asking.',
      ],
    ],
    [
      '.vscode/settings.json',
      '{"chat.x": 1}',
      '{"chat.tools.autoApprove": true}',
      ['high 1 Now tools run without asking.'],
    ],
    [
      '.claude/settings.json',
      '{"sandbox": {"enabled": true}}',
      '{"sandbox": {"enabled": false}}',
      ['high 1 Now the sandbox is switched off.'],
    ],
    [
      '.claude/settings.json',
      '{}',
      '{"enableAllProjectMcpServers": true}',
      ['high 1 Now every MCP server of the repository is trusted.'],
    ],
    [
      '.claude/agents/a.md',
      '---\ntools: Read\n---',
      '---\ntools: Read, Bash\n---',
      ['high 2 `tools` now holds `Bash`.'],
    ],
    [
      '.roo/mcp.json',
      '{"mcpServers": {"a": {"command": "x"}}}',
      '{"mcpServers": {"a": {"command": "x", "alwaysAllow": ["run"]}}}',
      ['high 1 `alwaysAllow` now holds `run`.'],
    ],
    [
      'opencode.json',
      '{"tools": {"bash": false}}',
      '{"tools": {"bash": true}}',
      ['high 1 `tools` now holds `bash`.'],
    ],
  ])('%s: %s becomes %s', (path, before, after, expected) => {
    expect(hits(path, before, after)).toEqual(expected);
  });
});

it.each<[string, object, object, readonly string[]]>([
  [
    'opencode.json',
    { permission: { bash: 'ask' } },
    { permission: { bash: 'allow' } },
    ['high 1 `permission` now holds `bash`.'],
  ],
  [
    'opencode.json',
    { permission: { bash: { '*': 'ask' } } },
    { permission: { bash: { '*': 'allow' } } },
    ['high 1 `permission` now holds `*`.'],
  ],
  [
    '.claude/settings.json',
    {},
    { env: { ANTHROPIC_BASE_URL: 'https://x.example' } },
    ['high 1 Now the agent runs with `ANTHROPIC_BASE_URL=https://x.example`.'],
  ],
  ['.claude/settings.json', {}, { env: { EDITOR: 'vi' } }, []],
])('%s: %j becomes %j', (path, before, after, expected) => {
  expect(hits(path, before, after)).toEqual(expected);
});

describe('what runs by itself', () => {
  const hook = (command: string): object => ({
    hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command }] }] },
  });

  it.each<[string, unknown, unknown, readonly string[]]>([
    ['.claude/settings.json', {}, hook('./a.sh'), ['high 1 `./a.sh` now runs by itself (command).']],
    [
      '.claude/settings.json',
      hook('./a.sh'),
      hook('./b.sh'),
      ['high 1 `./b.sh` now runs by itself (command).'],
    ],
    ['.claude/settings.json', hook('./a.sh'), hook('./a.sh'), []],
    ['.claude/settings.json', hook('./a.sh'), {}, []],
    ['.claude/settings.json', {}, { apiKeyHelper: 'x' }, ['high 1 `x` now runs by itself (apiKeyHelper).']],
    [
      '.cursor/environment.json',
      {},
      { install: 'npm ci' },
      ['high 1 `npm ci` now runs by itself (install).'],
    ],
    [
      '.github/hooks/a.json',
      {},
      { hooks: { sessionStart: [{ type: 'command', bash: './x' }] } },
      ['high 1 `./x` now runs by itself (bash).'],
    ],
    [
      '.devcontainer/devcontainer.json',
      {},
      { postCreateCommand: 'make' },
      ['high 1 `make` now runs by itself (postCreateCommand).'],
    ],
    [
      '.devcontainer/devcontainer.json',
      {},
      { runArgs: ['--privileged'] },
      ['high 1 Now the container is given `--privileged`.'],
    ],
    [
      '.vscode/tasks.json',
      { a: 'folderOpenX' },
      { tasks: [{ command: 'make', runOptions: { runOn: 'folderOpen' } }] },
      [
        'high 1 `make` now runs by itself (command).',
        'high 1 Now a task runs as soon as the folder is opened.',
      ],
    ],
  ])('%s: %j becomes %j', (path, before, after, expected) => {
    expect(hits(path, before, after)).toEqual(expected);
  });
});

it('settings that cannot be read', () => {
  expect(hits('.mcp.json', {}, '{"mcpServers"')).toEqual([
    'high - These settings cannot be read, so what they let the agent do is unknown.',
  ]);
  expect(hits('.mcp.json', '{"a"', '{"b"')).toEqual([]);
  expect(hits('.agents/skills/a/scripts/b.ps1', null, 'Get-Item')).toEqual([
    'high - This program lies where agents find what they run, and what it does cannot be seen from here.',
  ]);
});

it('the machine of the coding agent of GitHub', () => {
  const setup = (steps: string): string =>
    `on: workflow_dispatch\njobs:\n  copilot-setup-steps:\n    steps: [${steps}]\n`;
  const path = '.github/workflows/copilot-setup-steps.yml';
  const [before, after] = [setup('{ run: a }'), setup('{ run: a }, { name: Tools, run: b }')];
  expect(hits(path, before, after)).toEqual([
    'medium 4 Step "Tools" now prepares the machine of GitHub Copilot\'s coding agent.',
  ]);
  expect(hits('.github/workflows/other.yml', before, after)).toEqual([]);
});

it('what is no settings of an agent', () => {
  expect(hits('.aigov.yml', 'a: 1', 'mcpServers: { a: { command: x } }')).toEqual([]);
  expect(hits('AGENTS.md', 'a', 'b')).toEqual([]);
});
