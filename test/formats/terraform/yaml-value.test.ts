// YAML that stands as text in Terraform: what is read of it, on which line, and what stays text.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { changesIn } from '../projects.ts';
import { resolve, source } from './resolve.ts';

describe('yamldecode', () => {
  it.each<[string, JsonValue | undefined]>([
    ['yamldecode("a: [1, x]\\nb: true")', { 'p.a': [1, 'x'], 'p.b': true }],
    ['yamldecode("- a\\n- b")', ['a', 'b']],
    ['yamldecode(<<E\na: $${x}\nE\n)', { 'p.a': '${x}' }],
    ['yamldecode(<<-E\n  a: ${aws_x.y.z}\n  b: 1\n  E\n)', { 'p.a': source('${aws_x.y.z}'), 'p.b': 1 }],
    ['yamldecode(yamlencode({ a = 1 })).a', 1],
  ])('%s', (expression, value) => {
    expect(resolve(expression)).toEqual(value);
  });

  it.each([
    ['a scalar', 'yamldecode("a")'],
    ['several documents', 'yamldecode("a: 1\\n---\\nb: 1")'],
    ['no YAML', 'yamldecode("a: [")'],
    ['a tag of its own', 'yamldecode("a: !x 1")'],
    ['a key that looks like an expression', 'yamldecode("a: { expression: x }")'],
  ])('leaves %s', (_, expression) => {
    expect(resolve(expression)).toEqual(source(expression));
  });

  it('leaves what a directive decides', () => {
    const text = 'yamldecode(<<E\n%{ if var.on }\na: 1\n%{ endif }\nE\n)';
    expect(resolve(text, 'variable "on" {}')).toHaveProperty('expression');
  });

  it('leaves a computed key', () => {
    expect(resolve('yamldecode(<<E\n${aws_x.y.z}: 1\nE\n)')).toHaveProperty('expression');
  });
});

const manifest = (name: string): string =>
  `resource "kubectl_manifest" "x" {\n  yaml_body = <<-E\n    kind: Secret\n    metadata:\n      name: ${name}\n    data:\n      key: aHVudGVyMg==\n  E\n}\n`;

it('tells one line of an object that stands as text, and shows nothing of a Secret', () => {
  const changes = changesIn({ 'main.tf': manifest('a') }, { 'main.tf': manifest('b') });
  expect(changes.flatMap(({ attributes }) => attributes)).toEqual([
    { path: 'yaml_body.metadata.name', line: 5, before: 'a', after: 'b', sensitive: false },
  ]);
  expect(JSON.stringify(changes)).not.toContain('aHVudGVyMg');
});

it('tells another value of a variable in it', () => {
  const text = (name: string): string =>
    `variable "x" {\n  default = "${name}"\n}\n${manifest('${var.x}-${aws_y.z.id}')}`;
  const changes = changesIn({ 'main.tf': text('a') }, { 'main.tf': text('b') });
  expect(changes.map(({ address }) => address)).toContain('kubectl_manifest.x');
});

it('reads values of a chart that stand as text or are encoded, and no other list of this name', () => {
  const release = (values: string, type = 'helm_release'): string =>
    `resource "${type}" "x" {\n  values = [${values}]\n}\n`;
  const stateOf = (text: string): JsonValue | undefined =>
    changesIn({}, { 'main.tf': text })[0]?.after?.['values']?.value;
  expect(stateOf(release('"a:\\n  b: 1"'))).toEqual([{ a: { b: 1 } }]);
  expect(stateOf(release('yamlencode({ a = { b = 1 } })'))).toEqual([{ a: { b: 1 } }]);
  expect(stateOf(release('"a", "b"'))).toEqual(['a', 'b']);
});
