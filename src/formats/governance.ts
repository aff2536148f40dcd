// Files that steer the gate or the agents themselves: policy, code owners, agent instructions and tools. Any byte counts.
import type { Format } from './format.ts';
import { countedFile } from './whole-file.ts';

/** On lower-cased paths: some file systems fold case, so `claude.md` is read as `CLAUDE.md` there. */
const GOVERNANCE = [
  /^\.aigov\.ya?ml$/,
  /^\.aigov\//,
  /^(?:\.github\/|docs\/)?codeowners$/,
  /(?:^|\/)(?:agents?|claude|claude\.local|gemini|warp)\.md$/,
  /(?:^|\/)\.(?:cursor|claude|windsurf|codex|gemini|roo|kiro|junie|continue|augment|amazonq|clinerules|agents?)\//,
  /(?:^|\/)\.(?:cursorrules|windsurfrules|clinerules|roorules|goosehints|aider\.conf\.ya?ml)$/,
  /(?:^|\/)(?:\.vscode\/)?\.?mcp\.json$/,
  /^\.github\/(?:copilot-instructions\.md$|(?:instructions|prompts|agents|chatmodes|skills|hooks)\/)/,
  /\.(?:instructions|prompt|chatmode|agent)\.md$/,
];

export const governance: Format = {
  id: 'governance',
  title: 'Policy, code owners, agent instructions and tools',
  claims: (path) => (GOVERNANCE.some((pattern) => pattern.test(path.toLowerCase())) ? 'path' : 'none'),
  recognise: () => 'governance',
  sameAfterRename: () => false,
  parse: (input) => ({ kind: 'parsed', changes: [countedFile(input, 'governance')] }),
};
