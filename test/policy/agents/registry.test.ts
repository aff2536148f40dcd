// The shipped registry is sound data: one row per agent, one owner per id, nothing that is no agent.
import { expect, test } from 'vitest';
import { REGISTRY } from '../../../src/policy/agents/registry.ts';

test('names and ids are unique and sorted', () => {
  const names = REGISTRY.map(({ name }) => name);
  const ids = REGISTRY.flatMap((row) => row.ids);
  expect(names).toEqual([...new Set(names)].toSorted());
  expect(ids.length).toBe(new Set(ids).size);
});

test('every row says where it holds, when it was last compared and with what', () => {
  expect([...new Set(REGISTRY.map(({ host }) => host))]).toEqual(['github.com']);
  expect(REGISTRY.filter(({ source, last_verified: month }) => source === '' || month < '2026-01')).toEqual(
    [],
  );
});

test('shared and non-agent accounts are not in it', () => {
  const ids = REGISTRY.flatMap((row) => row.ids);
  expect([41898282, 49699333, 29139614].filter((id) => ids.includes(id))).toEqual([]);
});

test('every row can be recognised by something', () => {
  const blind = REGISTRY.filter((row) =>
    [row.ids, row.logins, row.branches, row.emails, row.idents, row.trailers, row.bodies].every(
      (list) => list.length === 0,
    ),
  );
  expect(blind).toEqual([]);
});
