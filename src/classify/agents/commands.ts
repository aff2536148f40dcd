// Programs that run around an agent without anyone asking for them: hooks, helpers, set-up. Read by agent-tools-widened.
import { foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';

export type Command = { readonly name: string; readonly text: string; readonly line: number };

/** Settings whose value is run as it stands. */
const RUN: ReadonlySet<string> = new Set([
  'apikeyhelper',
  'awsauthrefresh',
  'awscredentialexport',
  'initializecommand',
  'notify',
  'oncreatecommand',
  'otelheadershelper',
  'postattachcommand',
  'postcreatecommand',
  'poststartcommand',
  'toolcallcommand',
  'tooldiscoverycommand',
  'updatecontentcommand',
]);

/** Settings below which commands stand under these names. */
const HOLDERS: ReadonlySet<string> = new Set(['hooks', 'statusline', 'filesuggestion', 'terminals', 'tasks']);
const COMMANDS: ReadonlySet<string> = new Set([
  'bash',
  'command',
  'powershell',
  'run',
  'linux',
  'osx',
  'windows',
]);

export function commandsIn(tree: Node): readonly Command[] {
  return [
    ...walk(tree)
      .filter(({ name }) => RUN.has(foldName(name)))
      .flatMap(commandOf),
    ...walk(tree)
      .filter(({ name }) => HOLDERS.has(foldName(name)))
      .flatMap((holder) => walk(holder).filter(({ name }) => COMMANDS.has(foldName(name))))
      .flatMap(commandOf),
    // `install` and `start` of the machine that Cursor's agents work on, at the top alone.
    ...tree.children.filter(({ name }) => name === 'install' || name === 'start').flatMap(commandOf),
  ];
}

function commandOf(node: Node): readonly Command[] {
  const { known, unknown } = textsOf(node);
  const text = [...known, ...unknown].join(' ');
  return text === '' ? [] : [{ name: node.name, text, line: node.line }];
}
