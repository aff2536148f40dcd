// What an edit gives away to agents: duties, identities, and the right to run a target.
import { describe, expect, it, test } from 'vitest';
import { loosenedBy } from '../../../src/policy/index.ts';

const FILE = '.aigov.yml';
const policy = (part: string): string => `version: 1\n${part}\n`;
const losses = (before: string, after: string): readonly string[] =>
  loosenedBy({ file: FILE, before: policy(before), after: policy(after) }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
const agent = (part: string): string => `actors: { agents: { a: { ${part} } } }`;
const target = (part: string): string =>
  `deploy: { p: { environment: prod, workflow: .github/workflows/d.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/d", region: eu-west-1${part} } }`;

test.each<[string, string, string, readonly string[], readonly string[]]>([
  [
    'a role more',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }], roles: [author, validator]'),
    ['medium: Agent a may now act as validator.'],
    ['medium: Agent a is no validator any more: what it objects to is not held back.'],
  ],
  [
    'the right to execute',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }], roles: [author, executor]'),
    ['high: Agent a may now act as executor.'],
    [],
  ],
  [
    'an identity more',
    agent('identities: [{ github: 1 }]'),
    agent('identities: [{ github: 1 }, { key: 5DE3E0509C47EA3C }]'),
    ['medium: 5DE3E0509C47EA3C now counts as agent a.'],
    ['medium: 5DE3E0509C47EA3C no longer counts as agent a: its limits bind it no more.'],
  ],
  [
    'automation no more',
    'actors: { automation: [{ github: 5, name: sweeper }] }',
    'actors: { automation: [] }',
    ['medium: sweeper no longer counts as automation: if it is no bot to GitHub, it may approve.'],
    ["high: sweeper now counts as automation: one approval instead of an agent's two."],
  ],
  [
    'automation that becomes an agent, which approves no more than it did',
    'actors: { automation: [{ github: 5 }] }',
    'actors: { agents: { a: { identities: [{ github: 5 }] } } }',
    [
      "medium: Agent a is new: what account 5 writes outside of environments is refused no longer as an unknown bot's.",
    ],
    [
      'medium: The limits of agent a are gone: if it is known elsewhere, only baseline and rules bind it.',
      "high: account 5 now counts as automation: one approval instead of an agent's two.",
    ],
  ],
  [
    'duties joined',
    'separation: { author_may_validate: false }',
    'separation: { author_may_validate: true }',
    ['high: Duties are no longer separate: author may validate.'],
    [],
  ],
  [
    'an executor given',
    target(''),
    target(', executor: a'),
    ['medium: Agent a now runs the target p.'],
    ['high: Target p may be run by others than the agent a.'],
  ],
  [
    'another executor',
    target(', executor: a'),
    target(', executor: b'),
    ['high: Target p may be run by others than the agent a.', 'medium: Agent b now runs the target p.'],
    ['high: Target p may be run by others than the agent b.', 'medium: Agent a now runs the target p.'],
  ],
])('%s', (_, before, after, expected, back) => {
  expect(losses(before, after)).toEqual(expected);
  expect(losses(after, before)).toEqual(back);
  expect(losses(before, before)).toEqual([]);
});

