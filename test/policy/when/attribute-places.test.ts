// The places of a changed attribute: however a block is written, a rule sees what is inside.
import { expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { compileAttributes } from '../../../src/policy/when/attribute-globs.ts';
import { placesOf } from '../../../src/policy/when/attribute-places.ts';
import fc from '../../properties.ts';

type Sides = { readonly before?: JsonValue; readonly after: JsonValue };

function attribute(path: string, { before = null, after }: Sides): Parameters<typeof placesOf>[0] {
  return { path, line: 1, before, after, sensitive: false };
}

const CIDR = 'ingress.*.cidr_blocks';
const rule = (port: number, block: string): JsonValue => ({ from_port: port, cidr_blocks: [block] });

it.each<[string, string, string, Sides, boolean | null]>([
  ['a list of objects', CIDR, 'ingress', { before: [rule(1, 'a')], after: [rule(1, 'b')] }, true],
  ['another member of it', CIDR, 'ingress', { before: [rule(1, 'a')], after: [rule(2, 'a')] }, false],
  ['one that is new', CIDR, 'ingress', { after: [rule(1, 'b')] }, true],
  ['one computed element', CIDR, 'ingress', { after: [{ expression: 'var.x' }] }, null],
  ['a dynamic block', CIDR, 'dynamic.ingress[0].content[0].cidr_blocks', { after: ['b'] }, true],
  [
    'what it is made of',
    CIDR,
    'dynamic.ingress[0].for_each',
    { before: [], after: { expression: 'var.x' } },
    null,
  ],
  [
    'a text of JSON',
    'policy.Statement.*.Action',
    'policy',
    { before: '{"Statement":[{"Action":"a"}]}', after: '{"Statement":[{"Action":"*"}]}' },
    true,
  ],
  ['a text that is none', 'policy.Statement', 'policy', { after: '{"Statement' }, false],
  ['a name with dots', 'spec.containers.*.image', 'spec.containers["a.b"].image', { after: 'x' }, true],
  ['step by step', 'labels.a.b', 'labels["a.b"]', { after: 'x' }, true],
])('%s', (_name, glob, path, sides, expected) => {
  expect(compileAttributes([glob], 'tighten')([attribute(path, sides)])).toBe(expected);
});

test('inside `not` only the written name takes a change out of a rule', () => {
  const change = attribute('ingress', { before: [rule(1, 'a')], after: [rule(1, 'b')] });
  expect(compileAttributes([CIDR], 'relax')([change])).toBe(false);
  expect(compileAttributes(['ingress'], 'relax')([change])).toBe(true);
});

test('nesting without end is computed, and never too deep to be looked at', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const places = placesOf(attribute('policy', { before: '[1]', after: deep }));
  expect(places[0]).toEqual({ path: 'policy', computed: true });
});

test('half a character in a text of JSON is no reason to fail', () => {
  const places = placesOf(attribute('policy', { before: '{"a":1}', after: '{"a":"\\ud800"}' }));
  expect(places.map(({ path }) => path)).toEqual(['policy', 'policy/a']);
});

test('the written path is always among the places', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const paths = placesOf(
        attribute('a[0].b', { before: before as JsonValue, after: after as JsonValue }),
      ).map(({ path }) => path);
      expect(paths[0]).toBe('a/0/b');
    }),
  );
});
