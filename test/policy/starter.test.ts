// A policy to start with: valid, the same for the same repository, and with nobody in it who was not found.
import { describe, expect, test } from 'vitest';
import { compilePolicy, starterPolicy } from '../../src/policy/index.ts';
import fc from '../properties.ts';
import { layers } from './given.ts';
import { check } from './lint/given.ts';

const made = (seen: Partial<Parameters<typeof starterPolicy>[0]>): string =>
  starterPolicy({ paths: [], codeOwners: [], addresses: [], ...seen });
const problems = (text: string) => check(text);

const lines = (text: string, word: string): readonly string[] =>
  text.split('\n').filter((line) => line.includes(word));

describe('environments', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a folder', ['envs/prod/a.tf'], ['  prod: { tier: critical, match: { paths: ["envs/prod/**"] } }']],
    [
      'a file',
      ['vars/staging.tfvars'],
      ['  staging: { tier: elevated, match: { paths: ["vars/staging.tfvars"] } }'],
    ],
    ['a word of a name', ['live-dev/a.tf'], ['  dev: { tier: low, match: { paths: ["live-dev/**"] } }']],
    ['an ambiguous word beside code', ['pkg/test/data.json'], []],
    [
      'an ambiguous word beside Terraform',
      ['infra/test/a.tf'],
      ['  test: { tier: low, match: { paths: ["infra/test/**"] } }'],
    ],
    ['a part of a word', ['latest/a.tf', 'products/a.tf'], []],
    ['a name that a glob would read', ['[prod]/a.tf', 'x (prod)/a.tf'], []],
    [
      'many places, by whole names',
      ['a', 'b', 'c', 'd', 'e'].map((team) => `${team}/prod/x.tf`),
      ['  prod: { tier: critical, match: { paths: ["**/prod/**"] } }'],
    ],
  ])('%s', (_, paths, expected) => {
    expect(lines(made({ paths }), ' match: ').filter((line) => !line.startsWith('#'))).toEqual(expected);
  });
});

describe('people', () => {
  const rule = { line: 1, pattern: '*' };

  test('owners of the policy by CODEOWNERS, and no mail addresses', () => {
    const codeOwners = [{ ...rule, owners: ['@acme/platform', 'a@acme.test'] }];
    const text = made({ paths: ['prod/a.tf'], codeOwners });
    expect([lines(text, 'owners:'), lines(text, 'approvals')]).toEqual([
      ['owners: ["@acme/platform"]   # from CODEOWNERS'],
      ['    require: { approvals: [{ count: 1, from: ["@acme/platform"] }] }'],
    ]);
  });

  test('nobody is named where nobody is known', () => {
    const text = made({ paths: ['prod/a.tf'] });
    expect(lines(text, 'approvals')).toEqual(['    require: { approvals: [{ count: 1 }] }']);
  });

  test('agents by the number of their account, which reach no production, and other bots', () => {
    const text = made({
      paths: ['prod/a.tf', 'staging/a.tf'],
      addresses: [
        '198982749+copilot@users.noreply.github.com',
        '49699333+dependabot[bot]@users.noreply.github.com',
        '7+carol@users.noreply.github.com',
        'copilot@users.noreply.github.com',
      ],
    });
    expect(lines(text, 'github:')).toEqual([
      expect.stringContaining(
        '{ identities: [{ github: 198982749 }], autonomy: supervised, environments: [staging] }',
      ),
      '    - { github: 49699333, name: "dependabot" }',
    ]);
  });
});

test('it is valid whatever the repository holds, observes, and is the same twice', () => {
  const name = fc.constantFrom(
    'prod',
    'Prod',
    'staging',
    'dev',
    'test',
    'a b',
    '"',
    '*',
    '{a}',
    'ü',
    '..',
    'x',
  );
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((steps) => `${steps.join('/')}/main.tf`);
  const owner = fc.constantFrom('@acme/x', '@carol', 'a@acme.test');
  const address = fc.constantFrom(
    '198982749+copilot@users.noreply.github.com',
    '5+x[bot]@users.noreply.github.com',
    '5+"[bot]@users.noreply.github.com',
    'ann@acme.test',
  );
  fc.assert(
    fc.property(fc.array(path), fc.array(owner), fc.array(address), (paths, owners, addresses) => {
      const text = made({ paths, addresses, codeOwners: [{ pattern: '*', owners, line: 1 }] });
      expect(problems(text).filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(compilePolicy(layers(text))).toMatchObject({ kind: 'ok', policy: { mode: 'observe' } });
      expect(made({ paths, addresses, codeOwners: [{ pattern: '*', owners, line: 1 }] })).toBe(text);
    }),
  );
});
