// `stale: change_digest`: an approval of an earlier head counts where that head changed exactly what this one changes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goOutside, HUMAN, open, openCodes, type Outside, resource, review } from './outside.ts';

const POLICY = (stale: string): string => `version: 1
baseline: none
environments: { prod: { tier: critical, match: { paths: ["envs/prod/**"] } } }
rules: [{ id: r, when: { environments: [prod] }, require: { approvals: [{ count: 1${stale} }] } }]
`;
const PATH = 'envs/prod/a.tf';
const machine = (ami: string): string => resource('aws_instance', 'a', `ami = "${ami}"`);
const secret = (value: string): string =>
  resource('aws_db_instance', 'd', `password = "${value}"`, 'engine = "postgres"');

let outside: Outside;
let base: string;
const heads: Record<'first' | 'comment' | 'other' | 'elsewhere', string> = {
  first: '',
  comment: '',
  other: '',
  elsewhere: '',
};
beforeAll(() => {
  outside = goOutside();
  base = outside.repo.commit({ [PATH]: machine('a'), 'envs/prod/d.tf': secret('one') });
  heads.first = outside.repo.commit({ [PATH]: machine('b') });
  heads.comment = outside.repo.commit({ [PATH]: `# why\n${machine('b')}` });
  heads.elsewhere = outside.repo.commit({ 'readme.md': 'words\n' });
  heads.other = outside.repo.commit({ [PATH]: machine('c') });
});
afterAll(() => outside.close());

const decide = async (stale: string, head: string, approved: string) => {
  const facts = { ...HUMAN, reviews: [review('bob', 2, { commit_id: approved })] };
  const policy = outside.file('policy.yml', POLICY(stale));
  return (await outside.check([base, head], facts, '--policy', policy)).decision;
};
const DIGEST = ', stale: change_digest';

describe('an approval of an earlier head', () => {
  it.each<[string, string, 'comment' | 'elsewhere' | 'other', readonly string[]]>([
    ['counts where only a comment came', DIGEST, 'comment', []],
    ['counts where a file without infrastructure came', DIGEST, 'elsewhere', []],
    ['does not where the change is another one', DIGEST, 'other', ['APPROVALS_MISSING']],
    ['does not where the rule asks for the head', ', stale: head', 'comment', ['APPROVALS_MISSING']],
    ['does not where the rule says nothing', '', 'comment', ['APPROVALS_MISSING']],
  ])('%s', async (_, stale, head, codes) => {
    expect(openCodes(await decide(stale, heads[head], heads.first))).toEqual(codes);
  });

  it('may be asked of all entries of a rule', async () => {
    const policy = outside.file(
      'policy.yml',
      POLICY('').replace('require: {', 'require: { stale: change_digest,'),
    );
    const facts = { ...HUMAN, reviews: [review('bob', 2, { commit_id: heads.first })] };
    const { decision } = await outside.check([base, heads.comment], facts, '--policy', policy);
    expect(openCodes(decision)).toEqual([]);
  });

  it('is stale where nobody knows that commit', async () => {
    const decision = await decide(DIGEST, heads.comment, 'd'.repeat(40));
    expect(open(decision)[0]?.have?.ignored).toEqual([{ login: 'bob', why: 'stale_head' }]);
  });

  it('does not count for an exchanged secret, which looks the same', async () => {
    const one = outside.repo.commit({ 'envs/prod/d.tf': secret('two') });
    const two = outside.repo.commit({ 'envs/prod/d.tf': secret('three') });
    expect(openCodes(await decide(DIGEST, two, one))).toEqual(['APPROVALS_MISSING']);
  });
});
