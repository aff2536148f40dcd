// The files of a layer: all of them there, regular, small and of one mind about names, or nothing passes.
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical.ts';
import type { PolicyPart } from '../../../src/model/policy-source.ts';
import { compilePolicy } from '../../../src/policy/index.ts';
import { decide, open } from '../given.ts';
import { SOURCE, cedarLayers, part } from './given.ts';

const forbid = (id: string): string =>
  `@id("${id}") forbid (principal, action, resource) when { context.changes == 99 };`;
const failures = (parts: readonly PolicyPart[] | undefined, yaml?: string) => {
  const result = compilePolicy(cedarLayers(parts, yaml));
  return result.kind === 'ok'
    ? []
    : result.problems.map(
        ({ code, source, problem }) =>
          `${code} ${source}:${problem.line}:${problem.column} ${problem.message}`,
      );
};

test('files of all patterns are rules of the layer, and part of the identity of the policy', () => {
  const result = compilePolicy(cedarLayers([part(forbid('a')), part(forbid('b'), '.aigov/more.cedar')]));
  expect(result.kind === 'ok' && result.policy.rules.map(({ name, cedar }) => [name, cedar])).toEqual([
    ['a', 'acme/infra@base:.aigov/rules.cedar:1:1'],
    ['b', 'acme/infra@base:.aigov/more.cedar:1:1'],
  ]);
  expect(
    result.kind === 'ok' && result.policy.identity.files?.map(({ path, sha256 }) => [path, sha256?.length]),
  ).toEqual([
    ['.aigov/rules.cedar', 64],
    ['.aigov/more.cedar', 64],
  ]);
});

test('another text of a file is another policy', () => {
  const of = (text: string) => decide({ result: compilePolicy(cedarLayers([part(text)])), changes: [] });
  expect(of(forbid('a')).decisionDigest).toBe(of(forbid('a')).decisionDigest);
  expect(of(forbid('a')).decisionDigest).not.toBe(of(`${forbid('a')} `).decisionDigest);
});

test('layers that were recorded as evidence decide the same bytes again', () => {
  const layers = cedarLayers([part(forbid('a').replace('== 99', '== 1'))]);
  const recorded = JSON.parse(canonicalJson(layers)) as typeof layers;
  const now = decide({ result: compilePolicy(layers) });
  expect(open(now)).toEqual(['DENIED a']);
  expect(decide({ result: compilePolicy(recorded) })).toEqual(now);
});

test.each<[string, readonly PolicyPart[] | undefined, string]>([
  ['nobody read them', undefined, `POLICY_INVALID ${SOURCE}:3:12 no Cedar file matches ".aigov/*.cedar"`],
  ['they are gone', [], `POLICY_INVALID ${SOURCE}:3:12 no Cedar file matches ".aigov/*.cedar"`],
  [
    'another folder',
    [part(forbid('a'), 'other/a.cedar')],
    `POLICY_INVALID ${SOURCE}:3:12 no Cedar file matches ".aigov/*.cedar"`,
  ],
  [
    'a link',
    [
      {
        kind: 'not-regular',
        source: 's:.aigov/a.cedar',
        path: '.aigov/a.cedar',
        why: 'a symlink stands here',
      },
    ],
    'POLICY_INVALID s:.aigov/a.cedar:1:1 this is not a regular file: a symlink stands here',
  ],
  [
    'unread',
    [
      {
        kind: 'unavailable',
        source: 's:.aigov/a.cedar',
        path: '.aigov/a.cedar',
        why: 'it is not UTF-8 text',
      },
    ],
    'FACTS_INCOMPLETE s:.aigov/a.cedar:1:1 this file could not be read: it is not UTF-8 text',
  ],
  [
    'one name twice',
    [part(`${forbid('a')}\n${forbid('b')}`), part(forbid('a'), '.aigov/b.cedar')],
    'POLICY_INVALID acme/infra@base:.aigov/b.cedar:1:1 the rule id "a" is used twice',
  ],
  [
    'a mistake',
    [part('\nforbid')],
    'POLICY_INVALID acme/infra@base:.aigov/rules.cedar:2:7 unexpected end of input',
  ],
  [
    'too much in all',
    Array.from({ length: 5 }, (_, index) =>
      part(`// ${'x'.repeat(60_000)}\n${forbid(`p${index}`)}`, `.aigov/${index}.cedar`),
    ),
    `POLICY_INVALID ${SOURCE}:1:1 all Cedar files together have at most 262144 bytes`,
  ],
])('refuses: %s', (_name, parts, problem) => {
  expect(failures(parts)).toEqual([problem]);
  const decision = decide({ result: compilePolicy(cedarLayers(parts)), changes: [] });
  expect(decision.outcome).toBe('blocked');
});

test('a rule of the file and a policy of Cedar share one space of names', () => {
  const yaml = 'version: 1\nrules: [{ id: a, deny: No. }]\npolicies: [".aigov/*.cedar"]\n';
  expect(failures([part(forbid('a'))], yaml)).toEqual([
    'POLICY_INVALID acme/infra@base:.aigov/rules.cedar:1:1 the rule id "a" is used twice',
  ]);
});

test.each([
  'rules.cedar',
  'docs/*.cedar',
  '.aigov/**/*.cedar',
  '.aigov/{a,b}/*.cedar',
  '.aigov/../*.cedar',
  '.aigov/./a.cedar',
  '*/a.cedar',
])('a Cedar file stands in .aigov/: %s', (pattern) => {
  const [first] = failures([], `version: 1\npolicies: ["${pattern}"]\n`);
  expect(first).toMatch(/:2:\d+ "policies\[0\]": a Cedar file stands in \.aigov\//);
});

test.each(['.aigov/a.cedar', '.aigov/*.cedar', '.aigov/prod/{a,b}.cedar'])('%s is allowed', (pattern) => {
  expect(
    failures(
      [part(forbid('a'), '.aigov/a.cedar'), part(forbid('b'), '.aigov/prod/b.cedar')],
      `version: 1\npolicies: "${pattern}"\n`,
    ),
  ).toEqual([]);
});

test('any other file is refused by name', () => {
  const decision = decide({
    policy: 'version: 1\nbaseline: none\npolicies: [".aigov/bundle.wasm"]\n',
    changes: [],
  });
  expect(open(decision)).toEqual(['KEY_NOT_SUPPORTED policy']);
});
