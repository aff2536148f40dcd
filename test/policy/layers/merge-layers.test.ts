// What an extended layer may do: it adds, and what it excepts or names as owners holds for its own rules alone.
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/model/canonical.ts';
import { BARE, approval, change, decide, facts, open, smallChange } from '../given.ts';

const BASE = 'acme/policies//base.yml';
const EXTENDS = `extends: ["${BASE}"]\n`;
const POLICY = `${BARE}${EXTENDS}`;
const DENY = 'rules: [{ id: r, when: { findings: [public-ingress] }, deny: no }]\n';
const EXCEPT =
  'exceptions: [{ finding: public-ingress, addresses: ["**"], reason: x, by: carol, expires: 2027-01-31 }]\n';
const open22 = [change({ findings: ['public-ingress'] })];
const TEAMS = { '@acme/net': ['bob'], '@acme/data': ['carol'] };

test('its rules count, under names that say where they stand', () => {
  const asked = (given: object) => open(decide({ changes: open22, extended: { [BASE]: DENY }, ...given }));
  expect(asked({ policy: BARE })).toEqual([]);
  expect(asked({ policy: POLICY })).toEqual(['DENIED policies//base.yml/r']);
  expect(asked({ policy: BARE, floor: EXTENDS })).toEqual(['DENIED floor/policies//base.yml/r']);
  expect(asked({ policy: `${POLICY}${DENY}`, floor: DENY })).toEqual([
    'DENIED floor/r',
    'DENIED policies//base.yml/r',
    'DENIED r',
  ]);
});

test('the decision names its text beside those of floor and repository', () => {
  const { policy } = decide({ policy: POLICY, floor: 'version: 1', extended: { [BASE]: DENY } });
  expect(policy).toEqual({
    source: '.aigov.yml',
    sha256: sha256Hex(POLICY),
    floor: { source: 'floor.yml', sha256: sha256Hex('version: 1') },
    layers: [{ source: BASE, sha256: sha256Hex(DENY) }],
  });
  expect(Object.keys(decide({ policy: BARE }).policy)).toEqual(['source', 'sha256', 'floor']);
});

describe('exceptions', () => {
  const asked = (repository: string, extended: string, floor = '') =>
    open(decide({ policy: repository, floor, extended: { [BASE]: extended }, changes: open22 }));
  const F = 'version: 1\n';

  test('of an extended layer reach its own rules alone', () => {
    expect(asked(POLICY, `${DENY}${EXCEPT}`, F)).toEqual([]);
    expect(asked(`${POLICY}${DENY}`, `${DENY}${EXCEPT}`, F)).toEqual(['DENIED r']);
    expect(asked(BARE, `${DENY}${EXCEPT}`, `${EXTENDS}${DENY}`)).toEqual(['DENIED floor/r']);
    expect(asked(`${BARE}${DENY}`, `${DENY}${EXCEPT}`, EXTENDS)).toEqual(['DENIED r']);
  });

  test('of the repository reach what it extends, not what the floor extends', () => {
    expect(asked(`${POLICY}${EXCEPT}`, DENY, F)).toEqual([]);
    expect(asked(`${BARE}${EXCEPT}`, DENY, EXTENDS)).toEqual(['DENIED floor/policies//base.yml/r']);
    expect(asked(BARE, DENY, `${EXTENDS}${EXCEPT}`)).toEqual([]);
  });
});

describe('owners', () => {
  const rule =
    'rules: [{ id: r, when: { kinds: [identity] }, require: { approvals: [{ count: 1, from: [resource_owners, "@acme/net"] }] } }]\n';
  const area = 'resource_owners: [{ paths: ["**"], owners: ["@acme/data"] }]\n';
  const asked = (repository: string, extended: string, floor: string) =>
    open(
      decide({
        policy: repository,
        floor,
        extended: { [BASE]: extended },
        facts: facts({ teams: TEAMS, reviews: [approval('carol')] }),
      }),
    );
  const F = 'version: 1\n';

  test('POL-10: a layer that is extended never widens who may approve for the rules of others', () => {
    expect(asked(`${POLICY}${rule}`, 'version: 1', F)).toEqual(['APPROVALS_MISSING r']);
    expect(asked(`${POLICY}${rule}`, area, F)).toEqual(['APPROVALS_MISSING r']);
    expect(asked(POLICY, `${rule}${area}`, F)).toEqual([]);
    expect(asked(`${BARE}${area}`, rule, EXTENDS)).toEqual(['APPROVALS_MISSING floor/policies//base.yml/r']);
  });
});

describe('choices', () => {
  const choose = (policy: string | null, floor: string | null, extended: string) => {
    const { mode, reasons } = decide({
      policy,
      floor,
      extended: { [BASE]: `version: 1\n${extended}` },
      changes: [smallChange({ environment: null })],
    });
    return [mode, reasons.find(({ rule }) => rule === 'baseline')?.need?.count ?? 0];
  };

  test.each<[string, string | null, string | null, string, readonly [string, number]]>([
    ['a silent layer leaves observe as it is', `mode: observe\n${EXTENDS}`, null, '', ['observe', 1]],
    ['one that says enforce wins', `mode: observe\n${EXTENDS}`, null, 'mode: enforce', ['enforce', 1]],
    ['one that says observe frees nobody', EXTENDS, null, 'mode: observe', ['enforce', 1]],
    ['a baseline is raised', `baseline: none\n${EXTENDS}`, null, 'baseline: light', ['enforce', 1]],
    ['a baseline is not lowered', `baseline: light\n${EXTENDS}`, null, 'baseline: none', ['enforce', 1]],
    ['nor the default of a silent repository', EXTENDS, null, 'baseline: none', ['enforce', 1]],
    ['nor the default of a silent floor', null, EXTENDS, 'baseline: none', ['enforce', 1]],
    ['a silent layer leaves the choice to the repository', 'baseline: none', EXTENDS, '', ['enforce', 0]],
  ])('%s', (_, policy, floor, extended, expected) => {
    expect(choose(policy, floor, extended)).toEqual(expected);
  });

  test('its owners are asked as well', () => {
    const decision = decide({
      policy: `${POLICY}owners: [bob]\n`,
      extended: { [BASE]: 'owners: [carol]' },
      changes: [change({ kinds: ['governance'], type: null, address: 'AGENTS.md', file: 'AGENTS.md' })],
    });
    expect(open(decision)).toEqual([
      'APPROVALS_MISSING owners',
      'APPROVALS_MISSING policies//base.yml/owners',
    ]);
  });
});
