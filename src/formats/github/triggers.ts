// What starts a workflow, in one form for the three that `on` may have; called by `workflow-parts`.
import type { SyntaxEntry, SyntaxNode } from '../../syntax/index.ts';
import { itemsOf, textOf } from '../tree.ts';
import { membersOf } from './entries.ts';
import type { Entry } from '../state.ts';
import { joinPath } from '../state.ts';

/** Each event once: `on: push`, `on: [push]` and `on: { push: }` are the same. */
function events(on: SyntaxNode): readonly SyntaxEntry[] {
  if (on.kind === 'map') return on.entries;
  const named = on.kind === 'list' ? itemsOf(on) : [on];
  return named.map((node) => ({
    key: textOf(node),
    keyLine: node.line,
    keyColumn: node.column,
    merge: false,
    value: { ...node, kind: 'map', entries: [] },
  }));
}

/** Names of the events, as written. */
export function eventNames(on: SyntaxNode): readonly string[] {
  return events(on).map(({ key }) => key);
}

/** `on.push` is `{}` for each event that is there, and its filters stand below: `on.push.branches`. */
export function triggerEntries(on: SyntaxNode): readonly Entry[] {
  return events(on).flatMap((event) => {
    const own = {
      path: joinPath('on', event.key),
      line: event.keyLine,
      compare: {},
      shown: {},
      sensitive: false,
    };
    const told = membersOf([event], { base: 'on' });
    return [own, ...told.filter(({ path }) => path !== own.path)];
  });
}
