// What an Argo CD project leaves open to its applications: called by rules/k8s-points-elsewhere.ts.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

export type Opening = { readonly what: string; readonly line: number };

/** Wildcards of `sourceRepos`, `destinations` and the kinds of the whole cluster. */
export function projectOpenings(tree: Node): readonly Opening[] {
  const spec = childOf(tree, 'spec') ?? tree;
  const repositories = childOf(spec, 'sourceRepos');
  const destinations = childOf(spec, 'destinations')?.children ?? [];
  const kinds = childOf(spec, 'clusterResourceWhitelist')?.children ?? [];
  const isAny = (node: Node, name: string): boolean => textOf(childOf(node, name)) === '*';
  const open = destinations.find(
    (one) => (isAny(one, 'server') || isAny(one, 'name')) && isAny(one, 'namespace'),
  );
  const every = kinds.find((one) => isAny(one, 'group') && isAny(one, 'kind'));
  return [
    ...(repositories !== undefined && textsOf(repositories).known.includes('*')
      ? [{ what: 'lets its applications deploy from any repository', line: repositories.line }]
      : []),
    ...(open === undefined
      ? []
      : [{ what: 'lets its applications deploy into every namespace of every cluster', line: open.line }]),
    ...(every === undefined
      ? []
      : [
          { what: 'lets its applications make objects of the whole cluster of every kind', line: every.line },
        ]),
  ];
}
