// A manifest of the head with what the base had in the places of its variables, so that nothing else differs; called by `substitutedChanges`.
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { meaningOf } from '../kubernetes/meaning.ts';
import { itemsOf, member, textOf } from '../tree.ts';
import { filledIn, hasVariables } from './fill-in.ts';
import type { Variables } from './variables.ts';

/** Null where the base had nothing there. What has no variables is told by its own file. */
export function asBefore(
  now: SyntaxNode,
  old: SyntaxNode | undefined,
  variables: Variables,
): SyntaxNode | null {
  switch (now.kind) {
    case 'scalar':
      if (!hasVariables(now.text)) return now;
      return old === undefined ? null : filledIn(old, variables);
    case 'map': {
      const entries = now.entries.flatMap((entry) => {
        const value = asBefore(entry.value, member(old, entry.key), variables);
        return value === null ? [] : [value === entry.value ? entry : { ...entry, value }];
      });
      return { ...now, entries };
    }
    case 'list': {
      const former = itemsOf(old);
      return {
        ...now,
        items: now.items.flatMap((item) => asBefore(item, counterpart(item, former), variables) ?? []),
      };
    }
    case 'alias':
      return now;
  }
}

/** By its name, else one that is written alike. */
function counterpart(item: SyntaxNode, former: readonly SyntaxNode[]): SyntaxNode | undefined {
  const name = textOf(member(item, 'name'));
  const written = canonicalJson(meaningOf(item));
  return (
    former.find((one) => name !== '' && textOf(member(one, 'name')) === name) ??
    former.find((one) => canonicalJson(meaningOf(one)) === written)
  );
}
