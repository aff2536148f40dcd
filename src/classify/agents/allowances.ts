// Lists of what an agent may do without being asked, and of what it may not; read by agent-tools-widened.
import { foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { newOnes } from '../workflow/parts.ts';

export type Item = { readonly list: string; readonly item: string; readonly line: number };

/** More in them is more for the agent. */
const GIVING: ReadonlySet<string> = new Set([
  'additionaldirectories',
  'allow',
  'allowed-tools',
  'allowedtools',
  'alwaysallow',
  'autoapprove',
  'coretools',
  'enabledmcpjsonservers',
  'enabledtools',
  'excludedcommands',
  'includetools',
  'permission',
  'tools',
  'trustedcommands',
]);

/** Less in them is more for the agent. */
const TAKING: ReadonlySet<string> = new Set([
  'ask',
  'blockedcommands',
  'deny',
  'denylist',
  'disabledmcpjsonservers',
  'disabledtools',
  'disallowed-tools',
  'disallowedtools',
  'excludetools',
]);

/** Newly given. A list that is gone may mean that everything is given, which `freed` tells for lists of tools. */
export function given(before: Node, after: Node): readonly Item[] {
  return newOnes(itemsIn(before, GIVING), itemsIn(after, GIVING), ({ list, item }) => `${list} ${item}`);
}

/** No longer forbidden, or no longer asked about: an item that moved from `ask` to `deny` is neither. */
export function freed(before: Node, after: Node): readonly Item[] {
  const now = new Set(itemsIn(after, TAKING).map(({ item }) => item));
  return itemsIn(before, TAKING).filter(({ item }) => !now.has(item));
}

/** A map of tools (`{ shell: true }`, `{ bash: { "git *": allow } }`) is a list of those that are on. */
function itemsIn(tree: Node, lists: ReadonlySet<string>): readonly Item[] {
  return walk(tree)
    .filter(({ name }) => lists.has(foldName(name)))
    .flatMap((node) => {
      const list = node.name;
      const on = walk(node).filter(({ value }) => value === true || value === 'allow');
      const own = textsOf({ ...node, children: [] });
      return [
        ...own.known.flatMap((text) => text.split(/,\s*/)).map((item) => ({ list, item, line: node.line })),
        ...on.map(({ name, line }) => ({ list, item: name, line })),
      ];
    });
}
