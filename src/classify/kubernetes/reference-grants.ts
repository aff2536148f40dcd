// Whom a namespace newly lets use its objects: called by rules/k8s-rbac-escalation.ts.
// https://gateway-api.sigs.k8s.io/api-types/referencegrant/
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';
import { objectName } from './places.ts';

export function referenceHits(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'ReferenceGrant' || change.after === null) return [];
  const old = new Set(grantsIn(treeOf(change.before)).map(({ what }) => what));
  return grantsIn(treeOf(change.after))
    .filter(({ what }) => !old.has(what))
    .map(({ what, line, isSecret }) => ({
      message: `${objectName(change)} ${what}.`,
      line,
      severity: isSecret ? 'medium' : 'low',
    }));
}

type Grant = { readonly what: string; readonly line: number; readonly isSecret: boolean };

function grantsIn(tree: Node): readonly Grant[] {
  const spec = childOf(tree, 'spec');
  if (spec === undefined) return [];
  const members = (name: string): readonly Node[] => childOf(spec, name)?.children ?? [];
  const at = (node: Node, name: string): string => textOf(childOf(node, name)) ?? '(computed)';
  return members('from').flatMap((from) =>
    members('to').map((to): Grant => {
      const kind = at(to, 'kind');
      const which = childOf(to, 'name') === undefined ? `every ${kind}` : `the ${kind} ${at(to, 'name')}`;
      return {
        what: `lets each ${at(from, 'kind')} of namespace ${at(from, 'namespace')} use ${which} of this namespace`,
        line: from.line,
        isSecret: kind === 'Secret',
      };
    }),
  );
}
