// What two agents must not share, what one must not be, and names that must be somebody's: each an error with its place.
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/policy/index.ts';
import { layers } from '../given.ts';

/** `source:line code message` of every problem. */
function problems(repository: string, floor: string | null = null): readonly string[] {
  const result = compilePolicy(layers(repository, floor));
  return result.kind === 'ok'
    ? []
    : result.problems.map(
        ({ source, problem: { line, code, message } }) => `${source}:${line} ${code}: ${message}`,
      );
}

const agents = (lines: string): string => `version: 1\nactors:\n  agents:\n${lines}\n`;
const agent = (name: string, identity: string, more = ''): string =>
  `    ${name}: { identities: [${identity}]${more} }`;

describe('one identity belongs to one agent', () => {
  test.each([
    ['an account', '{ github: 7 }', 'account 7'],
    ['a SPIFFE id', '{ spiffe: "spiffe://acme.example/agents/a" }', 'spiffe://acme.example/agents/a'],
    ['a key', '{ key: 5DE3E0509C47EA3C }', '5DE3E0509C47EA3C'],
    [
      'a workload',
      '{ oidc: { repository: acme/infra } }',
      'iss=https://token.actions.githubusercontent.com repository=acme/infra',
    ],
  ])('%s', (_, identity, words) => {
    const text = agents(`${agent('a', identity)}\n${agent('b', identity)}`);
    expect(problems(text)).toEqual([
      `.aigov.yml:5 duplicate-identity: ${words} is an identity of two agents, "a" (line 4) and "b"; an identity belongs to one agent`,
    ]);
    expect(problems(agents(`${agent('a', identity)}\n${agent('b', '{ github: 8 }')}`))).toEqual([]);
    expect(problems(agents(agent('a', `${identity}, ${identity}`)))).toEqual([]);
  });

  test('the spelled-out default issuer is the same identity', () => {
    const issuer = 'iss: "https://token.actions.githubusercontent.com"';
    const text = agents(
      `${agent('a', '{ oidc: { repository_id: 7 } }')}\n${agent('b', `{ oidc: { ${issuer}, repository_id: "7" } }`)}`,
    );
    expect(problems(text)).toHaveLength(1);
    expect(problems(text.replace('githubusercontent.com', 'acme.example'))).toEqual([]);
  });

  test('across layers, with both places; one name in both layers is one agent', () => {
    const floor = agents(agent('a', '{ github: 7 }'));
    expect(problems(agents(agent('b', '{ github: 7 }')), floor)).toEqual([
      '.aigov.yml:4 duplicate-identity: account 7 is an identity of two agents, "a" (floor.yml:4) and "b"; an identity belongs to one agent',
    ]);
    expect(problems(agents(agent('a', '{ github: 7 }')), floor)).toEqual([]);
  });
});

describe('duties stay apart', () => {
  test.each([
    ['author, validator', 'author_may_validate', 'author and validator'],
    ['validator, executor', 'validator_may_execute', 'validator and executor'],
  ])('%s', (roles, key, words) => {
    const text = agents(agent('a', '{ github: 7 }', `, roles: [${roles}]`));
    expect(problems(text)).toEqual([
      `.aigov.yml:4 duties-not-separate: "a" is ${words} at once; that needs "separation.${key}: true"`,
    ]);
    expect(problems(`${text}separation: { ${key}: true }\n`)).toEqual([]);
    expect(problems(`${text}separation: { ${key}: false }\n`)).toHaveLength(1);
  });

  test('an author may execute what it wrote, within its limits', () => {
    expect(problems(agents(agent('a', '{ github: 7 }', ', roles: [author, executor]')))).toEqual([]);
  });

  test('only the highest layer can join them, and any layer can part them', () => {
    const text = agents(agent('a', '{ github: 7 }', ', roles: [author, validator]'));
    const joined = 'separation: { author_may_validate: true }\n';
    expect(problems(`${text}${joined}`, 'version: 1\n')).toEqual([
      '.aigov.yml:4 duties-not-separate: "a" is author and validator at once; that needs "separation.author_may_validate: true" in floor.yml',
    ]);
    expect(problems(text, joined)).toEqual([]);
    expect(problems(`${text}separation: { author_may_validate: false }\n`, joined)).toHaveLength(1);
  });
});

const CHECKER = agent('checker', '{ github: 7 }', ', roles: [validator]');
const asking = (name: string): string => `rules: [{ id: r, require: { validators: [${name}] } }]\n`;

describe('a rule asks a validator that there is', () => {
  test.each([
    ['a validator', CHECKER, 'checker', []],
    [
      'a misspelt name',
      CHECKER,
      'cheker',
      ['.aigov.yml:5 agent-not-listed: unknown agent "cheker"; did you mean "checker"?'],
    ],
    [
      'nobody',
      CHECKER,
      'x',
      ['.aigov.yml:5 agent-not-listed: unknown agent "x"; list it under "actors.agents"'],
    ],
    [
      'an author',
      agent('checker', '{ github: 7 }'),
      'checker',
      ['.aigov.yml:5 not-a-validator: the agent "checker" has no role validator'],
    ],
    [
      'one without an account',
      agent('checker', '{ key: 5DE3E0509C47EA3C }', ', roles: [validator]'),
      'checker',
      ['.aigov.yml:5 not-a-validator: the agent "checker" has no account on GitHub, so it cannot review'],
    ],
  ])('%s', (_, listed, name, expected) => {
    expect(problems(`${agents(listed)}${asking(name)}`)).toEqual(expected);
  });

  test('a repository may ask the validator of its organisation, and not the other way round', () => {
    expect(problems(asking('checker'), agents(CHECKER))).toEqual([]);
    expect(problems(agents(CHECKER), asking('checker'))).toEqual([
      'floor.yml:1 agent-not-listed: unknown agent "checker"; list it under "actors.agents"',
    ]);
  });

  test('a list holds names', () => {
    expect(problems(`${agents(CHECKER)}${asking('"@acme/x"')}`)).toHaveLength(1);
  });
});

describe('a target is run by an executor that may reach its environment', () => {
  const policy = (more: string, executor = 'runner'): string =>
    `environments: { prod: {}, staging: {} }\n${agents(agent('runner', '{ github: 7 }', more))}deploy:\n  prod: { environment: prod, workflow: .github/workflows/d.yml, ref: refs/heads/main, account: "111122223333", role: "arn:aws:iam::111122223333:role/d", region: eu-west-1, executor: ${executor} }\n`;

  test.each([
    ['within', ', roles: [executor], environments: [prod]', []],
    [
      'an author',
      ', environments: [prod]',
      ['.aigov.yml:7 not-an-executor: the agent "runner" has no role executor'],
    ],
    [
      'another environment',
      ', roles: [executor], environments: [staging]',
      [
        '.aigov.yml:7 not-an-executor: the agent "runner" may not reach prod, so it can never run this target',
      ],
    ],
    [
      'an advisory one',
      ', roles: [executor], environments: [prod], autonomy: advisory',
      [
        '.aigov.yml:7 not-an-executor: the agent "runner" may not reach prod, so it can never run this target',
      ],
    ],
  ])('%s', (_, more, expected) => {
    expect(problems(policy(more))).toEqual(expected);
  });

  test('a misspelt name', () => {
    expect(problems(policy(', roles: [executor], environments: [prod]', 'runer'))).toEqual([
      '.aigov.yml:7 agent-not-listed: unknown agent "runer"; did you mean "runner"?',
    ]);
  });
});
