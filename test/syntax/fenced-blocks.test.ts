// Which fenced blocks of a description a reader sees.
import { expect, test } from 'vitest';
import { fencedBlocks } from '../../src/syntax/fenced-blocks.ts';

test.each<[string, string, readonly string[]]>([
  ['a block', 'Intro\n```aigov\na: 1\nb: 2\n```\nOutro', ['a: 1\nb: 2']],
  ['line ends of GitHub', 'Intro\r\n```aigov\r\na: 1\r\n```\r\n', ['a: 1']],
  ['tildes and words behind the name', '~~~~ aigov v1\na: 1\n~~~\n~~~~', ['a: 1\n~~~']],
  ['indented with its fence', '  ```aigov\n  a:\n    b\n  ```', ['a:\n  b']],
  ['another block', '```yaml\na: 1\n```', []],
  ['a name that only begins alike', '```aigovern\na: 1\n```', []],
  ['shown inside of another block', '````md\n```aigov\na: 1\n```\n````', []],
  ['hidden in a comment', '<!--\n```aigov\na: 1\n```\n-->', []],
  ['behind a comment', '<!-- x -->\n```aigov\na: 1\n```', ['a: 1']],
  ['never closed', '```aigov\na: 1', ['a: 1']],
  ['two', '```aigov\na\n```\n```aigov\nb\n```', ['a', 'b']],
  ['a backtick in the info string is inline code', '```aigov `x`\na: 1\n```', []],
  ['four spaces are code', '    ```aigov\n    a\n    ```', []],
])('%s', (_name, text, expected) => {
  expect(fencedBlocks(text, 'aigov')).toEqual(expected);
});