describe('agents that come, and who answers for them', () => {
  const told = (before: string, after: string): readonly string[] =>
    loosenedBy({ file: '.aigov.yml', before, after }).map(({ message }) => message);
  const policy = (words: string, rest = ''): string =>
    `version: 1\nactors: { agents: { helper: { identities: [{ github: 5 }]${words} } } }\n${rest}`;
  const NONE = 'version: 1\n';

  it('another owner may approve where rules ask for the owner', () => {
    const loss = 'Where a rule asks for its owner, bob may now approve what agent helper does.';
    expect(told(policy(', owner: "@acme/platform"'), policy(', owner: bob'))).toEqual([loss]);
    expect(told(policy(''), policy(', owner: bob'))).toEqual([loss]);
    expect(told(policy(', owner: bob'), policy(', owner: { login: bob, id: 3 }'))).not.toContain(loss);
    expect(told(policy(', owner: bob'), policy(''))).toEqual([]);
  });

  it('an account that was an unknown bot is refused no longer', () => {
    expect(told(NONE, policy(''))).toEqual([
      "Agent helper is new: what account 5 writes outside of environments is refused no longer as an unknown bot's.",
    ]);
    expect(told(NONE, policy('').replace('5', '198982749'))).toEqual([]);
    expect(told(NONE, policy(', roles: [validator]'))).toEqual([]);
    expect(told(NONE, policy(', autonomy: autonomous').replace('5', '198982749'))).toEqual([
      'Agent helper is new and needs nobody for small changes.',
    ]);
  });

  it("an account that is an agent's no more may approve, unless another agent has it", () => {
    const two = (ids: string, rest = ''): string =>
      `version: 1\nactors: { agents: { helper: { identities: [${ids}] }${rest} } }\n`;
    const loss =
      "account 6 no longer counts as agent helper: its limits bind it no more, and a person's account may approve.";
    expect(told(two('{ github: 5 }, { github: 6 }'), two('{ github: 5 }'))).toEqual([loss]);
    expect(
      told(two('{ github: 5 }, { github: 6 }'), two('{ github: 5 }', ', b: { identities: [{ github: 6 }] }')),
    ).not.toContain(loss);
  });

  it('a validator that is none any more holds nothing back', () => {
    const loss = 'Agent helper is no validator any more: what it objects to is not held back.';
    expect(told(policy(', roles: [author, validator]'), policy(', roles: [author]'))).toEqual([loss]);
    expect(told(policy(', roles: [validator]'), policy(''))).toContain(loss);
    expect(told(policy(', roles: [validator]'), policy(', roles: [validator]'))).toEqual([]);
  });

  it('who counts as an agent now falls out of rules about people and automation', () => {
    const rule = (actor: string): string => `rules: [{ id: a, when: { actor: [${actor}] }, deny: No. }]\n`;
    const bots = `version: 1\nactors: { automation: [{ github: 5 }] }\n`;
    const unheld = 'account 5 no longer counts as automation: if it is no bot to GitHub, it may approve.';
    expect(told(bots + rule('automation'), NONE + rule('automation'))).toEqual([
      unheld,
      'account 5 may now count as an agent, whose changes rule a leaves out.',
    ]);
    expect(told(bots + rule('automation, agent'), NONE + rule('automation, agent'))).toEqual([unheld]);
    const unlabelled = `version: 1\nactors: { unlabelled: agent }\n`;
    expect(told(NONE + rule('human'), unlabelled + rule('human'))).toEqual([
      "Pull requests of people count as an agent's, whose changes rule a leaves out.",
    ]);
    expect(told(NONE + rule('human'), policy('', rule('human')))).toContain(
      'helper now counts as an agent, whose changes rule a leaves out.',
    );
  });
});

it('words that are compared letter by letter are new in another case', () => {
  const told = (before: string, after: string): readonly string[] =>
    loosenedBy({ file: '.aigov.yml', before, after }).map(({ message }) => message);
  expect(told('paths: { ignore: ["ENVS/**"] }\n', 'paths: { ignore: ["envs/**"] }\n')).toEqual([
    'Changes under envs/** are not looked at any more.',
  ]);
  const excepted = (address: string): string =>
    `exceptions: [{ finding: public-ingress, addresses: ["${address}"], reason: web, by: carol, expires: 2027-01-31 }]\n`;
  expect(told(excepted('AWS_LB.web'), excepted('aws_lb.web'))).toEqual([
    'The finding public-ingress is excepted on aws_lb.web until 2027-01-31.',
  ]);
  expect(told('owners: ["@Acme/Platform"]\n', 'owners: ["@acme/platform"]\n')).toEqual([]);
});
