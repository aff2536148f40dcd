// Which files take effect through which others, however long the chain.
import { expect, it, test } from 'vitest';
import { referencesOf, unreadableUsedIn, usedIn } from '../../src/formats/references.ts';
import { changeOf } from '../classify/example-change.ts';
import { textSide } from './cases.ts';

const REFERENCES = new Map([
  ['prod/main.tf', ['modules/app/']],
  ['modules/app/main.tf', ['modules/net/', 'modules/app/policy.json']],
  ['dev/kustomization.yaml', ['base/']],
]);

it.each<[string, readonly string[]]>([
  ['base/x.yaml', ['dev/kustomization.yaml']],
  ['modules/app/policy.json', ['modules/app/main.tf', 'prod/main.tf']],
  ['modules/net/x.yaml', ['modules/app/main.tf', 'prod/main.tf']],
  ['modules/netting/x.yaml', []],
  ['other.yaml', []],
])('%s is used in %j', (file, expected) => {
  expect(
    usedIn([changeOf({ format: 'kubernetes', file })], REFERENCES).map((change) => change.usedIn),
  ).toEqual([expected]);
});

test('PTH-02: a submodule in the place of a folder is used where the folder is', () => {
  const [change] = usedIn([changeOf({ format: 'submodule', file: 'modules/net' })], REFERENCES);
  expect(change?.usedIn).toEqual(['modules/app/main.tf', 'prod/main.tf']);
});

test('Terraform follows its modules itself', () => {
  const change = changeOf({ format: 'terraform', file: 'modules/net/main.tf', usedIn: ['dev/main.tf'] });
  expect(usedIn([change], REFERENCES)).toEqual([change]);
});

test('what cannot be read is used where it would be', () => {
  const problem = { line: 1, why: 'parse-error', message: 'no' };
  expect(
    unreadableUsedIn(
      [
        { file: 'modules/net/main.tf', ...problem },
        { file: 'x.tf', ...problem },
      ],
      REFERENCES,
    ),
  ).toEqual([
    { file: 'modules/net/main.tf', ...problem, usedIn: ['modules/app/main.tf', 'prod/main.tf'] },
    { file: 'x.tf', ...problem },
  ]);
});

test('a link pulls in what it points at, unless that is outside', () => {
  const side = textSide('a/main.tf', 'module "m" {\n  source = "../m"\n}\n');
  expect(side === null ? [] : referencesOf(side)).toEqual(['m/']);
  const link = (target: string): readonly string[] =>
    referencesOf({ path: 'a/main.tf', mode: '120000', blob: 'b', content: { kind: 'symlink', target } });
  expect(['x', '../b/y.tf', '/etc/x', '../../z'].map(link)).toEqual([['a/x'], ['b/y.tf'], [], []]);
});
