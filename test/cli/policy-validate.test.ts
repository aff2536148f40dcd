// `aigov policy validate`: files and floor, what is known of the world, formats and exit codes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goOutside, resource, type Outside } from '../acceptance/outside.ts';

const GOOD = 'version: 1\nowners: ["@acme/platform"]\n';
const ENVIRONMENT = 'version: 1\nenvironments: { prod: { match: { paths: ["prod/**"] } } }\n';
const RULE = 'version: 1\nrules: [{ id: r, when: { environments: [prod] }, deny: no }]\n';
const BAD = 'version: 1\nrulez: []\n';
const OPEN = 'cidr_blocks = ["0.0.0.0/0"]\nfrom_port = 22\nto_port = 22\nprotocol = "tcp"\ntype = "ingress"';

let outside: Outside;
beforeAll(() => {
  outside = goOutside();
});
afterAll(() => outside.close());

const validate = (...args: readonly string[]) => outside.run('policy', 'validate', ...args);
const file = (name: string, text: string): string => outside.file(name, text);
const codes = (out: string): readonly string[] =>
  (JSON.parse(out) as { readonly problems: readonly { readonly code: string }[] }).problems.map(
    ({ code }) => code,
  );

test('a good file is told to be valid', async () => {
  const path = file('good.yml', GOOD);
  expect(await validate(path)).toMatchObject({ code: 0, out: `${path} is valid.\n` });
});

test('several files: each problem with its place, its code and what to do; an error fails', async () => {
  const [good, bad] = [file('good.yml', GOOD), file('bad.yml', BAD)];
  const { code, out } = await validate(good, bad);
  expect([code, out.trimEnd().split('\n')]).toEqual([
    2,
    [
      `${bad}:2:1: error: unknown key "rulez"; did you mean "rules"? (unknown-key)`,
      '    do: Correct its spelling, or remove it.',
      `${good} is valid.`,
      `${bad} is not valid: 1 error, 0 warnings.`,
    ],
  ]);
});

test('a warning fails only where it is asked for', async () => {
  const path = file('warned.yml', 'mode: enforce\n');
  expect(await validate(path)).toMatchObject({ code: 0 });
  expect(await validate(path, '--strict')).toMatchObject({ code: 2 });
});

test('with a floor, its names are known and its problems are told once', async () => {
  const rule = file('rule.yml', RULE);
  const [floor, warned] = [file('floor.yml', ENVIRONMENT), file('floor2.yml', 'mode: enforce\n')];
  expect(await validate(rule)).toMatchObject({ code: 2 });
  expect(await validate(rule, '--floor', floor)).toMatchObject({ code: 0 });
  const { out } = await validate(rule, rule, '--floor', warned, '--format', 'json');
  expect(codes(out)).toEqual(['no-version', 'unknown-environment']);
});

test('facts and a time tell of teams and dates', async () => {
  const path = file(
    'dated.yml',
    `${GOOD}exceptions: [{ finding: public-ingress, addresses: [x], reason: r, by: carol, expires: 2026-01-01 }]\n`,
  );
  const facts = file(
    'facts.json',
    JSON.stringify({ teams: { '@acme/platfrom': ['bob'] }, now: '2025-12-31T00:00:00Z' }),
  );
  expect(codes((await validate(path, '--format', 'json')).out)).toEqual([]);
  expect(codes((await validate(path, '--facts', facts, '--format', 'json')).out)).toEqual(['unknown-team']);
  expect(
    codes((await validate(path, '--facts', facts, '--now', '2026-01-01T00:00:00Z', '--format', 'json')).out),
  ).toEqual(['unknown-team', 'exception-expired']);
  expect(await validate(path, '--now', 'yesterday')).toMatchObject({ code: 2 });
});

test('a repository tells which globs are of no use, and a change which exceptions', async () => {
  const exception = (address: string): string =>
    `  - { finding: public-ingress, addresses: [${address}], reason: r, by: carol, expires: 2027-01-01 }\n`;
  const path = file(
    'used.yml',
    `${ENVIRONMENT}paths: { inert: ["doc/**"] }\nexceptions:\n${exception('aws_security_group_rule.a')}${exception('aws_security_group_rule.b')}`,
  );
  const base = outside.repo.commit({ 'prod/a.tf': resource('aws_sqs_queue', 'q', '') });
  const head = outside.repo.commit({ 'prod/b.tf': resource('aws_security_group_rule', 'a', OPEN) });
  const { out } = await validate(
    path,
    '--repo',
    outside.repo.dir,
    '--base',
    base,
    '--head',
    head,
    '--format',
    'json',
  );
  expect(JSON.parse(out)).toMatchObject({
    schema: 'aigov.policy-problems/1',
    files: [path],
    problems: [
      { file: path, code: 'glob-matches-nothing', line: 3, severity: 'warning', fix: 'Correct the glob.' },
      { file: path, code: 'exception-unused', line: 6 },
    ],
  });
});

test('the commands of a workflow and SARIF', async () => {
  const bad = file('bad.yml', BAD);
  expect((await validate(bad, '--format', 'github')).out.trimEnd()).toBe(
    `::error file=${bad},line=2,col=1,title=unknown-key::unknown key "rulez"; did you mean "rules"? Correct its spelling, or remove it.`,
  );
  const { out } = await validate(bad, '--format', 'sarif');
  expect(JSON.parse(out)).toMatchObject({ runs: [{ results: [{ ruleId: 'unknown-key' }] }] });
});
