// Who wrote, pushed and asked. Text may only exclude people; a delegator needs the host's own signature.
import { describe, expect, it, test } from 'vitest';
import type { CommitReading, SignerReading } from '../../src/facts/needs.ts';
import { accountOfEmail, peopleOf } from '../../src/facts/people.ts';
import { quietPull } from './host.ts';

const nobody = { pushers: [], requesters: [] };
const signer = (values: Partial<SignerReading>): SignerReading => ({
  name: null,
  email: null,
  login: null,
  id: null,
  ...values,
});
const ann = signer({ email: 'ann@acme.test', login: 'ann', id: 1 });
const alice = signer({ email: 'alice@acme.test', login: 'alice', id: 7 });
const copilot = signer({
  email: '198982749+Copilot@users.noreply.github.com',
  name: 'copilot-swe-agent[bot]',
});
const commit: CommitReading = {
  sha: 'c1',
  message: 'change',
  author: ann,
  committer: ann,
  authors: [ann],
  verified: false,
  signedByHost: false,
  key: null,
};
const agentCommit: CommitReading = {
  ...commit,
  author: copilot,
  committer: signer({ login: 'web-flow', id: 19_864_447 }),
  authors: [copilot, alice],
  verified: true,
  signedByHost: true,
};
const bot = { login: 'Copilot', id: 198_982_749, type: 'Bot' };

const isCursor = (text: string): boolean => text === 'Cursor Agent <cursoragent@cursor.com>';

const people = (commits: readonly CommitReading[], rest: Partial<Parameters<typeof peopleOf>[0]> = {}) =>
  peopleOf(
    { ...quietPull, commits, ...rest },
    [{ sha: 'c1', author: bot, committer: null }],
    nobody,
    isCursor,
  );

describe('accounts of a commit', () => {
  it.each([
    {
      name: 'the host names the person',
      author: ann,
      compared: null,
      expected: { login: 'ann', id: 1, type: 'User' },
    },
    { name: 'the comparison names the bot', author: copilot, compared: bot, expected: bot },
    {
      name: 'the address alone is a claim without a type',
      author: copilot,
      compared: null,
      expected: { login: 'Copilot', id: 198_982_749, type: null },
    },
    { name: 'nobody', author: signer({ email: 'x@y.test' }), compared: null, expected: null },
    { name: 'no author at all', author: null, compared: null, expected: null },
  ])('$name', ({ author, compared, expected }) => {
    const found = peopleOf(
      { ...quietPull, commits: [{ ...commit, author, authors: [] }] },
      [{ sha: 'c1', author: compared, committer: null }],
      nobody,
      isCursor,
    );
    expect(found.commits[0]?.author).toEqual(expected);
  });

  it('co-authors come from the host and from trailers, each once, without the author', () => {
    const message = [
      'change',
      '',
      'Co-authored-by: Alice <ALICE@acme.test>',
      'Co-Authored-By: Bob <12+bob@users.noreply.github.com>',
      'Co-authored-by: Ann <1+ann@users.noreply.github.com>',
      'Co-authored-by: Nobody <nobody@else.test>',
    ].join('\n');
    expect(people([{ ...commit, sha: 'x', message, authors: [ann, alice] }]).commits[0]?.coauthors).toEqual([
      { login: 'alice', id: 7, type: 'User' },
      { login: 'bob', id: 12, type: null },
    ]);
  });

  it('a commit that only the comparison shows is there too', () => {
    expect(people([]).commits).toEqual([
      { sha: 'c1', author: bot, committer: null, coauthors: [], message: '', verified: false },
    ]);
  });
});

describe('a verified commit', () => {
  const verified = { ...commit, sha: 'x', verified: true };
  const verifiedOf = (changes: Partial<CommitReading>) =>
    people([{ ...verified, ...changes }]).commits.find(({ sha }) => sha === 'x')?.verified;

  it.each<{ name: string; changes: Partial<CommitReading>; expected: boolean }>([
    { name: 'by its author’s own key', changes: {}, expected: true },
    { name: 'by the key of another than the author', changes: { author: alice }, expected: false },
    {
      name: 'by the host for another author',
      changes: { author: alice, signedByHost: true },
      expected: true,
    },
    { name: 'of a committer who is nobody', changes: { committer: null }, expected: false },
    { name: 'that is not verified', changes: { verified: false }, expected: false },
  ])('$name: $expected', ({ changes, expected }) => {
    expect(verifiedOf(changes)).toBe(expected);
  });
});

describe('delegator', () => {
  it("is the co-author of the agent's commit that the host signed", () => {
    expect(people([agentCommit])).toMatchObject({ delegator: 'alice', requesters: ['alice'] });
  });

  it.each<{ name: string; changed: Partial<CommitReading> }>([
    { name: 'the commit is not verified', changed: { verified: false } },
    { name: 'the key is a person’s own', changed: { signedByHost: false } },
    { name: 'a person wrote it', changed: { author: ann } },
    {
      name: 'the co-author is only an address',
      changed: {
        authors: [copilot],
        message: 'x\n\nCo-authored-by: Alice <7+alice@users.noreply.github.com>',
      },
    },
  ])('is unknown when $name', ({ changed }) => {
    expect(people([{ ...agentCommit, ...changed }])).toMatchObject({ delegator: null, requesters: [] });
  });
});

describe('requesters and pushers', () => {
  it('text adds requesters and never a delegator', () => {
    const found = people([{ ...commit, sha: 'x', message: 'y\n\nOn-Behalf-Of: @Carol' }], {
      body: '*Requested by: @bob*',
    });
    expect(found).toMatchObject({ delegator: null, requesters: ['bob', 'Carol'] });
  });

  it('remembered people and force pushers add up', () => {
    const dan = { login: 'dan', id: 4, type: 'User' };
    const eve = { login: 'eve', id: 5, type: 'User' };
    const remembered = { pushers: [{ ...dan, login: 'DAN' }], requesters: ['Alice', 'alice'] };
    const found = peopleOf({ ...quietPull, forcePushers: [dan, eve] }, [], remembered, isCursor);
    expect(found.pushers).toEqual([{ ...dan, login: 'DAN' }, eve]);
    expect(found.requesters).toEqual(['alice']);
  });

  it('nobody seen pushing is unknown, not nobody', () => {
    expect(people([]).pushers).toBeNull();
  });
});

test('what an agent writes as its name is kept, that of a person is not', () => {
  const cursor = signer({ name: 'Cursor Agent', email: 'cursoragent@cursor.com' });
  const identsOf = (author: CommitReading['author'], committer = ann) =>
    people([{ ...commit, author, committer, authors: [] }]).commits[0]?.idents;
  expect(identsOf(cursor)).toEqual(['Cursor Agent <cursoragent@cursor.com>']);
  expect(identsOf(ann, cursor)).toEqual(['Cursor Agent <cursoragent@cursor.com>']);
  expect(identsOf(ann)).toBeUndefined();
});

describe('accountOfEmail', () => {
  it.each([
    { email: '12+bob@users.noreply.github.com', expected: { login: 'bob', id: 12, type: null } },
    { email: 'bob@users.noreply.github.com', expected: { login: 'bob', id: null, type: null } },
    {
      email: '49699333+dependabot[bot]@users.noreply.github.com',
      expected: { login: 'dependabot[bot]', id: 49_699_333, type: null },
    },
    { email: 'bob@acme.test', expected: null },
    { email: '12+@users.noreply.github.com', expected: null },
    { email: 'noreply@github.com', expected: null },
  ])('$email', ({ email, expected }) => {
    expect(accountOfEmail(email)).toEqual(expected);
  });
});
