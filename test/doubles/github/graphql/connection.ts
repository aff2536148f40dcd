// A page of a GraphQL connection with GitHub's bounds. Used by every list field.
import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits.ts';

export type Paging = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
};

export type Connection<Node> = {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
};

/** `what` names the connection in the error GitHub gives without `first` or `last`. */
export function connection<Node>(what: string, paging: Paging, items: readonly Node[]): Connection<Node> {
  checkBounds(what, paging);
  const { first, last, after, before } = paging;
  const floor = after === undefined || after === null ? 0 : indexOf(after) + 1;
  const ceiling = before === undefined || before === null ? items.length : indexOf(before);
  const end = typeof first === 'number' ? Math.min(ceiling, floor + first) : ceiling;
  const start = typeof last === 'number' ? Math.max(floor, end - last) : floor;
  const nodes = items.slice(start, end);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(start),
      endCursor: nodes.length === 0 ? null : cursorOf(end - 1),
    },
    nodes,
    edges: nodes.map((node, at) => ({ cursor: cursorOf(start + at), node })),
  };
}

function checkBounds(what: string, { first, last }: Paging): void {
  const size = first ?? last;
  if (typeof size !== 'number')
    throw failed(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${what}\` connection.`,
    );
  if (size < 1 || size > LIMITS.perPage)
    throw failed(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${what}\` connection exceeds the \`first\` limit of ${LIMITS.perPage} records.`,
    );
}

/** An error with the `type` GitHub puts beside its message. */
export function failed(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexOf(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64').toString('utf8').replace('cursor:', ''));
}
