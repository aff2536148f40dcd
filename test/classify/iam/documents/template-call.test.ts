// A function out of the text of an expression: name, argument, what is told behind it; everything else gives nothing.
import { expect, test } from 'vitest';
import { templateCall } from '../../../../src/classify/iam/documents/template-call.ts';
import fc from '../../../properties.ts';

test.each<[string, string, readonly [string, unknown, string]]>([
  [
    'ways of a condition',
    '!If ["A", {"Effect": "Allow"}, !Ref AWS::NoValue]',
    ['If', ['A', { Effect: 'Allow' }, { expression: '!Ref AWS::NoValue' }], ''],
  ],
  ['a text', '!Sub "${A}-x"', ['Sub', '${A}-x', '']],
  [
    'functions inside, with what is told of their names',
    '!If ["A", {"r": !Sub "${B}/*", "s": [!GetAtt B.Arn, 1, true, null]}, []] (B is "x" by default)',
    [
      'If',
      [
        'A',
        {
          r: { expression: '!Sub "${B}/*" (B is "x" by default)' },
          s: [{ expression: '!GetAtt B.Arn (B is "x" by default)' }, 1, true, null],
        },
        [],
      ],
      ' (B is "x" by default)',
    ],
  ],
  [
    'a condition in a condition',
    '!If ["A", !If ["B", 1, 2], 3]',
    ['If', ['A', { expression: '!If ["B", 1, 2]' }, 3], ''],
  ],
])('%s', (_name, source, [name, given, told]) => {
  expect(templateCall(source)).toEqual({ name, given, told });
});

test.each<[string, string]>([
  ['a name', '!Ref A'],
  ['no function', 'aws_iam_role.a'],
  ['no name of a function', '!If ["A", ! ]'],
  ['no member', '!If ["A", {"a"= 1}]'],
  ['no value', '!If ["A", ,]'],
  ['no end', '!If ["A" "B"]'],
  ['cut off', '!If ["A", {"a": 1'],
  ['more behind it', '!If ["A", {"a": 1}] by default'],
  [
    'too much',
    `!If ["A", [${Array.from({ length: 2_000 }, () => '!Ref B').join(', ')}], 1] (${'x'.repeat(4_000)})`,
  ],
  ['too deep', `!If ["A", ${'['.repeat(200)}${']'.repeat(200)}]`],
])('%s is none', (_name, source) => {
  expect(templateCall(source)).toBe(null);
});

test('any text gets an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('!If ', '[', ']', '{', '}', '"', ', ', ': ', 'a', '!Ref ', '\\') }),
      (text) => {
        expect(['If', undefined]).toContain(templateCall(`!If ${text}`)?.name);
      },
    ),
  );
});
