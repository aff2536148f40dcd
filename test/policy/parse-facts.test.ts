// The facts document at the border: everything optional, nothing unknown, nothing guessed.
import { expect, test } from 'vitest';
import { UNKNOWN_FACTS } from '../../src/model/facts.ts';
import { parseFacts } from '../../src/policy/index.ts';
import fc from '../properties.ts';

test.each([[{}], [Object.fromEntries(Object.keys(UNKNOWN_FACTS).map((key) => [key, null]))]])(
  'absent and null are unknown',
  (json) => {
    expect(parseFacts(json)).toEqual({ kind: 'ok', facts: UNKNOWN_FACTS });
  },
);

test('parts are completed with what never helps a pass', () => {
  const parsed = parseFacts({
    now: '2026-11-21T12:00:00Z',
    repository: {},
    pull_request: { author: { login: 'x' }, labels: [{ name: 'l' }] },
    commits: [
      {},
      { author: { login: 'y', id: 1, type: 'User' }, committer: { login: 'z' }, coauthors: [{ login: 'w' }] },
    ],
    pushers: [{ login: 'p' }],
    reviews: [{ user: { login: 'bob' }, state: 'APPROVED' }],
    permissions: { bob: 'write', eve: null },
    checks: [{ name: 'plan' }],
    provenance: {},
  });
  const blank = (login: string) => ({ login, id: null, type: null });
  expect(parsed).toEqual({
    kind: 'ok',
    facts: {
      ...UNKNOWN_FACTS,
      now: '2026-11-21T12:00:00Z',
      repository: { id: null, full_name: null },
      pull_request: {
        number: null,
        title: '',
        body: '',
        labels: [{ name: 'l', by: null }],
        draft: null,
        fork: null,
        base_branch: null,
        head_branch: null,
        author: blank('x'),
      },
      commits: [
        { sha: '', author: null, committer: null, coauthors: [], message: '', verified: false },
        {
          sha: '',
          author: { login: 'y', id: 1, type: 'User' },
          committer: blank('z'),
          coauthors: [blank('w')],
          message: '',
          verified: false,
        },
      ],
      pushers: [blank('p')],
      reviews: [{ user: blank('bob'), state: 'APPROVED', commit_id: '', submitted_at: null }],
      permissions: { bob: 'write' },
      checks: [
        { name: 'plan', app_id: null, head_sha: '', status: 'unknown', conclusion: null, started_at: null },
      ],
      provenance: {
        prompt_digest: null,
        tools_digest: null,
        plan_digest: null,
        purpose: null,
        signed_by: null,
      },
    },
  });
  expect(parseFacts({ pull_request: {} })).toMatchObject({
    facts: { pull_request: { author: null, labels: [] } },
  });
});

test('what is declared is read from the description, unless the document says it', () => {
  const body = '```aigov\ntools: [gh]\n```';
  const declaredOf = (json: object): unknown => {
    const parsed = parseFacts(json);
    return parsed.kind === 'ok' ? parsed.facts.declared : parsed.problems;
  };
  expect(declaredOf({ pull_request: { body } })).toEqual({ scope: null, tools: ['gh'], problem: null });
  expect(declaredOf({ pull_request: { body }, declared: null })).toMatchObject({ tools: ['gh'] });
  expect(declaredOf({ pull_request: { body }, declared: { scope: [{ paths: ['a/**'] }] } })).toEqual({
    scope: [{ paths: ['a/**'] }],
    tools: null,
    problem: null,
  });
  expect(declaredOf({ pull_request: {} })).toBeUndefined();
  expect(declaredOf({ declared: { scope: [{}] } })).toMatchObject([{ path: 'declared.scope[0]' }]);
});

test('the names of a tool log stay absent where nobody tells them', () => {
  expect(parseFacts({ provenance: { tools: ['gh'] } })).toMatchObject({
    facts: { provenance: { tools: ['gh'] } },
  });
});

test('every field inside a list may be absent too', () => {
  const review = { commit_id: '', submitted_at: null };
  const stranger = (login: string) => ({ login, id: null, type: null });
  expect(
    parseFacts({
      pull_request: { labels: [{ name: null }] },
      commits: [{ author: { login: null, id: 5 } }],
      reviews: [{ state: 'APPROVED' }, { user: null, state: 'APPROVED' }, { user: { login: 'bob' } }],
      teams: { '@acme/known': ['bob'], '@acme/unknown': null },
      checks: [{}],
      code_owners: [{}],
    }),
  ).toMatchObject({
    kind: 'ok',
    facts: {
      pull_request: { labels: [{ name: '', by: null }] },
      commits: [{ author: { ...stranger('(unknown)'), id: 5 } }],
      reviews: [
        { ...review, user: stranger('(unknown 1)'), state: 'APPROVED' },
        { ...review, user: stranger('(unknown 2)'), state: 'APPROVED' },
        { ...review, user: stranger('bob'), state: 'CHANGES_REQUESTED' },
      ],
      teams: { '@acme/known': ['bob'] },
      checks: [{ name: '', app_id: null, head_sha: '', status: 'unknown', conclusion: null }],
      code_owners: [{ pattern: '', owners: [] }],
    },
  });
});

test.each([
  [{ extra: 1 }, ''],
  [{ reviews: [{ user: { login: 'x' }, state: 'LGTM' }] }, 'reviews[0].state'],
  [{ permissions: { bob: 'owner' } }, 'permissions.bob'],
  [{ now: 'yesterday' }, 'now'],
  // Another moment on another machine.
  [{ now: '2026-11-21T12:00:00' }, 'now'],
  [{ now: '12' }, 'now'],
  [{ delegator: '\ud800' }, 'delegator'],
  [{ schema: 'aigov.facts/2' }, 'schema'],
  [[], ''],
  [null, ''],
])('%j is refused with its path', (json, path) => {
  expect(parseFacts(json)).toMatchObject({ kind: 'invalid', problems: [{ path }] });
});

test('what is unknown under one spelling is unknown under every other', () => {
  const read = parseFacts({
    teams: { '@acme/security': null, '@ACME/Security': ['bob'], '@acme/web': ['bob'] },
  });
  expect(read.kind === 'ok' && read.facts.teams).toEqual({ '@acme/web': ['bob'] });
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(['ok', 'invalid']).toContain(parseFacts(json).kind);
    }),
  );
});

test('a key of a commit and the claims of a signer are kept as given', () => {
  const parsed = parseFacts({
    commits: [{ verified: true, key: '5DE3E0509C47EA3C' }, { key: null }],
    provenance: { signed_by: { repository: 'acme/infra' } },
  });
  expect(parsed).toMatchObject({
    kind: 'ok',
    facts: {
      commits: [{ key: '5DE3E0509C47EA3C' }, {}],
      provenance: { signed_by: { repository: 'acme/infra' } },
    },
  });
  expect(parsed.kind === 'ok' && parsed.facts.commits?.[1]).not.toHaveProperty('key');
  expect(parseFacts({ provenance: { signed_by: { repositry: 'x' } } }).kind).toBe('invalid');
});
