// `aigov policy test` as an outsider runs it: files in, verdicts and exit code out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goOutside, type Outside } from '../acceptance/outside.ts';

const POLICY = `version: 1
baseline: none
environments: { prod: { tier: critical, match: { paths: ["prod/**"] } } }
rules:
  - { id: no-dns, when: { kinds: [dns] }, deny: No DNS. }
  - { id: people, when: { environments: [prod] }, require: { approvals: [{ count: 1 }] } }
`;
let outside: Outside;
beforeAll(() => {
  outside = goOutside();
});
afterAll(() => outside.close());

const run = async (text: string, ...more: readonly string[]) => {
  const policy = outside.file('try.yml', POLICY);
  const path = outside.file('try.cases.yml', text);
  return { path, policy, ...(await outside.run('policy', 'test', policy, ...more)) };
};

const machine = (expected: string, facts = '{}'): string => `
- name: a machine & its "image"
  files:
    prod/a.tf:
      before: |
        resource "aws_instance" "a" {
          ami = "a"
        }
      after: |
        resource "aws_instance" "a" {
          ami = "b"
        }
  facts: ${facts}
  expect: ${expected}
`;

describe('a case', () => {
  test('passes where everything expected is so', async () => {
    const { code, out } = await run(
      machine(
        '{ outcome: needs_review, tier: critical, codes: [APPROVALS_MISSING], rules: [people], findings: [] }',
      ),
    );
    expect([code, out]).toEqual([
      0,
      'ok    a machine & its "image"\n\n1 of 1 cases pass; 1 of 2 rules matched in some case.\nNever matched: no-dns.\n',
    ]);
  });

  test.each([
    ['{ outcome: pass }', 'outcome: expected pass, got needs_review'],
    ['{ tier: low }', 'tier: expected low, got critical'],
    ['{ codes: [] }', 'codes: expected none, got APPROVALS_MISSING'],
    ['{ rules: [no-dns] }', 'rules: expected no-dns, got people'],
    ['{ findings: [public-ingress] }', 'findings: expected public-ingress, got none'],
  ])('fails and says what differs: %s', async (expected, failure) => {
    const { code, out } = await run(machine(expected));
    expect([code, out.split('\n').slice(0, 2)]).toEqual([
      1,
      ['FAIL  a machine & its "image"', `      ${failure}`],
    ]);
  });

  test('shared facts are replaced member by member', async () => {
    const shared = `facts: { permissions: { bob: write }, pull_request: { author: { login: dora, id: 4, type: User } } }\ncases:`;
    const one = machine(
      '{ outcome: pass }',
      '{ reviews: [{ user: { login: bob, id: 2, type: User }, state: APPROVED, commit_id: HEAD }] }',
    );
    expect((await run(`${shared}${one}`)).code).toBe(0);
  });

  test('an anchor stands for what it names', async () => {
    const text = machine('{ outcome: needs_review }').replace('files:', 'files: &files');
    const again = '- { name: again, files: *files, expect: { outcome: needs_review } }\n';
    expect((await run(`${text}${again}`)).code).toBe(0);
  });

  test('a file that is the same on both sides stands around the change', async () => {
    const text = machine('{ rules: [] }').replaceAll('ami = "b"', 'ami = "a"');
    expect((await run(text)).code).toBe(0);
  });
});

test('no name and no sentence writes a line of its own', async () => {
  const text = machine('{ outcome: pass }').replace(
    'a machine & its "image"',
    '"a\\n::error::machine\\e[31m"',
  );
  const { out } = await run(text);
  expect(out).toContain('FAIL  a[U+000A]::error::machine[U+001B][31m\n');
  const key = await run('- { name: x, "a\\n::error::b": 1 }\n');
  expect(key.err).toContain('unknown key "a[U+000A]::error::b"');
});

test('JUnit says which failed, and escapes what XML would read', async () => {
  const { code, out } = await run(machine('{ outcome: pass }'), '--format', 'junit');
  expect([code, out]).toEqual([1, expect.stringContaining('<testsuites tests="1" failures="1">')]);
  expect(out).toContain('name="a machine &amp; its &quot;image&quot;"');
  expect(out).toContain('<failure message="outcome: expected pass, got needs_review">');
});

describe('what cannot be run is refused with its place', () => {
  test.each([
    [
      '- name: x\n  files: {}\n  expect: { outcom: pass }\n',
      ':3:13: unknown key "outcom"; did you mean "outcome"?',
    ],
    ['- name: x\n  files: {}\n  expect: {}\n', 'a case expects something'],
    ['- name: x\n  files: { a.tf: {} }\n  expect: { outcome: pass }\n', 'a file needs a text'],
    ['- name: x\n  name: y\n', ':2:'],
    ['', ' is empty; write a list of cases'],
    ['- *nobody\n', 'nobody'],
    [
      machine('{ outcome: pass }', '{ revievs: [] }'),
      ':13:12: unknown key "revievs"; did you mean "reviews"?',
    ],
    [machine('{ outcome: pass }', '{ now: noon }'), ':13:12: "now": an RFC 3339 time'],
    [machine('{ outcome: pass }', '3'), ':13:3: "[0].facts" must be a map'],
    [
      `facts: { now: noon }\ncases:${machine('{ outcome: pass }').replaceAll('\n', '\n  ')}`,
      ':1:10: "now": an RFC 3339 time',
    ],
    [
      `facts: {}\ncases:${machine('{ outcome: pass }', '{ permissions: { bob: wriet } }').replaceAll('\n', '\n  ')}`,
      ':14:29: "permissions.bob": one of admin',
    ],
    [
      '- { name: x, files: { a.tf: { after: x } }, facts: &wrong { now: 3 }, expect: { tier: low } }\n- { name: y, files: { a.tf: { after: x } }, facts: *wrong, expect: { tier: low } }\n',
      ':1:61: "now" must be a text, and is "3"\n',
    ],
  ])('%s', async (text, message) => {
    const { code, err } = await run(text);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a policy that is no policy', async () => {
    const policy = outside.file('broken.yml', 'version: 1\nrulez: []\n');
    const { code, err } = await outside.run('policy', 'test', policy);
    expect([code, err]).toEqual([2, expect.stringContaining(`${policy}:2:1: unknown key "rulez"`)]);
  });

  test('no cases', async () => {
    const policy = outside.file('lonely.yml', POLICY);
    const { code, err } = await outside.run('policy', 'test', policy);
    expect([code, err]).toEqual([2, expect.stringContaining('name the file with --cases')]);
  });
});

describe('a file of cases that is none', () => {
  test.each([
    ['', ' is empty; write a list of cases'],
    ['cases: 3\n', ':1:1: "cases" must be a list, and is "3"'],
    ['- name: x\n  files: { a.tf: { after: x } }\n', ':1:3: the key "[0].expect" is missing'],
    [
      '- name: x\n  files: { a.tf: { after: x } }\n  expect: { outcome: passed }\n',
      ':3:13: "[0].expect.outcome": one of pass, needs_review, blocked is expected; did you mean "pass"?',
    ],
    [
      'facts: {}\ncases:\n  - { name: x, files: { a.tf: { after: x } }, expect: { tier: low, tiers: low } }\n',
      ':3:68: unknown key "tiers"; did you mean "tier"?',
    ],
  ])('%j', async (text, says) => {
    const { code, err, path } = await run(text);
    expect([code, err]).toEqual([2, `aigov: ${path}${says}\n`]);
  });
});
