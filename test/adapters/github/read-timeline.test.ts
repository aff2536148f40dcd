// What the timeline tells, and what counts as not told.
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/adapters/github/read-timeline.ts';
import type { TimelineNodes } from '../../../src/adapters/github/read-timeline.ts';

const list = <Node>(...nodes: readonly (Node | null)[]) => ({ totalCount: nodes.length, nodes });
const bob = { __typename: 'User', login: 'bob', databaseId: 2 };
const labelled = list({ actor: bob, label: { name: 'freeze' } });
const quiet: TimelineNodes = { labelEvents: labelled, forcePushes: list(), baseChanges: list() };
const read = (changes: Partial<TimelineNodes>) => readTimeline({ ...quiet, ...changes }, ['freeze']);
const at = (second: number) => ({ createdAt: `2026-11-21T12:00:0${second}Z` });

describe('readTimeline', () => {
  it('a whole timeline', () => {
    expect(read({ forcePushes: list({ actor: bob }), baseChanges: list(at(1), at(3), at(2)) })).toEqual({
      labels: [{ name: 'freeze', by: { login: 'bob', id: 2, type: 'User' } }],
      forcePushers: [{ login: 'bob', id: 2, type: 'User' }],
      lastBaseChange: '2026-11-21T12:00:03Z',
      gaps: [],
    });
  });

  it('a label whose setter lies beyond the page is a gap', () => {
    const gap = { what: 'labels', why: 'of 1 labels it could not be read who set them' };
    const others = { ...labelled, nodes: [{ actor: bob, label: { name: 'other' } }] };
    expect(read({ labelEvents: labelled }).gaps).toEqual([]);
    expect(read({ labelEvents: others })).toMatchObject({
      labels: [{ name: 'freeze', by: null }],
      gaps: [gap],
    });
  });

  it('force pushes beyond the page are a gap', () => {
    const pushes = list({ actor: bob });
    expect(read({ forcePushes: pushes }).gaps).toEqual([]);
    expect(read({ forcePushes: { ...pushes, totalCount: 2 } }).gaps).toEqual([
      { what: 'pushers', why: '1 of 2 events could be read' },
    ]);
  });

  it('older base changes may be cut, an unreadable last one is a gap', () => {
    expect(read({ baseChanges: { totalCount: 11, nodes: [at(1)] } }).gaps).toEqual([]);
    expect(read({ baseChanges: { totalCount: 11, nodes: [null] } }).gaps).toEqual([
      { what: 'base changes', why: '0 of 11 events could be read' },
    ]);
  });
});
