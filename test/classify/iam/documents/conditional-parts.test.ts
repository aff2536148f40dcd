// Ways of a conditional part of a template: objects come out, everything else gives nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionalParts } from '../../../../src/classify/iam/documents/conditional-parts.ts';

test.each<[string, string, unknown]>([
  ['one way', '!If ["A", {"Effect": "Allow"}, !Ref AWS::NoValue]', [{ Effect: 'Allow' }]],
  ['two ways', '!If ["A", {"a": 1}, {"b": true}]', [{ a: 1 }, { b: true }]],
  ['lists of them', '!If ["A", [{"a": 1}, {"b": 2}], []]', [{ a: 1 }, { b: 2 }]],
  [
    'conditions in conditions',
    '!If ["A", !If ["B", {"a": 1}, {"b": 2}], {"c": 3}]',
    [{ a: 1 }, { b: 2 }, { c: 3 }],
  ],
  [
    'functions inside',
    '!If ["A", {"r": !Sub "${B}/*", "s": !GetAtt B.Arn, "t": [!Ref X]}, !Ref AWS::NoValue]',
    [
      {
        r: { expression: '!Sub "${B}/*"' },
        s: { expression: '!GetAtt B.Arn' },
        t: [{ expression: '!Ref X' }],
      },
    ],
  ],
  ['a text way', '!If ["A", "x", "y"]', []],
  ['another function', '!Ref A', []],
  ['no name of a function', '!If ["A", ! ]', []],
  ['no member', '!If ["A", {"a"= 1}]', []],
  ['no value', '!If ["A", ,]', []],
  ['cut off', '!If ["A", {"a": 1', []],
  ['more behind it', '!If ["A", {"a": 1}] by default', []],
  ['too deep', `!If ["A", ${'['.repeat(100)}${']'.repeat(100)}]`, []],
])('%s', (_name, source, expected) => {
  expect(conditionalParts(source)).toEqual(expected);
});

test('any text gives objects or nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('!If ', '[', ']', '{', '}', '"', ', ', ': ', 'a', '!Ref ', '\\') }),
      (text) => {
        expect(conditionalParts(`!If ${text}`).every((part) => typeof part === 'object')).toBe(true);
      },
    ),
  );
});
