// What floor and repository extend: which names are let in, how far they lead, and how a layer that is not there refuses.
import { describe, expect, test } from 'vitest';
import { compilePolicy, missingLayers } from '../../../src/policy/index.ts';
import type { PolicyFile, PolicyLayers } from '../../../src/model/policy-source.ts';
import { BARE, approval, change, decide, facts, layers, open, reason } from '../given.ts';

const BASE = 'acme/policies//base.yml';
const RULE = 'rules: [{ id: r, when: { kinds: [identity] }, deny: no }]\n';
const extending = (...names: readonly string[]): string => `extends: [${names.join(', ')}]\n`;
const named = (name: string): string => `${BARE}${extending(JSON.stringify(name))}`;

describe('names', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'https://github.com/acme/policies//base.yml',
    'file:///etc/passwd',
    'github:acme/policies@main',
    '//base.yml',
    'acme//base.yml',
    'acme/policies/base.yml',
    'acme/policies//',
    'acme/policies//../base.yml',
    'acme/..//base.yml',
    'acme/policies///base.yml',
    'acme/policies//a\\b.yml',
    'acme/policies//base.yml@main ',
    './base.yml',
    '../policies//base.yml',
    'acme/po licies//base.yml',
    '',
  ])('POL-08: "extends" takes no address, branch or path of the machine: %j', (name) => {
    const decision = decide({ policy: named(name) });
    expect([decision.outcome, open(decision)]).toEqual(['blocked', ['POLICY_INVALID policy']]);
    expect(missingLayers(layers(named(name)))).toEqual([]);
  });

  test('POL-07: a layer of another owner is refused where the owner is known, and not read', () => {
    const source = `acme/infra@${'a'.repeat(40)}:.aigov.yml`;
    const asked = (name: string): PolicyLayers => ({
      floor: { kind: 'absent' },
      repository: { kind: 'file', source, text: named(name) },
    });
    expect(missingLayers(asked('ACME/policies//base.yml'))).toEqual([BASE]);
    const foreign = asked('evil/policies//base.yml');
    expect(missingLayers(foreign)).toEqual([]);
    expect(reason(decide({ result: compilePolicy(foreign) }), 'policy')).toMatchObject({
      code: 'POLICY_INVALID',
      message: `${source}:6:11 "evil/policies//base.yml" belongs to another owner than acme`,
    });
  });

  test('POL-07: nor may an extended layer lead to another owner', () => {
    const extended = { [BASE]: extending('evil/policies//base.yml') };
    const decision = decide({ policy: named(BASE), extended });
    expect(open(decision)).toEqual(['POLICY_INVALID policies//base.yml/policy']);
    expect(missingLayers(layers(named(BASE), null, extended))).toEqual([]);
  });
});

describe('how far they lead', () => {
  const at = (n: number): string => `acme/p//${n}.yml`;
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [at(i), i + 1 < length ? extending(at(i + 1)) : 'version: 1']),
    );
  const problemOf = (policy: string, extended: { readonly [name: string]: string }): string => {
    const result = compilePolicy(layers(policy, null, extended));
    return result.kind === 'ok' ? '' : result.problems.map(({ problem }) => problem.message).join('\n');
  };

  test('POL-09: five layers behind one another are read, a sixth is refused with the way to it', () => {
    expect(problemOf(named(at(0)), chain(5))).toBe('');
    expect(problemOf(named(at(0)), chain(6))).toBe(
      `more than 5 one behind the other: ${[0, 1, 2, 3, 4, 5].map(at).join(' > ')}`,
    );
  });

  test('POL-09: a circle is refused with its way, two ways to one layer are not', () => {
    expect(problemOf(named(at(0)), { [at(0)]: extending(at(1)), [at(1)]: extending(at(0)) })).toBe(
      `"extends" goes in a circle: ${at(0)} > ${at(1)} > ${at(0)}`,
    );
    expect(problemOf(named(at(0)), { [at(0)]: extending(at(0)) })).toBe(
      `"extends" goes in a circle: ${at(0)} > ${at(0)}`,
    );
    const diamond = {
      [at(0)]: extending(at(2)),
      [at(1)]: extending(at(2)),
      [at(2)]: RULE,
    };
    const decision = decide({ policy: `${BARE}${extending(at(0), at(1))}`, extended: diamond });
    expect(open(decision)).toEqual(['DENIED p//2.yml/r']);
  });

  test('POL-09: a policy and what it extends have 262,144 bytes together', () => {
    const policy = named(at(0));
    const padded = (size: number): string => `version: 1\n#${'x'.repeat(size - 12)}`;
    const left = 262_144 - Buffer.byteLength(policy);
    expect(problemOf(policy, { [at(0)]: padded(left) })).toBe('');
    expect(problemOf(policy, { [at(0)]: padded(left + 1) })).toBe(`more than 262144 bytes in all: ${at(0)}`);
  });

  test('POL-09: no more than twenty files are extended, said once', () => {
    const many = Array.from({ length: 40 }, (_, i) => at(i));
    const texts = Object.fromEntries(many.map((name) => [name, 'version: 1']));
    expect(problemOf(`${BARE}${extending(...many.slice(0, 20))}`, texts)).toBe('');
    expect(problemOf(`${BARE}${extending(...many)}`, texts)).toBe(
      `more than 20 files are extended: ${at(20)}`,
    );
    expect(missingLayers(layers(`${BARE}${extending(...many)}`))).toEqual(many.slice(0, 20));
  });
});

