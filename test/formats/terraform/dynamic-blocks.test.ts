// Blocks that are made of what is known are the blocks that stand there.
import { describe, expect, it, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn, summaryOf } from '../projects.ts';

const DEFINITIONS = `locals {\n  rules = { web = { port = 443, from = ["0.0.0.0/0"] } }\n}\nvariable "open" {}\n`;
const main = (body: string): string => `${DEFINITIONS}resource "aws_x" "r" {\n${body}}\n`;

function stateOf(body: string, file = 'main.tf', text = main(body)): Readonly<Record<string, JsonValue>> {
  const created = changesIn({ 'z.tf': '' }, { [file]: text }).find(({ address }) => address === 'aws_x.r');
  return Object.fromEntries(Object.entries(created?.after ?? {}).map(([path, { value }]) => [path, value]));
}

const dynamic = (through: string, content: string, more = ''): string =>
  `  dynamic "rule" {\n    for_each = ${through}\n${more}    content {\n      ${content}\n    }\n  }\n`;

describe('a dynamic block over what is known', () => {
  it.each<[string, string, Readonly<Record<string, JsonValue>>]>([
    ['a list', dynamic('["a", "b"]', 'p = rule.value'), { 'rule[0].p': 'a', 'rule[1].p': 'b' }],
    [
      'a map',
      dynamic('local.rules', 'p = [rule.key, rule.value.port, rule.value.from]'),
      { 'rule[0].p': ['web', 443, ['0.0.0.0/0']] },
    ],
    ['its iterator', dynamic('["a"]', 'p = one.value', '    iterator = one\n'), { 'rule[0].p': 'a' }],
    ['nothing', dynamic('[]', 'p = 1'), {}],
    ['without content', dynamic('["a"]', ''), { 'rule[0]': {} }],
    [
      'beside written ones',
      `  rule {\n    p = "first"\n  }\n${dynamic('["a"]', 'p = rule.value')}`,
      { 'rule[0].p': 'first', 'rule[1].p': 'a' },
    ],
    [
      'inside of another',
      dynamic(
        '["a"]',
        'dynamic "inner" {\n for_each = ["x"]\n content {\n p = "${rule.value}${inner.value}"\n }\n }',
      ),
      { 'rule[0].inner[0].p': 'ax' },
    ],
    [
      'a part that is unknown',
      dynamic('["a"]', 'p = aws_y.z.id'),
      { 'rule[0].p': { expression: 'aws_y.z.id' } },
    ],
  ])('%s', (_name, body, expected) => {
    expect(stateOf(body)).toEqual(expected);
  });

  test('in JSON', () => {
    const rule = { for_each: ['a'], iterator: 'one', content: { p: '${one.value}' } };
    const text = JSON.stringify({ resource: { aws_x: { r: { dynamic: { rule } } } } });
    expect(stateOf('', 'main.tf.json', text)).toEqual({ 'rule[0].p': 'a' });
  });
});

describe('a dynamic block stays itself', () => {
  it.each([
    ['over what is unknown', dynamic('var.open', 'p = rule.value')],
    ['over a text', dynamic('"a"', 'p = rule.value')],
    ['with labels', dynamic('["a"]', 'p = rule.value', '    labels = ["x"]\n')],
  ])('%s', (_name, body) => {
    expect(stateOf(body)).toHaveProperty(['dynamic.rule[0].content[0].p']);
  });

  test('and changes with what flows into it', () => {
    const text = (from: string): string =>
      `locals {\n  c = "${from}"\n}\nvariable "open" {}\nresource "aws_x" "r" {\n${dynamic('var.open', 'p = "${local.c}-${rule.value}"')}}\n`;
    const seen = summaryOf(changesIn({ 'main.tf': text('a') }, { 'main.tf': text('b') }));
    expect(seen.some((line) => line.startsWith('update aws_x.r'))).toBe(true);
  });
});

test('writing out what was made changes nothing', () => {
  const written = '  rule {\n    p = "a"\n  }\n';
  expect(
    changesIn({ 'main.tf': main(dynamic('["a"]', 'p = rule.value')) }, { 'main.tf': main(written) }),
  ).toEqual([]);
});
