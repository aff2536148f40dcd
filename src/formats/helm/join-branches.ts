// A name that a template gives twice stands in two branches of an `if`; called by `restoreHoles`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { expressionNode } from './expression-node.ts';

/** What each of the branches may give is joined, never the last alone. */
export function joinBranches(entries: readonly SyntaxEntry[]): readonly SyntaxEntry[] {
  const groups = Map.groupBy(entries, ({ key }) => key);
  if (groups.size === entries.length) return entries;
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            ...first,
            value: joined(
              first.value,
              others.map(({ value }) => value),
            ),
          },
        ],
  );
}

/** Of several sorts the maps say most, then the lists: what they hold is looked at. Different plain values are unknown. */
function joined(first: SyntaxNode, others: readonly SyntaxNode[]): SyntaxNode {
  const all = [first, ...others];
  const endLine = all.reduce((last, node) => Math.max(last, node.endLine), first.endLine);
  const maps = all.filter((node) => node.kind === 'map');
  const [map] = maps;
  if (map !== undefined)
    return { ...map, endLine, entries: joinBranches(maps.flatMap(({ entries }) => entries)) };
  const lists = all.filter((node) => node.kind === 'list');
  const [list] = lists;
  if (list !== undefined) return { ...list, endLine, items: lists.flatMap(({ items }) => items) };
  const texts = new Set(all.map((node) => (node.kind === 'scalar' ? `${node.tag ?? ''} ${node.text}` : '')));
  if (texts.size === 1) return first;
  return expressionNode(
    first,
    [...new Set(all.map((node) => (node.kind === 'scalar' ? node.text : '')))].join(' or '),
  );
}
