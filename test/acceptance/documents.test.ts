// where the policy comes from, what it may say, and the document and exit code that come out.
import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.ts';
import { decide, goOutside, HUMAN, openCodes, type Outside, POLICY, resource, THREE } from './outside.ts';

const A = (ami: string): string => resource('aws_instance', 'a', `ami = "${ami}"`);
const PATH = 'envs/prod/a.tf';

let outside: Outside;
let base: string;
let head: string;
beforeAll(() => {
  outside = goOutside();
  base = outside.repo.commit({ '.aigov.yml': POLICY, [PATH]: A('a') });
  head = outside.repo.commit({ [PATH]: A('b') });
});
afterAll(() => outside.close());

describe('the policy', () => {
  it('is read at the base tip, not where the branch began, and a symlink is none', async () => {
    const { repo, check, close } = goOutside();
    repo.commit({ '.aigov.yml': 'version: 1\nbaseline: none\n', [PATH]: A('a') });
    repo.git('checkout', '--quiet', '-b', 'topic');
    const topic = repo.commit({ [PATH]: A('b') });
    repo.git('checkout', '--quiet', 'main');
    const tip = repo.commit({ '.aigov.yml': POLICY, 'other.tf': A('z') });
    const { code, decision } = await check([tip, topic], HUMAN);
    expect([code, decision.base, decision.policy.source]).toEqual([1, tip, `acme/infra@${tip}:.aigov.yml`]);
    expect(decision.changes.map(({ file }) => file)).toEqual([PATH]);
    repo.commit({ '.aigov.yml': null, 'real.yml': POLICY });
    symlinkSync('real.yml', join(repo.dir, '.aigov.yml'));
    const linked = await check([repo.commit({}), topic], HUMAN);
    expect([linked.code, openCodes(linked.decision)]).toEqual([2, ['POLICY_INVALID']]);
    close();
  });

  it.each([
    ['unknown key', 'version: 1\nenviroments: {}\n', '2:1'],
    ['duplicate key', 'version: 1\nenvironments:\n  a: { tier: low, tier: low }\n', '3:19'],
    ['bad word', 'version: 1\nrules:\n  - { id: r, when: { kinds: [identitty] }, deny: x }\n', '3:30'],
  ])('is refused with its place: %s', async (_name, text, place) => {
    const path = outside.file('policy.yml', text);
    const lint = await outside.run('policy', 'validate', path);
    expect([lint.code, lint.out.startsWith(`${path}:${place}: error: `)]).toEqual([2, true]);
  });

  it.each<[string, readonly string[]]>([['policies: [".aigov/*.rego"]', ['policies: .aigov/*.rego']]])(
    'that parses and is not evaluated refuses by name: %s',
    async (text, keys) => {
      const policy = outside.file('policy.yml', `${POLICY}${text}\n`);
      expect((await outside.run('policy', 'validate', policy)).code).toBe(0);
      const { code, decision } = await outside.check(
        [base, head],
        { ...HUMAN, reviews: THREE },
        '--policy',
        policy,
      );
      const refused = decision.reasons.filter((reason) => reason.code === 'KEY_NOT_SUPPORTED');
      expect(refused.map(({ need }) => need?.['key'])).toEqual(keys);
      expect([code, decision.outcome]).toEqual([1, 'blocked']);
    },
  );

  it('in observe still decides, and a floor in enforce wins', async () => {
    const observe = outside.file('observe.yml', `mode: observe\n${POLICY}`);
    const floor = outside.file(
      'floor.yml',
      'version: 1\nrules: [{ id: f, when: { kinds: [compute] }, deny: no }]\n',
    );
    const alone = await outside.check([base, head], HUMAN, '--policy', observe);
    expect([alone.code, alone.decision.mode, alone.decision.outcome]).toEqual([1, 'observe', 'needs_review']);
    const both = await outside.check([base, head], HUMAN, '--policy', observe, '--floor', floor);
    expect([both.code, both.decision.mode, both.decision.outcome]).toEqual([1, 'enforce', 'blocked']);
    expect(both.decision.reasons.find(({ code }) => code === 'DENIED')?.rule).toBe('floor/f');
  });
});

