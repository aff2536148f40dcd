// Files of values that look like something else, or belong to no template that is in sight.
import { expect, it } from 'vitest';
import { changesIn } from '../projects.ts';
import type { Tree } from '../projects.ts';

const TEMPLATE = `Parameters: { Cidr: { Type: String } }\nResources: { T: { Type: AWS::SNS::Topic } }\n`;
const told = (before: Tree, after: Tree): readonly unknown[] =>
  changesIn(before, after).map(({ file, format, opaque }) => [file, format, opaque]);
const OPAQUE = [['params/prod.json', 'stack-settings', true]];

it.each<[string, string, boolean]>([
  [
    'values in the guise of an object',
    '{"apiVersion": "v1", "kind": "ConfigMap", "Cidr": "0.0.0.0/0"}',
    true,
  ],
  [
    'the same below Parameters',
    '{"apiVersion": "v1", "kind": "ConfigMap", "Parameters": {"Cidr": "0.0.0.0/0"}}',
    true,
  ],
  ['an object', '{"apiVersion": "v1", "kind": "ConfigMap", "data": {"Cidr": "0.0.0.0/0"}}', false],
])('%s', (_name, after, expected) => {
  const file = (text: string): Tree => ({ 'params/prod.json': text, 'web.yaml': TEMPLATE });
  const before = '{"apiVersion": "v1", "kind": "ConfigMap", "Cidr": "10.0.0.0/8"}';
  const old = expected ? before : after.replace('0.0.0.0/0', '10.0.0.0/8');
  const found = told(file(old), file(after));
  if (expected) expect(found).toEqual(OPAQUE);
  else expect(found).toEqual([['params/prod.json', 'kubernetes', false]]);
});

it.each<[string, string, boolean]>([
  ['params/prod.json', '{"Cidr": "0.0.0.0/0", "Count": 2}', true],
  ['stacks/prod.json', '{"Cidr": "0.0.0.0/0"}', true],
  ['vpc-parameters.json', '{"Cidr": "0.0.0.0/0"}', true],
  ['locales/en.json', '{"Hello": "Hello"}', false],
  ['params/prod.json', '{"cidr": "0.0.0.0/0"}', false],
  ['params/prod.json', '{"Cidr": {"A": 1}}', false],
  ['src/params/prod.json', '{"Cidr": "0.0.0.0/0"}', false],
])('%s with %s, and no template in sight', (path, text, expected) => {
  expect(told({}, { [path]: text })).toEqual(expected ? [[path, 'stack-settings', true]] : []);
});
