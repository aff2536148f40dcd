// Members that send traffic or objects of a cluster to another place: called by rules/k8s-points-elsewhere.ts.
import { childOf, foldName, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type Turn = { readonly what: string; readonly line: number; readonly severity: 'high' | 'medium' };

export function trafficTurns(tree: Node): readonly Turn[] {
  return walk(tree).flatMap(turnAt);
}

function turnAt(node: Node): readonly Turn[] {
  switch (foldName(node.name)) {
    case 'externalips':
      return textsOf(node).known.map((ip) => ({
        // Nobody checks that the address is the owner's (CVE-2020-8554).
        what: `takes the traffic of the cluster to ${ip} for itself (externalIPs)`,
        line: node.line,
        severity: 'high',
      }));
    case 'externalname':
      return textsOf(node).known.map((name) => ({
        what: `sends its callers to ${name} outside of the cluster (ExternalName)`,
        line: node.line,
        severity: 'medium',
      }));
    case 'clientconfig': {
      const url = textOf(childOf(node, 'url'));
      return url === null || url === ''
        ? []
        : [
            {
              what: `sends objects of the cluster to ${url} before they are stored`,
              line: node.line,
              severity: 'high',
            },
          ];
    }
    default:
      return [];
  }
}
