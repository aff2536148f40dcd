// Files that steer the gate or the agents themselves, by their paths: the format and the rules about them read one table.

/**
 * `policy`: what this gate asks for. `owners`: who must approve. `tools`: what an agent may call and run on its own.
 * `instructions`: what an agent is told.
 */
export type GovernanceRole = 'policy' | 'owners' | 'tools' | 'instructions';

export type GovernanceFile = {
  readonly role: GovernanceRole;
  /** Who reads it, as people call it. */
  readonly reader: string;
};

type Row = { readonly reader: string; readonly paths: readonly RegExp[] };

const GATE = /^\.aigov(?:\.ya?ml$|\/)/;
/** GitHub takes the first of `.github/`, the root and `docs/`. */
const OWNERS = /^(?:\.github\/|docs\/)?codeowners$/;

/** Agents and editors with agents. The first row that matches wins; the last ones are read by several. */
const AGENTS: readonly Row[] = [
  { reader: 'Claude Code', paths: [/(?:^|\/)\.claude\//, /(?:^|\/)claude(?:\.local)?\.md$/] },
  { reader: 'Cursor', paths: [/(?:^|\/)\.cursor\//, /(?:^|\/)\.cursorrules$/] },
  {
    reader: 'GitHub Copilot',
    paths: [
      /^\.github\/(?:copilot-instructions\.md$|(?:copilot|instructions|prompts|agents|chatmodes|skills|hooks)\/)/,
      /\.(?:instructions|prompt|chatmode|agent)\.md$/,
    ],
  },
  { reader: 'VS Code', paths: [/(?:^|\/)\.vscode\/mcp\.json$/] },
  { reader: 'Codex', paths: [/(?:^|\/)\.codex\//] },
  { reader: 'Gemini CLI', paths: [/(?:^|\/)\.gemini\//, /(?:^|\/)gemini\.md$/] },
  { reader: 'Windsurf', paths: [/(?:^|\/)\.windsurf\//, /(?:^|\/)\.windsurfrules$/] },
  { reader: 'Cline', paths: [/(?:^|\/)\.clinerules(?:\/|$)/] },
  { reader: 'Roo Code', paths: [/(?:^|\/)\.roo\//, /(?:^|\/)\.roorules$/] },
  { reader: 'Kiro', paths: [/(?:^|\/)\.kiro\//] },
  { reader: 'Junie', paths: [/(?:^|\/)\.junie\//] },
  { reader: 'Continue', paths: [/(?:^|\/)\.continue\//] },
  { reader: 'Augment', paths: [/(?:^|\/)\.augment\//] },
  { reader: 'Amazon Q', paths: [/(?:^|\/)\.amazonq\//] },
  { reader: 'OpenCode', paths: [/(?:^|\/)\.opencode\//, /(?:^|\/)opencode\.jsonc?$/] },
  { reader: 'Goose', paths: [/(?:^|\/)\.goosehints$/] },
  { reader: 'Aider', paths: [/(?:^|\/)\.aider\.conf\.ya?ml$/] },
  { reader: 'Warp', paths: [/(?:^|\/)warp\.md$/] },
  {
    reader: 'the development container that people and agents work in',
    paths: [/(?:^|\/)\.devcontainer\/(?:.*\/)?devcontainer\.json$/, /(?:^|\/)\.devcontainer\.json$/],
  },
  { reader: 'every agent that speaks MCP', paths: [/(?:^|\/)\.?mcp\.json$/] },
  { reader: 'most coding agents', paths: [/(?:^|\/)agents?\.md$/, /(?:^|\/)\.agents?\//] },
];

/** In these an agent finds its servers, permissions and hooks; all else that it reads tells it what to do. */
const SETTINGS = /\.(?:jsonc?|toml|ya?ml)$/;

/** Case is folded: some file systems do, so `claude.md` is read as `CLAUDE.md` there. Null for a file that governs nothing. */
export function governanceFile(path: string): GovernanceFile | null {
  const folded = path.toLowerCase();
  if (GATE.test(folded)) return { role: 'policy', reader: 'this gate' };
  if (OWNERS.test(folded)) return { role: 'owners', reader: 'GitHub' };
  const row = AGENTS.find(({ paths }) => paths.some((pattern) => pattern.test(folded)));
  if (row === undefined) return null;
  return { role: SETTINGS.test(folded) ? 'tools' : 'instructions', reader: row.reader };
}
