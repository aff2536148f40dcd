// What a repository adds to the words that a rule of the floor asks about takes no change out of it.
import { expect, test } from 'vitest';
import { change, decide, facts, open, pull, user } from '../given.ts';

const ZOE = user('zoe', 41);
const BY_ZOE = facts({ pull_request: pull(ZOE) });
const PROD = 'environments: { prod: { tier: low, match: { paths: ["envs/prod/**"] } } }\n';
const rule = (when: string): string => `rules: [{ id: r, when: ${when}, deny: no }]\n`;
const small = [change({ tier: 'low', environment: 'prod' })];

test.each<[string, { floor: string; policy: string; changes?: ReturnType<typeof change>[] }]>([
  [
    'a person listed as an agent is still a human to the floor',
    {
      floor: rule('{ actor: [human] }'),
      policy: 'actors: { agents: { zoe: { identities: [{ github: 41 }], environments: [prod] } } }',
    },
  ],
  [
    'so is one whose changes count as an agent’s',
    { floor: rule('{ actor: [human] }'), policy: 'actors: { unlabelled: agent }' },
  ],
  [
    'and it is no agent where that would free it',
    { floor: rule('{ not: { actor: [agent] } }'), policy: 'actors: { unlabelled: agent }' },
  ],
  [
    'an environment of a higher tier has its own besides',
    {
      floor: `${PROD}${rule('{ tier: [low] }')}`,
      policy: 'environments: { prod: { tier: elevated } }',
      changes: [change({ tier: 'elevated', environment: 'prod' })],
    },
  ],
  [
    'and is not left out by the higher one',
    {
      floor: `${PROD}${rule('{ not: { tier: [elevated] } }')}`,
      policy: 'environments: { prod: { tier: elevated } }',
      changes: [change({ tier: 'elevated', environment: 'prod' })],
    },
  ],
  [
    'a word of data does not free from a rule',
    {
      floor: `${PROD}${rule('{ not: { data: [public] } }')}`,
      policy: 'environments: { prod: { data: public } }',
    },
  ],
])('%s', (_name, { floor, policy, changes = small }) => {
  const denied = (given: { policy?: string; changes?: typeof changes }) =>
    open(decide({ floor: `version: 1\n${floor}`, facts: BY_ZOE, changes, ...given })).filter((each) =>
      each.startsWith('DENIED'),
    );
  expect(denied({ policy: 'version: 1\n', changes: small })).toEqual(['DENIED floor/r']);
  expect(denied({ policy: `version: 1\n${policy}` })).toEqual(['DENIED floor/r']);
});

test('the floor’s own words free from its rules as ever', () => {
  const floor = `version: 1\nenvironments: { prod: { data: public, match: { paths: ["envs/prod/**"] } } }\n${rule('{ not: { data: [public] } }')}`;
  const decision = decide({ floor, policy: 'version: 1\n', facts: BY_ZOE, changes: small });
  expect(open(decision).filter((each) => each.startsWith('DENIED'))).toEqual([]);
});

test('a repository’s own rules go by its own words', () => {
  const policy = `version: 1\nactors: { unlabelled: agent }\n${rule('{ actor: [human] }')}`;
  const decision = decide({ floor: 'version: 1\n', policy, facts: BY_ZOE, changes: small });
  expect(open(decision).filter((each) => each.startsWith('DENIED'))).toEqual([]);
});
