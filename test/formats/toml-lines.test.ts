// Settings in TOML as lines: nothing that looks like a key is passed over.
import { expect, it } from 'vitest';
import { readTomlLines } from '../../src/formats/toml-lines.ts';

it('reads tables, keys and values', () => {
  const text = [
    'model = "x" # why',
    'a."b.c".d = 1',
    '[mcp_servers."my docs"] # table',
    "command = 'npx'",
    'args = [',
    '  "-y", # first',
    '  "docs"',
    ']',
    'env = { A = "b" }',
    '[[x.y]]',
    'text = """',
    'hidden = true',
    '"""',
  ].join('\n');
  expect(readTomlLines(text).map(({ keys, value, line }) => [line, keys.join('/'), value])).toEqual([
    [1, 'model', 'x'],
    [2, 'a/b.c/d', '1'],
    [4, 'mcp_servers/my docs/command', 'npx'],
    [5, 'mcp_servers/my docs/args', ['-y', '#', 'first', 'docs']],
    [9, 'mcp_servers/my docs/env', '{ A = "b" }'],
    [11, 'x/y/text', '"""'],
    [12, 'x/y/hidden', 'true """'],
  ]);
});

it('a list on one line', () => {
  expect(readTomlLines('notify = ["sh", \'-c\', "echo a, b"]')[0]?.value).toEqual(['sh', '-c', 'echo a, b']);
});
