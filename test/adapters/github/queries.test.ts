// The documents against GitHub's own schema.
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphQLSchema } from 'graphql';
import {
  COMMITS_QUERY,
  PULL_QUERY,
  TEAM_QUERY,
  bundleQuery,
  policiesQuery,
  pullQuery,
} from '../../../src/adapters/github/queries.ts';

let schema: GraphQLSchema;

beforeAll(() => {
  schema = buildSchema(published.idl, { assumeValid: true });
});

describe("every document is valid against GitHub's schema", () => {
  const documents: readonly { readonly name: string; readonly text: string }[] = [
    { name: 'pull', text: PULL_QUERY },
    { name: 'pull with people', text: pullQuery({ teams: 2, users: 1 }) },
    { name: 'commits', text: COMMITS_QUERY },
    { name: 'policies', text: policiesQuery(2) },
    { name: 'team', text: TEAM_QUERY },
    {
      name: 'bundle of everything',
      text: bundleQuery({ files: [[true, false], [true]], teams: 2, users: 1 }),
    },
    { name: 'bundle of files only', text: bundleQuery({ files: [[true]], teams: 0, users: 0 }) },
    { name: 'bundle of teams only', text: bundleQuery({ files: [], teams: 1, users: 0 }) },
  ];
  it.each(documents)('$name', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
