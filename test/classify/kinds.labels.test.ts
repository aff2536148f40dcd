// The kinds tables against labels that were written from the providers' documentation: see labels/README.md.
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { kindsOf } from '../../src/classify/kinds.ts';
import type { KindsOf } from '../../src/classify/kinds.ts';
import { changeOf } from './example-change.ts';
import labels from './labels/kinds.json' with { type: 'json' };

/** What the labels' README argues for. */
const ARGUED = ['google_compute_machine_image', 'policy.cert-manager.io/CertificateRequestPolicy'];

function kindsOfType(type: string): KindsOf {
  const [group = '', kind = null] = type.split('/');
  if (kind !== null)
    return kindsOf(changeOf({ format: 'kubernetes', type: kind, address: `${group}/${kind}/x/y` }));
  return kindsOf(changeOf({ format: type.startsWith('AWS::') ? 'cloudformation' : 'terraform', type }));
}

it('at least 97 in a hundred types touch what their documentation says', () => {
  const all = Object.entries(labels);
  const apart = all.filter(([type, accepted]) => {
    const { kinds, known } = kindsOfType(type);
    const sorted = (words: readonly string[]): string => words.toSorted().join(' ');
    return !known || !accepted.some((label) => sorted(label.split(' ')) === sorted(kinds));
  });
  expect(all.length).toBe(300);
  expect(apart.map(([type]) => type)).toEqual(ARGUED);
});

type Drawn = {
  readonly type: string;
  /** One of these has to be there; empty: nothing has to. */
  readonly oneOf: readonly string[];
  readonly mayBe: readonly string[];
};

function drawnIn(file: string): readonly Drawn[] {
  const text = readFileSync(new URL(`labels/${file}`, import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return rows.map((row) => {
    const [type = '', oneOf = '', mayBe = ''] = row.split('\t');
    return { type, oneOf: oneOf === '-' ? [] : oneOf.split('|'), mayBe: mayBe.split(' ') };
  });
}

/** Null for a type that touches what its label says, and nothing else. */
function faultOf({ type, oneOf, mayBe }: Drawn): string | null {
  const { kinds, known } = kindsOfType(type);
  if (!known) return `${type} is in no table`;
  if (oneOf.length > 0 && !kinds.some((kind) => oneOf.includes(kind)))
    return `${type} is ${kinds.join(' ')} and not ${oneOf.join(' or ')}`;
  const strange = kinds.filter((kind) => ![...oneOf, ...mayBe, 'other'].includes(kind));
  return strange.length === 0 ? null : `${type} does not touch ${strange.join(' ')}`;
}

test.each([
  ['held-out-a.tsv', 150],
  ['held-out-b.tsv', 100],
])('the types of %s touch what was said before', (file, count) => {
  const drawn = drawnIn(file);
  expect(drawn.length).toBe(count);
  expect(drawn.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
});
