// MCP servers that an agent may start or call; read by agent-tools-widened.
import { childOf, fingerprint, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export type Server = { readonly name: string; readonly node: Node };

/** Under these names settings list servers, each under its own: Claude Code, Cursor, VS Code, Codex, OpenCode, agents in Markdown. */
const LISTS: ReadonlySet<string> = new Set(['mcpservers', 'mcp-servers', 'servers', 'mcp']);

export function serversIn(tree: Node): readonly Server[] {
  return walk(tree)
    .filter(({ name }) => LISTS.has(foldName(name)))
    .flatMap(({ children }) => children)
    .filter(({ children }) => children.some(({ name }) => WHAT_IT_IS.has(foldName(name))))
    .map((node) => ({ name: node.name, node }));
}

/** What decides which program or address a server is. The rest says how much of it may be used. */
const WHAT_IT_IS: ReadonlySet<string> = new Set([
  'args',
  'command',
  'cwd',
  'env',
  'envfile',
  'headers',
  'httpurl',
  'serverurl',
  'type',
  'url',
]);

/** Members by which the head's server is another than the base's, or is switched on. */
export function differences(before: Node, after: Node): readonly string[] {
  return [...others(before, after), ...(isOff(before) && !isOff(after) ? ['switched on'] : [])];
}

function isOff(node: Node): boolean {
  return childOf(node, 'disabled')?.value === true || childOf(node, 'enabled')?.value === false;
}

function others(before: Node, after: Node): readonly string[] {
  const old = new Map(before.children.map((member) => [foldName(member.name), fingerprint(member)]));
  return after.children
    .filter(({ name }) => WHAT_IT_IS.has(foldName(name)))
    .filter((member) => old.get(foldName(member.name)) !== fingerprint(member))
    .map(({ name }) => name);
}

/** What a server is, in a word or two: its command or its address. */
export function describeServer({ node }: Server): string {
  const program = [...textsOf(childOf(node, 'command')).known, ...textsOf(childOf(node, 'args')).known];
  const address = ['url', 'httpUrl', 'serverUrl'].flatMap((name) => textsOf(childOf(node, name)).known);
  return (program.length > 0 ? program : address).join(' ');
}
