// People whom the policy names with their numeric id: another account under the same login is somebody else.
import { describe, expect, test } from 'vitest';
import {
  approverWord,
  idsOf,
  nameOf,
  personOf,
  withoutId,
} from '../../../src/policy/approvals/approver-word.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { BARE, approval, change, decide, facts, open, pull, reason, user } from '../given.ts';

const asking = (from: string): string =>
  `${BARE}rules: [{ id: r, require: { approvals: [{ count: 1, from: [${from}] }] } }]\n`;
const PINNED = '{ login: carol, id: 5 }';
const by = (login: string, id: number | null) =>
  facts({ reviews: [approval(login, { user: user(login, id) })] });

test.each<[string, { readonly login: string; readonly id: number | null }, string]>([
  ['carol', { login: 'carol', id: null }, 'carol'],
  ['@carol', { login: 'carol', id: null }, '@carol'],
  [approverWord({ login: '@carol', id: 5 }), { login: 'carol', id: 5 }, 'carol (id 5)'],
  ['deploy[bot]#7', { login: 'deploy[bot]', id: 7 }, 'deploy[bot] (id 7)'],
])('%s', (word, person, name) => {
  expect([personOf(word), nameOf(word)]).toEqual([person, name]);
});

test('ids are told beside logins', () => {
  const words = ['@acme/security', 'bob', 'carol#5'];
  expect([words.map(withoutId), idsOf(words)]).toEqual([['@acme/security', 'bob', 'carol'], { carol: 5 }]);
});

describe('an approval', () => {
  test.each<[string, string, number | null, readonly string[]]>([
    ['POL-19: of the account itself', 'carol', 5, []],
    ['POL-19: of another account that took the login', 'carol', 6, ['APPROVALS_MISSING r']],
    ['POL-20: of an account whose id only holds that number', 'carol', 155, ['APPROVALS_MISSING r']],
    ['of the account under its new login', 'erin', 5, []],
    ['of an account whose id is unknown', 'carol', null, ['APPROVALS_MISSING r']],
  ])('%s', (_, login, id, expected) => {
    expect(open(decide({ policy: asking(PINNED), facts: by(login, id) }))).toEqual(expected);
  });

  test('of a login that the policy names alone counts for whoever has it now', () => {
    expect(open(decide({ policy: asking('carol'), facts: by('carol', 6) }))).toEqual([]);
  });

  test('the reason names the account, and its login where machines read', () => {
    const missing = reason(decide({ policy: asking(`${PINNED}, "@acme/security"`) }), 'r');
    expect(missing.need).toEqual({ count: 1, from: ['carol', '@acme/security'], ids: { carol: 5 } });
    expect(missing.message).toBe(
      '1 of carol (id 5), @acme/security must approve (identity change, aws_iam_role.ci, prod): 0 of 1.',
    );
  });

  test('of the owner of governance files and of resources', () => {
    const owners = `${BARE}owners: [${PINNED}]\n`;
    const governance = change({ file: 'AGENTS.md', kinds: ['governance'], environment: null, type: null });
    const asked = (id: number) =>
      open(decide({ policy: owners, facts: by('carol', id), changes: [governance] }));
    expect([asked(5), asked(6)]).toEqual([[], ['APPROVALS_MISSING owners']]);
  });
});

test.each<[string, number | null, boolean]>([
  ['is the account', 5, true],
  ['is another account', 6, false],
  ['could be the account', null, true],
])('when.authors: the author %s', (_, id, denied) => {
  const policy = `${BARE}rules: [{ id: r, when: { authors: [${PINNED}] }, deny: No. }]\n`;
  const decision = decide({ policy, facts: facts({ pull_request: pull(user('carol', id)) }) });
  expect(decision.outcome).toBe(denied ? 'blocked' : 'pass');
});

test.each([
  ['{ login: carol }', 'a person is { login: carol, id: 5 }, with the numeric id on GitHub'],
  ['{ login: carol, id: 0 }', 'a person is { login: carol, id: 5 }, with the numeric id on GitHub'],
  ['"carol#5"', 'an approver is a team ("@org/team"), a login ("carol") or { login: carol, id: 5 }'],
  ['5', 'an approver is a team ("@org/team"), a login ("carol") or { login: carol, id: 5 }'],
])('%s is refused', (written, message) => {
  const parsed = parsePolicy(`version: 1\nowners: [${written}]\n`);
  expect(parsed.kind === 'invalid' && parsed.problems).toMatchObject([
    { code: 'invalid-value', message: `"owners[0]": ${message}`, line: 2, column: 10 },
  ]);
});
