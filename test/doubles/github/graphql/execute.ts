// POST /graphql: any valid query, run by graphql-js over GitHub's own schema. Used by the server.
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Caller } from '../auth.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import type { State } from '../state.ts';
import { costOf } from './cost.ts';
import { rootFields } from './root.ts';

type Request = {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
};
type Failure = { readonly message: string; readonly type?: unknown; readonly path?: readonly unknown[] };
export type GraphqlAnswer = { readonly data?: unknown; readonly errors?: readonly Failure[] };

/** How the message of a field begins that GitHub has and the double has not. */
export const UNKNOWN_FIELD = 'the fake GitHub does not know';

let builtSchema: GraphQLSchema | undefined;
/** Parsed and validated once per text; a program sends the same few documents. */
const documents = new Map<
  string,
  { readonly document: DocumentNode; readonly errors: readonly GraphQLError[] }
>();

export async function executeGraphql(state: State, caller: Caller, body: unknown): Promise<GraphqlAnswer> {
  if (caller.kind === 'anonymous' || caller.kind === 'app')
    throw new Refusal(401, 'This endpoint requires you to be authenticated.');
  const { query = '', variables = {}, operationName } = (body ?? {}) as Request;
  const { document, errors } = prepared(query);
  if (errors.length > 0) return { errors: errors.map(failure) };
  const cost = costOf(document, variables);
  if (cost.nodes > LIMITS.graphqlNodes)
    return { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: tooMany(cost.nodes) }] };
  const result = await execute({
    schema: schema(),
    document,
    rootValue: rootFields(state, caller, cost),
    variableValues: variables,
    fieldResolver: resolveField,
    ...(operationName === undefined ? {} : { operationName }),
  });
  if (result.errors === undefined) return { data: result.data };
  return { data: result.data, errors: result.errors.map(failure) };
}

/** The name of a document's first operation, for counters and faults. */
export function operationNameOf(body: unknown): string | null {
  const { query = '', operationName } = (body ?? {}) as Request;
  return operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? null;
}

function prepared(query: string): {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
} {
  const found = documents.get(query);
  if (found !== undefined) return found;
  const made = prepare(query);
  documents.set(query, made);
  return made;
}

function prepare(query: string): {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
} {
  const empty: DocumentNode = { kind: 'Document' as DocumentNode['kind'], definitions: [] };
  try {
    const document = parse(query, { noLocation: false });
    return { document, errors: validate(schema(), document) };
  } catch (error) {
    if (error instanceof GraphQLError) return { document: empty, errors: [error] };
    throw error;
  }
}

function schema(): GraphQLSchema {
  if (builtSchema !== undefined) return builtSchema;
  // Beside the package's entry, which would also load the same schema as 5 MB of JSON.
  const path = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  builtSchema = buildSchema(readFileSync(path, 'utf8'), {
    assumeValid: true,
    assumeValidSDL: true,
    noLocation: true,
  });
  return builtSchema;
}

/** A field that the double does not know fails loudly; a silent null would look like GitHub's answer. */
const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value = (source as Readonly<Record<string, unknown>>)[info.fieldName];
  if (value === undefined)
    throw new GraphQLError(`${UNKNOWN_FIELD} ${info.parentType.name}.${info.fieldName}`);
  return typeof value === 'function'
    ? (value as (...given: readonly unknown[]) => unknown)(args, context, info)
    : value;
};

function tooMany(nodes: number): string {
  return `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${LIMITS.graphqlNodes}.`;
}

function failure({ message, path, extensions }: GraphQLError): Failure {
  const type = extensions['type'];
  return { message, ...(type === undefined ? {} : { type }), ...(path === undefined ? {} : { path }) };
}
