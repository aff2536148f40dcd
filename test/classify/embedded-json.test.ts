// JSON inside text: strings, heredocs and interpolations; everything else is left alone.
import { expect, test } from 'vitest';
import { embeddedJson } from '../../src/classify/embedded-json.ts';
import type { JsonValue } from '../../src/model/json.ts';

const heredoc = (body: string): JsonValue => ({ expression: `<<-EOF\n${body}\nEOF` });

test.each<[string, JsonValue, JsonValue]>([
  ['an object', ' {"a":1}', { a: 1 }],
  ['a list', '[1]', null],
  ['text', 'a', null],
  ['a number', 1, null],
  ['broken', '{"a":', null],
  ['heredoc', heredoc('{"a":1}'), { a: 1 }],
  [
    'heredoc with an interpolation',
    heredoc('{"a":"x/${b["c"]}/${f({})}"}'),
    { a: { expression: '"x/${b["c"]}/${f({})}"' } },
  ],
  ['heredoc with a bare interpolation', heredoc('{"a":${b},"c":"*"}'), { a: { expression: 'b' }, c: '*' }],
  ['heredoc with an interpolation alone', heredoc('{"a":["${b.c}"]}'), { a: [{ expression: 'b.c' }] }],
  ['heredoc with a key that is computed', heredoc('{"${a}:sub":"x"}'), { '${a}:sub': 'x' }],
  [
    'heredoc with a choice',
    heredoc('{"a":"%{ if b }c%{ endif }"}'),
    { a: { expression: '"%{ if b }c%{ endif }"' } },
  ],
  ['a mark that stands for nothing', heredoc('{"a":"${b}","c":"\uE0000\uE001"}'), null],
  ['a mark that JSON escapes', heredoc('{"a":"${b}","c":"\\ue0000\\uE001"}'), null],
  ['heredoc that is no JSON', heredoc('echo'), null],
  ['heredoc without end', { expression: '<<EOF\n{"a":1}' }, null],
  ['another expression', { expression: 'var.a' }, null],
])('%s', (_name, value, expected) => {
  expect(embeddedJson(value)).toEqual(expected);
});