describe('an exception', () => {
  const rule = 'rules: [{ id: f, when: { findings: [data-store-destroyed] }, deny: no }]\n';
  const exception = (address: string) =>
    `exceptions: [{ finding: data-store-destroyed, addresses: ["${address}"], reason: x, by: carol, expires: 2027-01-31 }]\n`;
  it.each<[string, string, object, string, readonly string[]]>([
    ['excuses until its day', 'aws_s3_bucket.a', HUMAN, 'version: 1\n', ['APPROVALS_MISSING']],
    [
      'not after it',
      'aws_s3_bucket.a',
      { ...HUMAN, now: '2027-02-01T00:00:00Z' },
      'version: 1\n',
      ['APPROVALS_MISSING', 'DENIED'],
    ],
    [
      'not without a clock',
      'aws_s3_bucket.a',
      { ...HUMAN, now: null },
      'version: 1\n',
      ['APPROVALS_MISSING', 'DENIED'],
    ],
    ['not in another case', 'AWS_s3_bucket.a', HUMAN, 'version: 1\n', ['APPROVALS_MISSING', 'DENIED']],
    ['not from the floor', 'aws_s3_bucket.a', HUMAN, `version: 1\n${rule}`, ['APPROVALS_MISSING', 'DENIED']],
  ])('%s', async (_name, address, facts, floor, codes) => {
    const { decision } = await decide({
      base: { 'envs/prod/s.tf': resource('aws_s3_bucket', 'a') },
      head: { 'envs/prod/s.tf': null },
      policy: `${POLICY}${rule}${exception(address)}`,
      facts,
      more: ['--floor', outside.file('floor.yml', floor)],
    });
    expect(openCodes(decision)).toEqual(codes);
  });
});

describe('the document', () => {
  it('carries its own digest, and that of a change that only moved is the same', async () => {
    const { decision } = await outside.check([base, head], HUMAN);
    const { decisionDigest, ...rest } = decision;
    const text = canonicalJson(rest);
    expect(decisionDigest).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
    const moved = await decide({ base: { [PATH]: A('a') }, head: { [PATH]: `# why\n\n${A('b')}# end\n` } });
    expect(moved.decision.changeDigest).toBe(decision.changeDigest);
    expect(moved.decision.changes[0]?.startLine).toBe(3);
    const other = await decide({ base: { [PATH]: A('a') }, head: { [PATH]: A('c') } });
    expect(other.decision.changeDigest).not.toBe(decision.changeDigest);
  });

  it('is the same for empty facts and for none', async () => {
    const [none, empty] = [await outside.check([base, head], null), await outside.check([base, head], {})];
    expect(empty).toEqual(none);
    expect(none.decision.actor).toMatchObject({ class: 'agent', assurance: 'unknown', delegator: null });
  });

  it.each<[string, object | string]>([
    ['an unknown field', { reviewz: [] }],
    ['an unknown field inside', { pull_request: { authr: {} } }],
    ['another schema', { schema: 'aigov.facts/2' }],
    ['no JSON', '{'],
  ])('facts with %s end with 2 and nothing on stdout', async (_name, facts) => {
    const path = outside.file('bad.json', facts);
    const { code, out, err } = await outside.run('check', '--base', base, '--head', head, '--facts', path);
    expect([code, out, err.startsWith('aigov: --facts')]).toEqual([2, '', true]);
  });

  it('of `diff` names what could not be read and exits with 1', async () => {
    const broken = outside.repo.commit({ 'envs/prod/b.tf': 'resource "a" "b" {\n  c =\n}\n' });
    const { code, out } = await outside.run('diff', '--base', head, '--head', broken, '--format', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { schema: 'aigov.diff/1', changes: [], unreadable: [{ file: 'envs/prod/b.tf', line: 2 }] },
    ]);
  });
});
