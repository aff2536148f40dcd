// The kinds tables against labels that were written from the providers' documentation: see labels/README.md.
import { expect, it } from 'vitest';
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
