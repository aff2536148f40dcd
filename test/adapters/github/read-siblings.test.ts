// Which pull requests share the head: each of the others differs from a sibling in one field.
import { describe, expect, it } from 'vitest';
import { readSiblings } from '../../../src/adapters/github/read-siblings.ts';

const HEAD = 'e'.repeat(40);
const sibling = { number: 9, state: 'OPEN', headRefOid: HEAD, baseRepository: { databaseId: 42 } };
const at = { repositoryId: 42, number: 7, head: HEAD };
const read = (...nodes: readonly (typeof sibling)[]) =>
  readSiblings({ totalCount: nodes.length, nodes }, at).siblings;

describe('readSiblings', () => {
  it.each([
    { name: 'an open one of the same head', changes: {}, expected: [9] },
    { name: 'itself', changes: { number: 7 }, expected: [] },
    { name: 'a closed one', changes: { state: 'CLOSED' }, expected: [] },
    { name: 'one that goes on from the head', changes: { headRefOid: 'f'.repeat(40) }, expected: [] },
    { name: 'one into another repository', changes: { baseRepository: { databaseId: 43 } }, expected: [] },
  ])('$name', ({ changes, expected }) => {
    expect(read({ ...sibling, ...changes })).toEqual(expected);
  });

  it('are sorted', () => expect(read(sibling, { ...sibling, number: 8 })).toEqual([8, 9]));

  it('a list that is cut or missing is a gap', () => {
    const gap = (told: string) => ({
      what: 'siblings',
      why: `${told} pull requests of the head could be read`,
    });
    expect(readSiblings({ totalCount: 1, nodes: [sibling] }, at).gaps).toEqual([]);
    expect(readSiblings({ totalCount: 21, nodes: [sibling] }, at).gaps).toEqual([gap('1 of 21')]);
    expect(readSiblings(null, at).gaps).toEqual([gap('0 of unknown')]);
  });
});
