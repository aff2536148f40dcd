// What a query costs by GitHub's published formula: nodes it may return, requests it stands for. Used by execute.ts.
import { type DocumentNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql';

export type Cost = {
  /** Nodes the query may return at most. */
  readonly nodes: number;
  /** Points of the hourly budget. */
  readonly points: number;
};

type Variables = Readonly<Record<string, unknown>>;

/** Each connection counts its `first` or `last` once per parent it may hang on; 100 such requests are one point. */
export function costOf(document: DocumentNode, variables: Variables): Cost {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  );
  let [nodes, requests] = [0, 0];
  const visit = (set: SelectionSetNode | undefined, parents: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) visit(fragments.get(selection.name.value), parents);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, parents);
      else {
        const sizes = (selection.arguments ?? []).filter(({ name }) =>
          ['first', 'last'].includes(name.value),
        );
        const size = sizes[0] === undefined ? null : numberOf(sizes[0].value, variables);
        if (size !== null) [nodes, requests] = [nodes + parents * size, requests + parents];
        visit(selection.selectionSet, parents * (size ?? 1));
      }
    }
  };
  for (const one of document.definitions)
    if (one.kind === Kind.OPERATION_DEFINITION) visit(one.selectionSet, 1);
  return { nodes, points: Math.max(1, Math.round(requests / 100)) };
}

function numberOf(value: ValueNode, variables: Variables): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === 'number' ? given : null;
}
