// The built tables: complete, sorted and in the vocabulary.
import { describe, expect, test } from 'vitest';
import cloudformationOverrides from '../../src/classify/data/cloudformation-overrides.json' with { type: 'json' };
import cloudformation from '../../src/classify/data/cloudformation-kinds.json' with { type: 'json' };
import kubernetes from '../../src/classify/data/kubernetes-kinds.json' with { type: 'json' };
import overrides from '../../src/classify/data/overrides.json' with { type: 'json' };
import terraform from '../../src/classify/data/terraform-kinds.json' with { type: 'json' };
import { CLOUDFORMATION_KINDS, KUBERNETES_KINDS, TERRAFORM_KINDS } from '../../src/classify/kinds-table.ts';
import { KINDS } from '../../src/model/words.ts';

describe.each([
  ['terraform', terraform, TERRAFORM_KINDS, 4_400],
  ['cloudformation', cloudformation, CLOUDFORMATION_KINDS, 1_800],
  ['kubernetes', kubernetes, KUBERNETES_KINDS, 500],
])('%s', (_name, words: Readonly<Record<string, string>>, table, least) => {
  test('is sorted and large', () => {
    const names = Object.keys(words);
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(names.length).toBeGreaterThan(least);
  });

  test('gives every name kinds, in the order of the vocabulary, with `other` only alone', () => {
    const bad = Object.entries(words).filter(([name, text]) => {
      const kinds = table.get(name) ?? [];
      const inOrder = KINDS.filter((kind) => kinds.includes(kind)).join(' ');
      return kinds.length === 0 || inOrder !== text || (kinds.length > 1 && kinds.includes('other'));
    });
    expect(bad).toEqual([]);
  });
});

test.each([
  ['terraform', overrides, TERRAFORM_KINDS],
  ['cloudformation', cloudformationOverrides, CLOUDFORMATION_KINDS],
])('the built %s table says what the reviewed overrides say', (_name, given, table) => {
  const grouped: Readonly<Record<string, readonly string[]>> = given;
  const wrong = Object.entries(grouped).flatMap(([kinds, types]) =>
    types.filter((type) => table.get(type)?.toSorted().join() !== kinds.split(' ').toSorted().join()),
  );
  expect(wrong).toEqual([]);
});
