// Network policies that hold fewer pods or deny less, each against the case that differs in one field.
import { describe, expect, test } from 'vitest';
import { networkWeakenings } from '../../../src/classify/kubernetes/network-guards.ts';
import { changesOf } from './manifests.ts';

const policy = (kind: string, spec: string): string =>
  `apiVersion: x.io/v1\nkind: ${kind}\nmetadata: { name: x }\nspec: { ${spec} }\n`;
const DENIES = ['- medium denies less: a rule that denied is gone or allows'];

describe('K8S-08: a network policy', () => {
  test.each<[string, string, string, string, readonly string[]]>([
    [
      'every pod, then some',
      'NetworkPolicy',
      'podSelector: {}',
      'podSelector: { matchLabels: { a: b } }',
      ['4 medium holds other pods than before (podSelector)'],
    ],
    [
      'some pods, then every',
      'NetworkPolicy',
      'podSelector: { matchLabels: { a: b } }',
      'podSelector: {}',
      [],
    ],
    [
      'others by the value of a label',
      'NetworkPolicy',
      'podSelector: { matchLabels: { a: b } }',
      'podSelector: { matchLabels: { a: c } }',
      ['4 medium holds other pods than before (podSelector)'],
    ],
    [
      'others by the name of a label',
      'NetworkPolicy',
      'podSelector: { matchLabels: { a: b } }',
      'podSelector: { matchLabels: { c: b } }',
      ['4 medium holds other pods than before (podSelector)'],
    ],
    [
      'Calico: all, then some',
      'GlobalNetworkPolicy',
      'selector: all()',
      "selector: a == 'b'",
      ['4 medium holds other pods than before (selector)'],
    ],
    ['Calico: some, then all', 'GlobalNetworkPolicy', "selector: a == 'b'", 'selector: all()', []],
    [
      'a denial that allows',
      'AdminNetworkPolicy',
      'ingress: [{ name: a, action: Deny }]',
      'ingress: [{ name: a, action: Allow }]',
      DENIES,
    ],
    [
      'a denial that stays',
      'AdminNetworkPolicy',
      'ingress: [{ name: a, action: Deny }]',
      'ingress: [{ name: b, action: Allow }, { name: a, action: Deny }]',
      [],
    ],
    [
      'an allowance that denies',
      'AdminNetworkPolicy',
      'ingress: [{ name: a, action: Allow }]',
      'ingress: [{ name: a, action: Deny }]',
      [],
    ],
    [
      'Cilium: a denial less',
      'CiliumNetworkPolicy',
      'ingressDeny: [{ fromEntities: [world] }]',
      'ingress: [{}]',
      DENIES,
    ],
    [
      'some that are let in',
      'NetworkPolicy',
      'podSelector: {}, ingress: [{ ports: [{ port: 1 }] }]',
      'podSelector: { matchLabels: { a: b } }, ingress: [{ ports: [{ port: 1 }] }]',
      ['4 low holds other pods than before (podSelector)'],
    ],
    ['another kind', 'Deployment', 'podSelector: {}', 'podSelector: { matchLabels: { a: b } }', []],
  ])('%s', (_name, kind, before, after, expected) => {
    const changes = changesOf(policy(kind, before), policy(kind, after));
    const found = changes.flatMap((change) => networkWeakenings(change));
    expect(found.map(({ what, line, severity }) => `${line ?? '-'} ${severity} ${what}`)).toEqual(expected);
  });
});
