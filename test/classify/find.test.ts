// Findings of one change: told one by one as far as people read, then counted.
import { expect, test } from 'vitest';
import { findingsOfChange } from '../../src/classify/find.ts';
import { contextOf, resource } from './example-change.ts';

test('a hundred places of one kind are told, the rest is counted', () => {
  const rules = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [
      `ingress[${index}]`,
      { from_port: index, to_port: index, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] },
    ]),
  );
  const found = findingsOfChange(resource('aws_security_group', rules), contextOf(['firewall'])).filter(
    ({ id }) => id === 'public-ingress',
  );
  expect(found).toHaveLength(101);
  expect(found.at(-1)?.message).toBe('50 more places in this change are of the same kind.');
});

const opening = (range: string | { readonly expression: string }): ReturnType<typeof resource> =>
  resource('aws_security_group', {
    'ingress[0]': { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: [range] },
  });
const told = (change: ReturnType<typeof resource>): readonly string[] =>
  findingsOfChange(change, contextOf(['firewall']))
    .filter(({ id }) => id === 'public-ingress')
    .map(({ confidence, message }) => `${confidence} ${message}`);

test('what a file of parameters gives is no guess, and stands in place of one', () => {
  const open = opening('0.0.0.0/0');
  const guess = opening({ expression: '!Ref Cidr (Cidr is "0.0.0.0/0" by default)' });
  const given = 'the parameters of prod.json';
  const world = { given, before: null, after: open.after ?? {} };
  const [said = ''] = told(open);
  expect(said).toMatch(/^high The whole internet/);
  expect(told({ ...open, given })).toEqual([said.replace('high ', `high With ${given}: `)]);
  expect(told(guess)).toEqual([expect.stringMatching(/^medium An expression here/)]);
  expect(told({ ...guess, otherwise: [{ ...world, chosen: true }] })).toEqual([
    said.replace('high ', `high With ${given}: `),
  ]);
  expect(told({ ...guess, otherwise: [world] })).toEqual([
    expect.stringMatching(/^medium An expression here/),
    said.replace('high ', `low If ${given}: `),
  ]);
});

test('a hit that says itself what to do says it in place of the rule', () => {
  const annotated = (annotations: object): ReturnType<typeof resource>['after'] =>
    resource('Ingress', { metadata: { name: 'i', annotations: { ...annotations, a: 'b' } } }).after;
  const guarded = annotated({ 'nginx.ingress.kubernetes.io/auth-url': 'x' });
  const change = {
    ...resource('Ingress', {}),
    action: 'update' as const,
    before: guarded,
    after: annotated({}),
  };
  const [found] = findingsOfChange(change, contextOf(['network']));
  expect(found?.fix).toBe('Keep the annotation, or put another guard in its place in the same pull request.');
});
