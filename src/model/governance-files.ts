// Files that steer the gate or the agents themselves, by their paths: the format and the rules about them read one table.

import { isPolicyLookAlike } from './policy-source.ts';

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
  {
    reader: 'Claude Code',
    paths: [
      /(?:^|\/)\.claude(?:-plugin)?\//,
      /(?:^|\/)claude(?:\.local)?\.md$/,
      /(?:^|\/)\.claude\.json$/,
      /(?:^|\/)skill\.md$/,
    ],
  },
  { reader: 'Cursor', paths: [/(?:^|\/)\.cursor\//, /(?:^|\/)\.cursor(?:rules|ignore|indexingignore)$/] },
  {
    reader: 'GitHub Copilot',
    paths: [
      /^\.github\/(?:copilot[^/]*$|(?:copilot|instructions|prompts|agents|chatmodes|skills|hooks)\/)/,
      /(?:^|\/)\.copilot\//,
      /\.(?:instructions|prompt|chatmode|agent)\.md$/,
    ],
  },
  { reader: 'VS Code', paths: [/(?:^|\/)\.vscode\/mcp\.json$/] },
  { reader: 'Codex', paths: [/(?:^|\/)\.codex\//] },
  { reader: 'Gemini CLI', paths: [/(?:^|\/)\.gemini\//, /(?:^|\/)gemini\.md$/, /(?:^|\/)\.geminiignore$/] },
  { reader: 'Qwen Code', paths: [/(?:^|\/)\.qwen\//, /(?:^|\/)qwen\.md$/] },
  { reader: 'Antigravity', paths: [/(?:^|\/)\.(?:antigravity|agent)\//] },
  { reader: 'Jules', paths: [/(?:^|\/)\.jules\//, /(?:^|\/)jules\.md$/] },
  {
    reader: 'Windsurf',
    paths: [/(?:^|\/)\.(?:windsurf|codeium)\//, /(?:^|\/)\.(?:windsurfrules|codeiumignore)$/],
  },
  { reader: 'Cline', paths: [/(?:^|\/)\.clinerules(?:\/|$)/, /(?:^|\/)\.cline\//, /(?:^|\/)\.clineignore$/] },
  { reader: 'Roo Code', paths: [/(?:^|\/)\.roo\//, /(?:^|\/)\.(?:roorules[^/]*|roomodes|rooignore)$/] },
  { reader: 'Kilo Code', paths: [/(?:^|\/)\.kilocode\//, /(?:^|\/)\.kilocode(?:modes|ignore|rules[^/]*)$/] },
  { reader: 'Kiro', paths: [/(?:^|\/)\.kiro\//] },
  { reader: 'Junie', paths: [/(?:^|\/)\.junie\//, /(?:^|\/)\.aiignore$/] },
  { reader: 'Continue', paths: [/(?:^|\/)\.continue\//, /(?:^|\/)\.continue(?:rc\.json|rules|ignore)$/] },
  { reader: 'Augment', paths: [/(?:^|\/)\.augment\//, /(?:^|\/)\.augment(?:-guidelines|ignore)$/] },
  { reader: 'Amazon Q', paths: [/(?:^|\/)\.(?:aws\/)?amazonq\//] },
  { reader: 'OpenCode', paths: [/(?:^|\/)\.opencode\//, /(?:^|\/)opencode\.jsonc?$/] },
  { reader: 'Crush', paths: [/(?:^|\/)\.crush\//, /(?:^|\/)\.?crush\.json$/, /(?:^|\/)crush\.md$/] },
  { reader: 'Amp', paths: [/(?:^|\/)\.amp\//] },
  { reader: 'Zed', paths: [/(?:^|\/)\.zed\//, /(?:^|\/)\.rules$/] },
  { reader: 'Goose', paths: [/(?:^|\/)\.goosehints$/, /(?:^|\/)\.goose\//] },
  { reader: 'OpenHands', paths: [/(?:^|\/)\.openhands\//] },
  { reader: 'Factory', paths: [/(?:^|\/)\.factory\//] },
  { reader: 'Trae', paths: [/(?:^|\/)\.trae\//] },
  { reader: 'Rovo Dev', paths: [/(?:^|\/)\.rovodev\//] },
  { reader: 'Devin', paths: [/(?:^|\/)\.devin\//] },
  { reader: 'Replit', paths: [/(?:^|\/)\.replit$/, /(?:^|\/)replit\.md$/] },
  { reader: 'Firebase Studio', paths: [/(?:^|\/)\.idx\//] },
  { reader: 'Firebender', paths: [/(?:^|\/)firebender\.json$/] },
  { reader: 'Tabnine', paths: [/(?:^|\/)\.tabnine\//] },
  { reader: 'Ruler, which writes the files of other agents', paths: [/(?:^|\/)\.ruler\//] },
  { reader: 'Aider', paths: [/(?:^|\/)\.aider(?:\.[^/]*\.(?:ya?ml|json)|ignore)$/] },
  { reader: 'Warp', paths: [/(?:^|\/)warp\.md$/, /(?:^|\/)\.warp\//] },
  {
    reader: 'other coding agents',
    paths: [/(?:^|\/)\.(?:codebuddy|firebender|lingma|pearai|sourcegraph|void)\//],
  },
  {
    reader: 'agents that review pull requests',
    paths: [/(?:^|\/)\.(?:coderabbit|sweep)\.ya?ml$/, /(?:^|\/)\.pr_agent\.toml$/, /(?:^|\/)greptile\.json$/],
  },
  {
    reader: 'the development container that people and agents work in',
    paths: [/(?:^|\/)\.devcontainer\/(?:.*\/)?devcontainer\.json$/, /(?:^|\/)\.devcontainer\.json$/],
  },
  {
    reader: 'every agent that speaks MCP',
    paths: [/(?:^|\/)\.?mcp(?:[-_]config)?\.json$/, /(?:^|\/)\.mcp\//],
  },
  { reader: 'most coding agents', paths: [/(?:^|\/)agents?(?:\.override)?\.md$/, /(?:^|\/)\.agents?\//] },
];

/** In these an agent finds its servers, permissions and hooks; all else that it reads tells it what to do. */
const SETTINGS = /\.(?:jsonc?|toml|ya?ml)$/;

/** Case is folded: some file systems do, so `claude.md` is read as `CLAUDE.md` there. Null for a file that governs nothing. */
export function governanceFile(path: string): GovernanceFile | null {
  const known = asked.get(path);
  if (known !== undefined) return known;
  const found = lookUp(path);
  if (asked.size >= MOST_ASKED) asked.clear();
  asked.set(path, found);
  return found;
}

/** Some sixty patterns, asked of every file many times on its way: forgotten all at once where it becomes too much. */
const asked = new Map<string, GovernanceFile | null>();
const MOST_ASKED = 10_000;

function lookUp(path: string): GovernanceFile | null {
  const folded = path.toLowerCase();
  if (GATE.test(folded) || isPolicyLookAlike(path)) return { role: 'policy', reader: 'this gate' };
  if (OWNERS.test(folded)) return { role: 'owners', reader: 'GitHub' };
  const row = AGENTS.find(({ paths }) => paths.some((pattern) => pattern.test(folded)));
  if (row === undefined) return null;
  return { role: SETTINGS.test(folded) ? 'tools' : 'instructions', reader: row.reader };
}
