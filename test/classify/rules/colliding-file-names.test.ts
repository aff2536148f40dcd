// colliding-file-names: by case and by normal form, among the files that stand in the head.
import { expect, test } from 'vitest';
import { collidingFileNames } from '../../../src/classify/rules/colliding-file-names.ts';
import { diffOf, fileOf } from '../example-change.ts';

const NFC = 'infra/caf\u00e9.tf';
const NFD = 'infra/cafe\u0301.tf';

test.each<[string, Parameters<typeof fileOf>[0], Parameters<typeof fileOf>[0], readonly string[]]>([
  [
    'PTH-06: names that differ in case',
    { path: 'Infra/main.tf' },
    { path: 'infra/main.tf' },
    ['infra/main.tf'],
  ],
  ['one of them removed', { path: 'Infra/main.tf', status: 'removed' }, { path: 'infra/main.tf' }, []],
  ['PTH-07: names that differ in how an accent is written', { path: NFC }, { path: NFD }, [NFD]],
  ['two names', { path: 'infra/a.tf' }, { path: 'infra/b.tf' }, []],
])('%s', (_name, one, other, expected) => {
  const hits = collidingFileNames.check(diffOf({ files: [fileOf(one), fileOf(other)] }));
  expect(hits.map(({ file }) => file)).toEqual(expected);
});