describe('a layer that is not there', () => {
  const states: readonly (readonly [string, PolicyFile | undefined, string, string])[] = [
    ['not given', undefined, 'POLICY_INVALID policy', 'POLICY_INVALID floor/policy'],
    ['no such file', { kind: 'absent' }, 'POLICY_INVALID policy', 'FLOOR_UNAVAILABLE floor/policy'],
    [
      'unreadable now',
      { kind: 'unavailable', source: BASE, why: 'GitHub: TIMEOUT', seenBefore: true },
      'FACTS_INCOMPLETE policies//base.yml/policy',
      'FLOOR_UNAVAILABLE floor/policies//base.yml/policy',
    ],
    [
      'a symlink',
      { kind: 'not-regular', source: BASE, why: 'a symlink stands here' },
      'POLICY_INVALID policies//base.yml/policy',
      'POLICY_INVALID floor/policies//base.yml/policy',
    ],
    [
      'no policy',
      { kind: 'file', source: BASE, text: 'rulez: []' },
      'POLICY_INVALID policies//base.yml/policy',
      'POLICY_INVALID floor/policies//base.yml/policy',
    ],
  ];
  test.each(states)('%s: refused, never left out', (_, file, ofRepository, ofFloor) => {
    const given = (repository: string | null, floor: string | null) =>
      decide({
        result: compilePolicy({
          ...layers(repository, floor),
          ...(file === undefined ? {} : { extended: { [BASE]: file } }),
        }),
        changes: [],
      });
    const below = given(named(BASE), null);
    expect([below.outcome, open(below)]).toEqual(['blocked', [ofRepository]]);
    const above = given(null, named(BASE));
    expect([above.outcome, open(above)]).toEqual(['blocked', [ofFloor]]);
  });

  test('one that is not given says which option gives it', () => {
    expect(reason(decide({ policy: named(BASE) }), 'policy').message).toBe(
      `.aigov.yml:6:11 "${BASE}" is not given; say where it is with --layer ${BASE}=FILE`,
    );
  });
});

test('missing layers are asked for one depth after the other', () => {
  const policy = named(BASE);
  expect(missingLayers(layers(policy))).toEqual([BASE]);
  const extended = { [BASE]: extending('acme/policies//more.yml') };
  expect(missingLayers(layers(policy, null, extended))).toEqual(['acme/policies//more.yml']);
  expect(missingLayers(layers(policy, null, { ...extended, 'acme/policies//more.yml': '' }))).toEqual([]);
});

describe('what floor and repository both extend', () => {
  const both = (extended: string) => ({
    policy: named(BASE),
    floor: extending(BASE),
    extended: { [BASE]: extended },
  });

  test('counts under each, and is one text', () => {
    const decision = decide(both(RULE));
    expect(open(decision)).toEqual(['DENIED floor/policies//base.yml/r', 'DENIED policies//base.yml/r']);
    expect(decision.policy.layers).toHaveLength(1);
    expect(missingLayers(layers(named(BASE), extending(BASE)))).toEqual([BASE]);
  });

  test('asks the owners that the repository names, whoever else extends it', () => {
    const asks = 'rules: [{ id: r, require: { approvals: [{ count: 1, from: [resource_owners] }] } }]\n';
    const area = 'resource_owners: [{ paths: ["**"], owners: ["@acme/data"] }]\n';
    const asked = (floor: string | null) =>
      open(
        decide({
          ...both(asks),
          policy: `${named(BASE)}${area}`,
          floor,
          changes: [change()],
          facts: facts({ reviews: [approval('bob')], teams: { '@acme/data': ['carol'] } }),
        }),
      );
    expect(asked(null)).toEqual(['APPROVALS_MISSING policies//base.yml/r']);
    expect(asked(extending(BASE))).toEqual(['APPROVALS_MISSING policies//base.yml/r']);
  });
});

test.each(['paths', 'environments', 'actors', 'deploy', 'accounts', 'break_glass', 'separation'])(
  'POL-10: "%s" cannot stand in an extended layer, which only adds',
  (key) => {
    const text = {
      paths: 'paths: { ignore: ["**"] }',
      environments: 'environments: { sandbox: { tier: low, match: { paths: ["**"] } } }',
      actors: 'actors: { automation: [{ github: 1 }] }',
      deploy: 'deploy: {}',
      accounts: 'accounts: {}',
      break_glass: 'break_glass: { by: [zoe] }',
      separation: 'separation: { author_may_validate: true }',
    }[key];
    const decision = decide({ policy: named(BASE), extended: { [BASE]: `version: 1\n${text}\n` } });
    const [refused] = decision.reasons;
    expect([refused?.code, refused?.rule]).toEqual(['POLICY_INVALID', 'policies//base.yml/policy']);
    expect(refused?.message).toMatch(
      `${BASE}:2:1 "${key}" cannot stand in a file that other policies extend, which only adds`,
    );
  },
);
