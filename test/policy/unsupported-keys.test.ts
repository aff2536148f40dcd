// Nothing is read and ignored: each key that is not evaluated yet refuses and is named.
import { expect, test } from 'vitest';
import { BARE, decide, reason } from './given.ts';
import { check } from './lint/given.ts';

const agent = (part: string) =>
  `actors: { agents: { a: { identities: [{ github: 1 }], environments: [], ${part} } } }`;
const rule = (part: string) => `rules: [{ id: r, require: { ${part} } }]`;

test.each([
  ['policies: [".aigov/bundle.wasm"]', 'policies: .aigov/bundle.wasm'],
  [
    'deploy: { p: { environment: prod, workflow: .github/workflows/d.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/d", region: eu-west-1, read: { role: "arn:aws:iam::111122223333:role/p" } } }',
    'deploy.p.read',
  ],
])('%s', (text, key) => {
  const decision = decide({ policy: `${BARE}${text}\n`, changes: [] });
  expect(decision.outcome).toBe('blocked');
  expect(
    decision.reasons.filter(({ code }) => code === 'KEY_NOT_SUPPORTED').map(({ need }) => need?.['key']),
  ).toEqual([key]);
  expect(reason(decision, 'policy').message).toBe(
    `.aigov.yml:6 the key "${key}" is not supported by this version and is never ignored.`,
  );
});

test('supported neighbours are evaluated', () => {
  const text = `${BARE}${agent('roles: [author]')}\n${rule('approvals: [{ count: 1, stale: head }], stale: head')}\n`;
  expect(decide({ policy: text }).reasons.map(({ code }) => code)).toEqual(['APPROVALS_MISSING']);
});

test('all of them are collected', () => {
  const decision = decide({
    policy: `${BARE}policies: [y]\n`,
    floor: 'policies: x',
    changes: [],
  });
  expect(decision.reasons.map(({ need, have }) => [need?.['key'], have?.['source'], have?.['line']])).toEqual(
    [
      ['policies: x', 'floor.yml', 1],
      ['policies: y', '.aigov.yml', 6],
    ],
  );
});

test('the linter warns of them, of agents without environments, of names it does not know and of a missing version', () => {
  const text =
    'actors:\n  agents:\n    a: { identities: [{ github: 1 }], tools: [x] }\n    b: { identities: [{ github: 2 }], environments: [prod] }\n    c: { identities: [{ github: 3 }], autonomy: advisory }\n';
  expect(check(text).map(({ code, severity, line, path }) => [code, severity, line, path])).toEqual([
    ['no-version', 'warning', 1, ''],
    ['agent-reaches-nothing', 'warning', 3, 'actors.agents.a'],
    ['agent-unknown-environment', 'warning', 4, 'actors.agents.b.environments[0]'],
  ]);
  expect(check(BARE)).toEqual([]);
  expect(check('a: 1')).toMatchObject([{ code: 'unknown-key', severity: 'error' }]);
  expect(check(`${BARE}rules: [{ id: r, when: { environments: [prodd] }, deny: n }]`)).toMatchObject([
    {
      code: 'unknown-environment',
      severity: 'error',
      message: 'unknown environment "prodd"; did you mean "prod"?',
    },
  ]);
});
