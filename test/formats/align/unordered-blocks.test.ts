// Blocks whose order means nothing, also where written and generated ones stand side by side.
import { expect, test } from 'vitest';
import { isUnordered } from '../../../src/formats/align/unordered-blocks.ts';
import { readFile } from '../../../src/formats/read-file.ts';
import { textChange } from '../cases.ts';

test.each([
  ['aws_security_group', 'ingress', true],
  ['aws_iam_policy_document', 'statement[0].condition', true],
  ['aws_cloudfront_distribution', 'ordered_cache_behavior', false],
  ['aws_instance', 'provisioner', false],
  ['some_other_type', 'ingress', false],
])('%s %s: %s', (type, path, expected) => {
  expect(isUnordered(type, path)).toBe(expected);
});

const rule = (port: number): string =>
  `  ingress {\n    from_port = ${port}\n    to_port = ${port}\n    protocol = "tcp"\n  }\n`;
const GENERATED =
  '  dynamic "ingress" {\n    for_each = var.ports\n    content {\n      from_port = ingress.value\n    }\n  }\n';

function paths(type: string, before: string, after: string): readonly string[] {
  const block = (body: string): string => `resource "${type}" "a" {\n${body}}\n`;
  const reading = readFile(textChange('main.tf', block(before), block(after)));
  if (reading.kind !== 'parsed') return [reading.kind];
  return reading.changes.flatMap(({ attributes }) => attributes.map(({ path }) => path));
}

test('a written block beside a generated one is one that is new', () => {
  expect(
    paths('aws_security_group', `${rule(22)}${GENERATED}`, `${rule(443)}${rule(22)}${GENERATED}`),
  ).toEqual(['ingress[0].from_port', 'ingress[0].to_port', 'ingress[0].protocol']);
  expect(paths('aws_security_group', `${rule(22)}${GENERATED}`, `${GENERATED}${rule(22)}`)).toEqual([]);
});

test('where the order counts, the place among generated ones does', () => {
  expect(paths('some_proxy', `${rule(22)}${GENERATED}`, `${GENERATED}${rule(22)}`)).not.toEqual([]);
});
