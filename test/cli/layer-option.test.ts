// `--layer`: what a policy extends, given as files; what is not given refuses.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import { goOutside, HUMAN, resource, type Outside } from '../acceptance/outside.ts';

const NAME = 'acme/policies//base.yml';
const POLICY = `version: 1
baseline: none
extends: ${NAME}
environments: { prod: { tier: critical, match: { paths: ["prod/**"] } } }
`;
const LAYER = 'version: 1\nrules: [{ id: stop, when: { kinds: [compute] }, deny: Not now. }]\n';

let outside: Outside;
let range: readonly string[];
let layer: string;
beforeAll(() => {
  outside = goOutside();
  const base = outside.repo.commit({
    '.aigov.yml': POLICY,
    'prod/a.tf': resource('aws_instance', 'a', 'ami = "a"'),
  });
  const head = outside.repo.commit({ 'prod/a.tf': resource('aws_instance', 'a', 'ami = "b"') });
  const facts = outside.file('facts.json', JSON.stringify(HUMAN));
  range = ['--repo', outside.repo.dir, '--base', base, '--head', head, '--facts', facts];
  layer = outside.file('layer.yml', LAYER);
});
afterAll(() => outside.close());

const check = async (...words: readonly string[]) => {
  const { code, out } = await outside.run('check', ...range, '--format', 'json', ...words);
  const decision = JSON.parse(out) as Decision;
  const open = decision.reasons.filter(({ satisfied }) => !satisfied);
  return { code, decision, open: open.map(({ code: word, rule }) => `${word} ${rule}`) };
};

test('a layer that is given decides, one that is not refuses', async () => {
  const given = await check('--layer', `${NAME}=${layer}`);
  expect([given.code, given.open]).toEqual([1, ['DENIED policies//base.yml/stop']]);
  expect(given.decision.policy.layers).toMatchObject([{ source: layer }]);
  const missing = await check();
  expect([missing.code, missing.open]).toEqual([2, ['POLICY_INVALID policy']]);
  expect(missing.decision.reasons[0]?.message).toContain(`--layer ${NAME}=FILE`);
});

test.each([
  [['--layer', 'base.yml'], '--layer is owner/repository//path=FILE, not "base.yml"'],
  [['--layer', `${NAME}=`], `--layer is owner/repository//path=FILE, not "${NAME}="`],
  [['--layer', `${NAME}=/none.yml`], '--layer: cannot read /none.yml'],
])('%j', async (words, message) => {
  const { code, err } = await outside.run('check', ...range, ...words);
  expect([code, err.trim()]).toEqual([2, `aigov: ${message}`]);
});

test('twice is a mistake, under another spelling too', async () => {
  const words = ['--layer', `${NAME}=${layer}`, '--layer', `ACME/Policies//base.yml=${layer}`];
  const { code, err } = await outside.run('check', ...range, ...words);
  expect([code, err.trim()]).toEqual([2, `aigov: --layer: ${NAME} is given twice`]);
});

test('cases and replay take layers too', async () => {
  const policy = outside.file('p.yml', POLICY);
  const cases = outside.file(
    'p.cases.yml',
    'cases: [{ name: a, files: { prod/a.tf: { after: "resource \\"aws_instance\\" \\"a\\" {}" } }, expect: { codes: [DENIED] } }]',
  );
  const option = ['--layer', `${NAME}=${layer}`];
  expect((await outside.run('policy', 'test', policy, '--cases', cases, ...option)).code).toBe(0);
  expect((await outside.run('policy', 'test', policy, '--cases', cases)).err).toContain('--layer');
  const [, repo = '', , base = '', , head = ''] = range;
  const over = ['policy', 'replay', '--repo', repo, '--range', `${base}..${head}`];
  const { out } = await outside.run(...over, ...option);
  expect(out).toContain('+ DENIED, policies//base.yml/stop');
});
