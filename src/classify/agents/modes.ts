// Switches that take the questions or the walls away; read by agent-tools-widened.
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { short } from '../workflow/parts.ts';

export type Mode = { readonly what: string; readonly line: number };

type Switch = { readonly name: string; readonly values: RegExp; readonly what: string };

/** By folded name and value. Each agent documents its own. */
const SWITCHES: readonly Switch[] = [
  {
    name: 'defaultmode',
    values: /^(?:bypasspermissions|dontask|auto)$/i,
    what: 'the agent no longer asks before it acts',
  },
  { name: 'defaultmode', values: /^acceptedits$/i, what: 'the agent edits files without asking' },
  {
    name: 'permissionmode',
    values: /^(?:bypasspermissions|dontask|auto|acceptedits)$/i,
    what: 'the agent no longer asks before it acts',
  },
  {
    name: 'defaultapprovalmode',
    values: /^(?:yolo|auto_?edit)$/i,
    what: 'the agent no longer asks before it acts',
  },
  { name: 'approvalpolicy', values: /^never$/i, what: 'the agent never asks before it acts' },
  { name: 'sandboxmode', values: /^danger-full-access$/i, what: 'the agent runs outside of any sandbox' },
  { name: 'networkaccess', values: /^true$/i, what: 'commands of the agent may use the network' },
  {
    name: 'enableallprojectmcpservers',
    values: /^true$/i,
    what: 'every MCP server of the repository is trusted',
  },
  {
    name: 'skipdangerousmodepermissionprompt',
    values: /^true$/i,
    what: 'the warning of the dangerous mode is skipped',
  },
  { name: 'autoaccept', values: /^true$/i, what: 'the agent no longer asks before it acts' },
  { name: 'autoapprove', values: /^true$/i, what: 'tools run without asking' },
  { name: 'allowunsandboxedcommands', values: /^true$/i, what: 'commands may run outside of the sandbox' },
  { name: 'yolo', values: /^true$/i, what: 'the agent no longer asks before it acts' },
  { name: 'yes-always', values: /^true$/i, what: 'the agent takes every answer for yes' },
  { name: 'trust', values: /^true$/i, what: 'a server runs its tools without asking' },
  { name: 'privileged', values: /^true$/i, what: 'the container has rights over its machine' },
  { name: 'runon', values: /^folderopen$/i, what: 'a task runs as soon as the folder is opened' },
  { name: 'permission', values: /^allow$/i, what: 'the agent no longer asks before it acts' },
];

/** Settings that hold the agent back while they are there. */
const BRAKES: readonly Switch[] = [
  {
    name: 'disablebypasspermissionsmode',
    values: /^disable$/i,
    what: 'bypassing of permissions is no longer ruled out',
  },
  { name: 'disableyolomode', values: /^true$/i, what: 'acting without questions is no longer ruled out' },
];

export function modesIn(tree: Node): readonly Mode[] {
  return [
    ...walk(tree).flatMap((node) => [...match(node, SWITCHES), ...sandboxOff(node), ...reachingOut(node)]),
    ...redirected(tree),
  ];
}

export function brakesIn(tree: Node): readonly Mode[] {
  return walk(tree).flatMap((node) => match(node, BRAKES));
}

/** The last word counts: VS Code writes `chat.tools.autoApprove` as one name. */
function match(node: Node, switches: readonly Switch[]): readonly Mode[] {
  const name = foldName(node.name).split('.').at(-1);
  const values = textsOf({ ...node, children: [] }).known;
  return switches
    .filter((known) => known.name === name && values.some((value) => known.values.test(value)))
    .map(({ what }) => ({ what, line: node.line }));
}

function sandboxOff(node: Node): readonly Mode[] {
  if (foldName(node.name) !== 'sandbox') return [];
  const off =
    node.value === false || node.children.some(({ name, value }) => name === 'enabled' && value === false);
  return off ? [{ what: 'the sandbox is switched off', line: node.line }] : [];
}

/** Options of a container by which it reaches its machine. */
function reachingOut(node: Node): readonly Mode[] {
  if (!/^(?:runargs|mounts|capadd|securityopt|dockersock)$/.test(foldName(node.name))) return [];
  return textsOf(node)
    .known.filter((text) =>
      /--privileged|--cap-add|docker\.sock|SYS_ADMIN|unconfined|--network=host|--pid=host/.test(text),
    )
    .map((text) => ({
      what: `the container is given \`${text.slice(0, 60).toWellFormed()}\``,
      line: node.line,
    }));
}

/** Variables by which everything that the agent says goes elsewhere, or other code is loaded into it. */
const LEVERS =
  /_(?:base_url|api_base|endpoint|proxy)$|^(?:node_options|ld_preload|dyld_insert_libraries|bash_env|path)$/i;

function redirected(tree: Node): readonly Mode[] {
  return (childOf(tree, 'env')?.children ?? [])
    .filter(({ name }) => LEVERS.test(name))
    .map((node) => {
      const value = textsOf(node).known.join(' ');
      return { what: `the agent runs with \`${short(node.name)}=${short(value)}\``, line: node.line };
    });
}
